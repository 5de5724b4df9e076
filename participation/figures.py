"""Figures of units: one set of functions for pages, files, reports and machines, so that they cannot differ.

Every figure is defined in docs/figures.md; names here are the names there.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone

from participation.folding import ALL_COURSES, fold_pending
from participation.models import Activity, DayCell, Fact, PresenceCell
from participation.periods import Period
from rosters.models import Membership, Unit
from rosters.querysets import MembershipQuerySet


@dataclass(frozen=True)
class ActivityFigures:
    """What happened in a period, counted where each member was at that time."""

    people: int = 0
    turns: int = 0
    started: int = 0
    completed: int = 0
    passed: int = 0


@dataclass(frozen=True)
class CoverageFigures:
    """How far the people are who are in the unit now."""

    started: int = 0
    completed: int = 0
    passed: int = 0


@dataclass(frozen=True)
class UnitFigures:
    """`roster` is the number of members on the last day of the period, or today if that is earlier."""

    unit: Unit
    roster: int
    activity: ActivityFigures
    coverage: CoverageFigures
    now: int = 0

    @property
    def rate(self) -> float | None:
        """People who took part for each member on the roster; None without a roster."""
        return self.activity.people / self.roster if self.roster else None

    @property
    def coverage_rate(self) -> float | None:
        """Members of now who have completed, for each member of now."""
        return self.coverage.completed / self.now if self.now else None


@dataclass(frozen=True)
class UnitReport:
    """A unit's figures, those of the period before it, of each unit directly below, and by week."""

    period: Period
    course: Activity | None
    total: UnitFigures
    previous: ActivityFigures
    below: list[UnitFigures]
    weeks: list[tuple[Period, ActivityFigures]] = field(default_factory=list)


def unit_report(unit: Unit, period: Period, course: Activity | None = None) -> UnitReport:
    """All figures of `unit` for `period`, of one course or of all. The same number of queries for any size."""
    fold_pending()
    units = [unit, *Unit.objects.directly_below(unit)]
    weeks = period.weeks()
    turns = _day_sums(units, period, course)
    people = _people(units, period, course)
    rosters = _rosters(unit, min(period.last, timezone.localdate()))
    coverage = _coverage(unit, course)
    figures = [
        UnitFigures(
            unit=each,
            roster=rosters.get(each.path, 0),
            activity=_activity(turns.get(each.pk, {}), people.get(each.pk, 0)),
            coverage=coverage.get(each.path, (CoverageFigures(), 0))[0],
            now=coverage.get(each.path, (CoverageFigures(), 0))[1],
        )
        for each in units
    ]
    before, by_week = _over_time(unit, period.previous(), weeks, course)
    return UnitReport(period, course, figures[0], before, figures[1:], list(zip(weeks, by_week, strict=True)))


def unit_figures(unit: Unit, period: Period, course: Activity | None = None) -> UnitFigures:
    """The figures of one unit for a period."""
    fold_pending()
    people = _people([unit], period, course)
    turns = _day_sums([unit], period, course)
    coverage, now = _coverage(unit, course).get(unit.path, (CoverageFigures(), 0))
    return UnitFigures(
        unit=unit,
        roster=_rosters(unit, min(period.last, timezone.localdate())).get(unit.path, 0),
        activity=_activity(turns.get(unit.pk, {}), people.get(unit.pk, 0)),
        coverage=coverage,
        now=now,
    )


def _course_id(course: Activity | None) -> int:
    return course.pk if course else ALL_COURSES


def _activity(sums: dict[str, int], people: int) -> ActivityFigures:
    return ActivityFigures(
        people, sums.get("turns", 0), sums.get("started", 0), sums.get("completed", 0), sums.get("passed", 0)
    )


def _day_sums(units: list[Unit], period: Period, course: Activity | None) -> dict[int, dict[str, int]]:
    """The measures of each unit, summed over the period."""
    cells = DayCell.objects.filter(unit__in=units, course_id=_course_id(course), day__gte=period.first, day__lte=period.last)
    sums = {f"sum_{name}": Sum(name) for name in ("turns", "started", "completed", "passed")}
    rows: Any = cells.values("unit").annotate(**sums)
    return {row["unit"]: {name.removeprefix("sum_"): row[name] for name in sums} for row in rows}


