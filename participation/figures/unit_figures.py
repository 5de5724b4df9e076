"""Figures of units: one set of functions for pages, files, reports and machines, so that they cannot differ.

Every figure is defined in docs/figures.md; names here are the names there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from participation.ledger.models import Activity, Fact
from participation.rules.breakdowns import BREAKDOWNS, part_of
from participation.rules.coverage import COMPLETED
from participation.rules.groups import EVERYBODY
from participation.rules.measures import ALL_COURSES
from participation.rules.periods import Period
from participation.statistics.fold.folding import fold_pending
from participation.statistics.models import COUNTED, CountedMember
from participation.statistics.read.activity import ActivityFigures, Answer, Happened
from participation.statistics.read.coverage import Coverage, CoverageCounts, Rosters
from participation.statistics.read.times import MedianTime
from participation.statistics.read.together import ask
from rosters.models import Membership, Unit
from rosters.querysets import MembershipQuerySet

# Of longer periods it is not told what changed in each unit below: it would be read from as many cells once more.
MONTH = dt.timedelta(days=31)
NOTHING = ActivityFigures()
CELL_TABLES = [model._meta.db_table for model in COUNTED]


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
class UnitReport:
    """A unit's figures, those of the period before it, of each unit directly below, by week, and of its groups.

    Coverage is of now, also in a week. `below_before` has the units below in the period before, by id, when the period is no
    longer than MONTH; `roster_before` the roster at its end; `over` the unit's figures in another period that was asked for;
    `median_seconds` the median time of the unit's attempts in the period.
    `breakdowns` has the parts of each breakdown (participation.rules.breakdowns) that have anybody, in order.
    """

    period: Period
    course: Activity | None
    total: UnitFigures
    previous: ActivityFigures
    below: list[UnitFigures]
    weeks: list[tuple[Period, Figures]] = field(default_factory=list)
    roster_before: int = 0
    below_before: dict[int, ActivityFigures] = field(default_factory=dict)
    over: Figures = field(default_factory=Figures)
    median_seconds: int | None = None
    breakdowns: dict[str, list[tuple[str, Figures]]] = field(default_factory=dict)


def unit_report(
    unit: Unit,
    period: Period,
    course: Activity | None = None,
    *,
    over: Period | None = None,
    below: Sequence[Unit] | None = None,
) -> UnitReport:
    """All figures of `unit` for `period`, of one course or of all. The same number of queries for any size.

    `below` are the units directly below, where they were read already.
    """
    fold_pending()
    units = list(Unit.objects.directly_below(unit)) if below is None else below
    return _read_report(unit, units, period, course, _spans_over_time(period, over))


def _spans_over_time(period: Period, over: Period | None) -> list[Period]:
    """The period before, the other one that is asked for, and the weeks of the period that have begun."""
    today = timezone.localdate()
    weeks = [week for week in period.weeks() if week.first <= today] or period.weeks()[:1]
    return [period.previous_until(today), over or period, *weeks]


def _read_report(
    unit: Unit, below: Sequence[Unit], period: Period, course: Activity | None, spans: Sequence[Period]
) -> UnitReport:
    """The report, from what _spans_over_time gives."""
    today, ids = timezone.localdate(), [each.pk for each in below]
    course_id = course.pk if course else ALL_COURSES
    of_periods = [period, spans[0]] if period.last - period.first <= MONTH else [period]
    over_time, of_below = Happened([unit], spans, course_id), Happened(below, of_periods, course_id)
    of_unit = Happened([unit], [period], course_id, groups=None)
    roster = Rosters(min(period.last, today), ids, [unit.pk], unit.pk, [min(each.last, today) for each in spans])
    coverage, time = Coverage(course_id, ids, [unit.pk]), MedianTime(unit, period, course_id)
    ask([over_time, of_below, of_unit, roster, coverage, time])
    figures = _together(of_unit.answer | _in_span(0, of_below.answer), roster.answer, coverage.answer)
    here = _of_unit(unit, figures)
    before, over, *of_weeks = (
        Figures(roster=number, activity=over_time.answer.get((unit.pk, EVERYBODY, n), NOTHING), coverage=here.coverage)
        for n, number in enumerate(roster.on_days)
    )
    return UnitReport(
        period=period,
        course=course,
        total=here,
        previous=before.activity,
        below=[_of_unit(each, figures) for each in below],
        weeks=list(zip(spans[2:], of_weeks, strict=True)),
        roster_before=before.roster,
        below_before={pk: each for (pk, _group, _span), each in _in_span(1, of_below.answer).items()},
        over=over,
        median_seconds=time.answer,
        breakdowns=breakdowns_of({group: each for (pk, group), each in figures.items() if pk == unit.pk}, period),
    )


def _in_span(
    number: int, figures: Mapping[tuple[int, int, int], ActivityFigures]
) -> dict[tuple[int, int, int], ActivityFigures]:
    return {key: each for key, each in figures.items() if key[2] == number}


def unit_figures(unit: Unit, period: Period, course: Activity | None = None) -> UnitFigures:
    """The figures of one unit for a period."""
    fold_pending()
    return figures_of([unit], period, course)[0]


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Everything read inside sees the database at one moment, whoever writes and folds meanwhile.

    Inside a transaction that runs already (tests), it is that transaction's view. SQLite's transactions are snapshots.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                # Before the snapshot is taken: rebuilding empties tables at once, which an older snapshot would see as empty.
                cursor.execute(f"LOCK TABLE {', '.join(CELL_TABLES)} IN ACCESS SHARE MODE")
        yield


def figures_of(units: Sequence[Unit], period: Period, course: Activity | None) -> list[UnitFigures]:
    """The figures of several units, in their order, by one query. What waits to be folded is not in them: see unit_report."""
    course_id = course.pk if course else ALL_COURSES
    ids = [unit.pk for unit in units]
    happened, coverage = Happened(units, [period], course_id), Coverage(course_id, ids)
    roster = Rosters(min(period.last, timezone.localdate()), ids)
    ask([happened, roster, coverage])
    figures = _together(happened.answer, roster.answer, coverage.answer)
    return [_of_unit(unit, figures) for unit in units]


def _together(
    happened: Answer, roster: Mapping[tuple[int, int], int], coverage: Mapping[tuple[int, int], CoverageCounts]
) -> dict[tuple[int, int], Figures]:
    """All figures by unit and group."""
    did = {(unit, group): figures for (unit, group, _span), figures in happened.items()}
    return {
        key: Figures(
            roster=roster.get(key, 0),
            activity=did.get(key, ActivityFigures()),
            coverage=coverage.get(key, CoverageCounts()),
        )
        for key in roster.keys() | coverage.keys() | did.keys()
    }


def _of_unit(unit: Unit, figures: Mapping[tuple[int, int], Figures]) -> UnitFigures:
    return UnitFigures(unit=unit, **vars(figures.get((unit.pk, EVERYBODY), Figures())))


def breakdowns_of(by_group: Mapping[int, Figures], period: Period) -> dict[str, list[tuple[str, Figures]]]:
    """The parts of each breakdown that have anybody, in the order of the breakdown."""
    found: dict[tuple[str, str], list[Figures]] = defaultdict(list)
    for group, figures in by_group.items():
        if (place := part_of(group, period.last.year)) and any_of(figures):
            found[place].append(figures)
    return {
        breakdown: [(part, total_of(found[breakdown, part])) for part in parts if (breakdown, part) in found]
        for breakdown, parts in BREAKDOWNS.items()
    }


def any_of(figures: Figures) -> bool:
    """Whether there is anybody on the roster, or anything happened."""
    return bool(figures.roster or figures.now or figures.activity != ActivityFigures())


def total_of(parts: Iterable[Figures]) -> Figures:
    """The figures of groups together that have nobody in common."""
    parts = list(parts)
    return Figures(
        roster=sum(part.roster for part in parts),
        activity=ActivityFigures(
            *(sum(column) for column in zip(*(vars(part.activity).values() for part in parts), strict=True))
        ),
        coverage=CoverageCounts(
            *(sum(column) for column in zip(*(vars(part.coverage).values() for part in parts), strict=True))
        ),
    )


def members_left(unit: Unit, course: Activity) -> MembershipQuerySet:
    """Memberships of those in `unit` now who have not completed `course` as it stands today, by given name.

    Each carries `has_started` and `lessons_done`, of the course's current lessons.
    """
    fold_pending()
    flags_with_completed = [flags for flags in range(8) if flags & COMPLETED]
    counted = CountedMember.objects.filter(member_id=OuterRef("member_id"))
    complete = counted.filter(**{f"counted__courses__c{course.pk}__in": flags_with_completed})
    current = Activity.objects.current().filter(kind="lesson", parent=course)
    facts = Fact.objects.order_by().filter(member=OuterRef("member"))
    done = (
        facts.filter(verb=Fact.Verb.COMPLETED, activity__in=current)
        .values("member")
        .annotate(n=Count("activity", distinct=True))
    )
    places = Membership.objects.open().under(unit).exclude(Exists(complete)).select_related("member", "unit")
    return places.annotate(
        has_started=Exists(facts.filter(verb=Fact.Verb.STARTED, course=course)),
        lessons_done=Coalesce(Subquery(done.values("n"), output_field=IntegerField()), 0),
    ).order_by(F("member__sort_key"), "member__code")
