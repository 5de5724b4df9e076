"""Figures of units: one set of functions for pages, files, reports and machines, so that they cannot differ.

Every figure is defined in participation.figures.definitions and docs/figures.md; names here are the names there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from participation.ledger.models import Activity, Fact
from participation.rules.breakdowns import BREAKDOWNS, part_of
from participation.rules.coverage import Reached
from participation.rules.groups import EVERYBODY
from participation.rules.measures import ALL_COURSES, ActivityFigures, total
from participation.rules.periods import Period
from participation.statistics.fold.folding import fold_pending
from participation.statistics.models import MemberContribution
from participation.statistics.read.activity import Answer, activity_by_group, activity_of
from participation.statistics.read.coverage import CoverageCounts, coverage_of, roster_on_days, rosters_of
from participation.statistics.read.times import median_time_of
from participation.statistics.snapshots import one_snapshot
from rosters.models import Membership, Unit
from rosters.querysets import MembershipQuerySet

# Changes in each unit below are told of periods up to this long; longer ones would double the cells read.
MONTH = dt.timedelta(days=31)
NOTHING = ActivityFigures()


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All figures of some people in a period: what happened, and how far those of now are.

    `roster` is the number of members on the last day of the period, or today if that is earlier.
    """

    roster: int = 0
    activity: ActivityFigures = field(default_factory=ActivityFigures)
    coverage: CoverageCounts = field(default_factory=CoverageCounts)

    @property
    def now(self) -> int:
        """Members who are there now: those that coverage is about."""
        return self.coverage.members

    @property
    def rate(self) -> float | None:
        """People who took part for each member on the roster; None without a roster."""
        return self.activity.people / self.roster if self.roster else None

    @property
    def coverage_rate(self) -> float | None:
        """Members of now who have completed, for each member of now."""
        return self.coverage.completed / self.now if self.now else None


@dataclass(frozen=True, kw_only=True)
class UnitFigures(Figures):
    """The figures of a unit with all units below it."""

    unit: Unit