def _people(units: list[Unit], period: Period, course: Activity | None) -> dict[int, int]:
    """Distinct people of each unit in the period (participation.presence tells why this is exact)."""
    cells = PresenceCell.objects.filter(
        unit__in=units,
        course_id=_course_id(course),
        day__gte=period.first,
        day__lte=period.last,
        previous_day__lt=period.first,
    )
    return dict(cells.values("unit").annotate(number=Sum("people")).values_list("unit", "number"))


def _over_time(
    unit: Unit, before: Period, weeks: list[Period], course: Activity | None
) -> tuple[ActivityFigures, list[ActivityFigures]]:
    """The figures of one unit in the period before and in each week, in two queries."""
    spans = [before, *weeks]
    own = {"unit": unit, "course_id": _course_id(course)}
    zero = Value(0)
    inside = [Q(day__gte=span.first, day__lte=span.last) for span in spans]
    first_there = [within & Q(previous_day__lt=span.first) for within, span in zip(inside, spans, strict=True)]
    people = PresenceCell.objects.filter(**own).aggregate(
        **{f"people_{n}": Coalesce(Sum("people", filter=condition), zero) for n, condition in enumerate(first_there)}
    )
    sums = DayCell.objects.filter(**own).aggregate(
        **{
            f"{name}_{n}": Coalesce(Sum(name, filter=condition), zero)
            for n, condition in enumerate(inside)
            for name in ("turns", "started", "completed", "passed")
        }
    )
    numbers = people | sums
    figures = [
        ActivityFigures(**{name: numbers[f"{name}_{n}"] for name in ("people", "turns", "started", "completed", "passed")})
        for n in range(len(spans))
    ]
    return figures[0], figures[1:]


def _rosters(unit: Unit, day: dt.date) -> dict[str, int]:
    """The number of members on `day` of `unit` and of each unit directly below, by path.

    A member has one membership a tree on any day, so that memberships are people.
    """
    places = Membership.objects.on(day).under(unit)
    return _with_total(unit, _by_child(unit, places).annotate(number=Count("pk")).values_list("child", "number"))


def _by_child(unit: Unit, places: MembershipQuerySet) -> QuerySet:
    length = len(unit.path) + Unit.steplen
    return places.annotate(child=Substr("unit__path", 1, length)).order_by().values("child")


def _with_total(unit: Unit, rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    by_path = dict(rows)
    total = sum(by_path.values())
    return by_path | {unit.path: total}


def _coverage(unit: Unit, course: Activity | None) -> dict[str, tuple[CoverageFigures, int]]:
    """Coverage and the number of members of now, of `unit` and of each unit directly below, by path.

    Without a course, a person has started, completed or passed when that is so for at least one course.
    """
    course_id = course.pk if course else None
    starts = Fact.objects.filter(verb=Fact.Verb.STARTED, member=OuterRef("member"))
    if course:
        starts = starts.filter(course=course)
    complete = Fact.objects.members_with_all(Fact.Verb.COMPLETED, "lesson", course_id)
    passed = Fact.objects.members_with_all(Fact.Verb.PASSED, "quiz", course_id)
    rows = _by_child(unit, Membership.objects.open().under(unit)).annotate(
        now=Count("pk"),
        started=Count("pk", filter=Exists(starts)),
        completed=Count("pk", filter=Q(member__in=complete)),
        passed=Count("pk", filter=Q(member__in=passed)),
    )
    found = {row["child"]: (CoverageFigures(row["started"], row["completed"], row["passed"]), row["now"]) for row in rows}
    figures = [each for each, _ in found.values()]
    total = CoverageFigures(sum(f.started for f in figures), sum(f.completed for f in figures), sum(f.passed for f in figures))
    return found | {unit.path: (total, sum(now for _, now in found.values()))}


def members_left(unit: Unit, course: Activity) -> MembershipQuerySet:
    """Memberships of those in `unit` now who have not completed `course` as it stands today, by given name.

    Each carries `has_started` and `lessons_done`, of the course's current lessons.
    """
    complete = Fact.objects.members_with_all(Fact.Verb.COMPLETED, "lesson", course.pk)
    current = Activity.objects.current().filter(kind="lesson", parent=course)
    starts = Fact.objects.filter(verb=Fact.Verb.STARTED, member=OuterRef("member"), course=course)
    done = Count(
        "member__facts__activity",
        filter=Q(member__facts__verb=Fact.Verb.COMPLETED, member__facts__activity__in=current),
        distinct=True,
    )
    places = Membership.objects.open().under(unit).exclude(member__in=complete).select_related("member", "unit")
    return places.annotate(has_started=Exists(starts), lessons_done=done).order_by(F("member__sort_key"), "member__code")
