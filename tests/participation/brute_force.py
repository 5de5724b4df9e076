"""Every figure counted one fact and one member at a time, in Python, from the facts, the rosters and the trees alone."""

from collections.abc import Callable
from math import ceil

from participation.figures.unit_figures import Figures
from participation.models import Activity, Fact
from participation.rules.measures import ActivityFigures
from participation.statistics.read.coverage import CoverageCounts
from rosters.models import Membership, Unit
from rosters.units import UnitKind

AGES = {"0-10": range(0, 11), "11-15": range(11, 16), "16-18": range(16, 19), "19-22": range(19, 23), "23-30": range(23, 31)}


def part_of_member(breakdown, member, year):
    """The part of a breakdown that a member belongs to."""
    if breakdown == "sex":
        return member.sex or "unknown"
    if breakdown == "union":
        return "member" if member.is_union_member else "not_member"
    if member.birth_date is None:
        return "unknown"
    age = year - member.birth_date.year
    return next((band for band, ages in AGES.items() if age in ages), "31-")


class BruteForce:
    """A look at everything, taken once; then any figure of it."""

    def __init__(self, today):
        self.today = today
        self.facts = list(Fact.objects.select_related("school_unit", "union_unit", "activity", "member"))
        self.places = list(Membership.objects.select_related("unit", "member"))
        self.units = {unit.path: unit for unit in Unit.objects.all()}

    def figures(self, unit, period, course=None, wanted: Callable = lambda member: True) -> Figures:
        """The figures of a unit: of everybody, or of the members who are `wanted`."""
        return Figures(
            roster=self.roster(unit, min(period.last, self.today), wanted),
            activity=self.activity(unit, period, course, lambda fact: wanted(fact.member)),
            coverage=self.coverage(unit, course, wanted),
        )

    def parts(self, unit, period, course, breakdown) -> dict[str, Figures]:
        """The figures of each part of a breakdown by sex, union or age that has anybody."""
        names = {part_of_member(breakdown, each.member, period.last.year) for each in [*self.facts, *self.places]}
        found = {
            name: self.figures(
                unit, period, course, lambda member, name=name: part_of_member(breakdown, member, period.last.year) == name
            )
            for name in names
        }
        return {name: figures for name, figures in found.items() if figures != Figures()}

    def activity_by_kind(self, unit, period, course) -> dict[str, ActivityFigures]:
        """What happened, by the kind of the unit directly below `unit` in which it did."""
        found = {}
        for kind in UnitKind:
            figures = self.activity(unit, period, course, lambda fact, kind=kind: self.kind_below(unit, fact) == kind)
            if figures != ActivityFigures():
                found[kind.value] = figures
        return found

    def kind_below(self, unit, fact):
        place = getattr(fact, f"{unit.tree}_unit")
        return self.units[place.path[: len(unit.path) + Unit.steplen]].kind

    def activity(self, unit, period, course=None, wanted: Callable = lambda fact: True) -> ActivityFigures:
        facts = [
            fact
            for fact in self.facts
            if (place := getattr(fact, f"{unit.tree}_unit"))
            and place.path.startswith(unit.path)
            and period.first <= fact.day <= period.last
            and (course is None or fact.course_id == course.pk)
            and wanted(fact)
        ]
        turns = [fact for fact in facts if fact.verb in ("studied", "handed_in")]
        return ActivityFigures.of(
            people=len({fact.member_id for fact in turns}),
            turns=len(turns),
            started=sum(fact.verb == "started" for fact in facts),
            completed=sum(fact.verb == "completed" and fact.activity.kind == "course" for fact in facts),
            passed=sum(fact.verb == "passed" for fact in facts),
            handed_in=sum(fact.verb == "handed_in" for fact in facts),
            score=sum(int((fact.score or 0) * 100) for fact in facts if fact.verb == "handed_in"),
        )

    def median_seconds(self, unit, period, course=None) -> int | None:
        """The middle of the times of attempts, the lower one of two, each rounded up to ten seconds."""
        times = sorted(
            max(10, ceil(fact.seconds / 10) * 10)
            for fact in self.facts
            if fact.verb == "handed_in"
            and fact.seconds is not None
            and (place := getattr(fact, f"{unit.tree}_unit"))
            and place.path.startswith(unit.path)
            and period.first <= fact.day <= period.last
            and (course is None or fact.course_id == course.pk)
        )
        return times[(len(times) - 1) // 2] if times else None

    def roster(self, unit, day, wanted) -> int:
        return len(
            {
                place.member_id
                for place in self.places
                if place.unit.path.startswith(unit.path)
                and place.start <= day
                and (place.end is None or place.end > day)
                and wanted(place.member)
            }
        )

    def coverage(self, unit, course, wanted) -> CoverageCounts:
        here = {
            place.member_id
            for place in self.places
            if place.end is None and place.unit.path.startswith(unit.path) and wanted(place.member)
        }
        courses = [course] if course else list(Activity.objects.filter(kind="course"))
        reached = [self._reached(each) for each in courses]
        started, completed, passed = (
            set().union(*(each[place] for each in reached)) if reached else set() for place in range(3)
        )
        return CoverageCounts(len(here), len(here & started), len(here & completed), len(here & passed))

    def _reached(self, course):
        """The members who have started the course, completed it as it stands now, passed all its quizzes."""
        lessons = {a.pk for a in course.children.filter(is_current=True, kind="lesson")} if course.is_current else set()
        quizzes = set(Activity.objects.filter(parent__in=lessons, is_current=True, kind="quiz").values_list("pk", flat=True))
        started = {fact.member_id for fact in self.facts if fact.verb == "started" and fact.course_id == course.pk}
        return started, self._with_all("completed", lessons), self._with_all("passed", quizzes)

    def _with_all(self, verb, needed):
        if not needed:
            return set()
        done = {}
        for fact in self.facts:
            if fact.verb == verb and fact.activity_id in needed:
                done.setdefault(fact.member_id, set()).add(fact.activity_id)
        return {member for member, activities in done.items() if activities == needed}