@dataclass(frozen=True)
class UnitOverview:
    """A unit's figures, those of the period before it, of each unit directly below, by week, and of its groups.

    Coverage is of now, also in a week. `below_before` has the units below in the period before, by id, when the period is no
    longer than MONTH; `roster_before` the roster at its end; `of_campaign` the unit's figures in another period that was
    asked for; `median_seconds` the median time of the unit's attempts in the period. `breakdowns` has the parts of each
    breakdown (participation.rules.breakdowns) that have anybody, in order.
    """

    period: Period
    course: Activity | None
    total: UnitFigures
    previous: ActivityFigures
    below: list[UnitFigures]
    weeks: list[tuple[Period, Figures]] = field(default_factory=list)
    roster_before: int = 0
    below_before: dict[int, ActivityFigures] = field(default_factory=dict)
    of_campaign: Figures = field(default_factory=Figures)
    median_seconds: int | None = None
    breakdowns: dict[str, list[tuple[str, Figures]]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Spans:
    """The spans that a unit is looked at over: the period before, the campaign's (or the period itself), the weeks begun."""

    previous: Period
    of_campaign: Period
    weeks: tuple[Period, ...]

    @classmethod
    def of(cls, period: Period, campaign: Period | None, today: dt.date) -> "_Spans":
        weeks = [week for week in period.weeks() if week.first <= today] or period.weeks()[:1]
        return cls(period.previous_until(today), campaign or period, tuple(weeks))

    def __iter__(self) -> Iterator[Period]:
        return iter((self.previous, self.of_campaign, *self.weeks))


def unit_overview(
    unit: Unit,
    period: Period,
    course: Activity | None = None,
    *,
    campaign: Period | None = None,
    below: Sequence[Unit] | None = None,
) -> UnitOverview:
    """All figures of `unit` for `period`, of one course or of all. The same number of queries for any size.

    `campaign` is another period that its figures are wanted for; `below` the units directly below, where they were read
    already.
    """
    fold_pending()
    units = list(Unit.objects.directly_below(unit).in_use_since(period.first)) if below is None else list(below)
    with one_snapshot():
        return _read(unit, units, period, course, _Spans.of(period, campaign, timezone.localdate()))


def _read(unit: Unit, below: list[Unit], period: Period, course: Activity | None, spans: _Spans) -> UnitOverview:
    today, ids = timezone.localdate(), [each.pk for each in below]
    course_id = course.pk if course else ALL_COURSES
    in_time = list(spans)
    over_time = activity_of([unit], in_time, course_id)
    of_below = activity_of(below, [period, spans.previous] if period.last - period.first <= MONTH else [period], course_id)
    by_group = activity_by_group(unit, period, course_id)
    rosters = rosters_of(ids, min(period.last, today), [unit.pk])
    on_days = roster_on_days(unit.pk, [min(span.last, today) for span in in_time])
    figures = _together(by_group | _in_span(0, of_below), rosters, coverage_of(ids, course_id, [unit.pk]))
    here = _of_unit(unit, figures)
    previous, of_campaign, *of_weeks = (
        Figures(roster=number, activity=over_time.get((unit.pk, EVERYBODY, n), NOTHING), coverage=here.coverage)
        for n, number in enumerate(on_days)
    )
    return UnitOverview(
        period=period,
        course=course,
        total=here,
        previous=previous.activity,
        below=[_of_unit(each, figures) for each in below],
        weeks=list(zip(spans.weeks, of_weeks, strict=True)),
        roster_before=previous.roster,
        below_before={pk: each for (pk, _group, _span), each in _in_span(1, of_below).items()},
        of_campaign=of_campaign,
        median_seconds=median_time_of(unit, period, course_id),
        breakdowns=breakdowns_of({group: each for (pk, group), each in figures.items() if pk == unit.pk}, period),
    )


def _in_span(number: int, figures: Answer) -> Answer:
    return {key: each for key, each in figures.items() if key[2] == number}


def unit_figures(unit: Unit, period: Period, course: Activity | None = None) -> UnitFigures:
    """The figures of one unit for a period."""
    return figures_of([unit], period, course)[0]


def figures_of(units: Sequence[Unit], period: Period, course: Activity | None = None) -> list[UnitFigures]:
    """The figures of several units, in their order, by a fixed number of queries."""
    fold_pending()
    with one_snapshot():
        return read_figures(units, period, course)


def read_figures(units: Sequence[Unit], period: Period, course: Activity | None) -> list[UnitFigures]:
    """The same without what waits to be folded: for those who folded and hold a snapshot."""
    course_id = course.pk if course else ALL_COURSES
    ids = [unit.pk for unit in units]
    rosters = rosters_of(ids, min(period.last, timezone.localdate()))
    figures = _together(activity_of(units, [period], course_id), rosters, coverage_of(ids, course_id))
    return [_of_unit(unit, figures) for unit in units]


def _together(
    activity: Answer, rosters: Mapping[tuple[int, int], int], coverage: Mapping[tuple[int, int], CoverageCounts]
) -> dict[tuple[int, int], Figures]:
    """All figures by unit and group."""
    did = {(unit, group): figures for (unit, group, _span), figures in activity.items()}
    return {
        key: Figures(
            roster=rosters.get(key, 0),
            activity=did.get(key, NOTHING),
            coverage=coverage.get(key, CoverageCounts()),
        )
        for key in rosters.keys() | coverage.keys() | did.keys()
    }


def _of_unit(unit: Unit, figures: Mapping[tuple[int, int], Figures]) -> UnitFigures:
    return UnitFigures(unit=unit, **vars(figures.get((unit.pk, EVERYBODY), Figures())))


def breakdowns_of(by_group: Mapping[int, Figures], period: Period) -> dict[str, list[tuple[str, Figures]]]:
    """The parts of each breakdown that have anybody, in the order of the breakdown."""
    found: dict[tuple[str, str], list[Figures]] = defaultdict(list)
    for group, figures in by_group.items():
        if (part := part_of(group, period.last.year)) and has_anybody(figures):
            found[part].append(figures)
    return {
        breakdown: [(part, total_of(found[breakdown, part])) for part in parts if (breakdown, part) in found]
        for breakdown, parts in BREAKDOWNS.items()
    }


def has_anybody(figures: Figures) -> bool:
    """Whether there is anybody on the roster, or anything happened."""
    return bool(figures.roster or figures.now or figures.activity)


def total_of(parts: Iterable[Figures]) -> Figures:
    """The figures of groups together that have nobody in common."""
    parts = list(parts)
    coverage = zip(*(vars(part.coverage).values() for part in parts), strict=True)
    return Figures(
        roster=sum(part.roster for part in parts),
        activity=total(part.activity for part in parts),
        coverage=CoverageCounts(*map(sum, coverage)),
    )


def not_completed(unit: Unit, course: Activity) -> MembershipQuerySet:
    """Memberships of those in `unit` now who have not completed `course` as it stands today, by given name.

    Each carries `has_started` and `lessons_done`, of the course's current lessons.
    """
    fold_pending()
    completed = [flags for flags in range(2 ** len(Reached)) if flags & Reached.COMPLETED]
    counted = MemberContribution.objects.filter(member_id=OuterRef("member_id"))
    complete = counted.filter(**{f"counted__courses__c{course.pk}__in": completed})
    current = Activity.objects.current().filter(kind="lesson", parent=course)
    facts = Fact.objects.order_by().filter(member=OuterRef("member"))
    done = (
        facts.filter(verb=Fact.Verb.COMPLETED, activity__in=current)
        .values("member")
        .annotate(n=Count("activity", distinct=True))
    )
    memberships = Membership.objects.open().under(unit).exclude(Exists(complete)).select_related("member", "unit")
    return memberships.annotate(
        has_started=Exists(facts.filter(verb=Fact.Verb.STARTED, course=course)),
        lessons_done=Coalesce(Subquery(done.values("n"), output_field=IntegerField()), 0),
    ).order_by(F("member__sort_key"), "member__code")
