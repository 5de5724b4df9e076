"""Figures of units: one set of functions for pages, files, reports and machines, so that they cannot differ.

Every figure is defined in docs/figures.md; names here are the names there.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Sum, Value
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
    with one_snapshot():
        units = [unit, *Unit.objects.directly_below(unit)]
        figures = _figures_of(unit, units, period, course)
        today = timezone.localdate()
        weeks = [week for week in period.weeks() if week.first <= today] or period.weeks()[:1]
        before, by_week = _over_time(unit, period.previous_until(today), weeks, course)
    return UnitReport(period, course, figures[0], before, figures[1:], list(zip(weeks, by_week, strict=True)))


def unit_figures(unit: Unit, period: Period, course: Activity | None = None) -> UnitFigures:
    """The figures of one unit for a period."""
    fold_pending()
    with one_snapshot():
        return _figures_of(unit, [unit], period, course)[0]


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
        yield


def _figures_of(unit: Unit, units: list[Unit], period: Period, course: Activity | None) -> list[UnitFigures]:
    """The figures of `unit` and of units directly below it, in the order of `units`."""
    turns = _day_sums(units, period, course)
    people = _people(units, period, course)
    standing = _standing(unit, min(period.last, timezone.localdate()), course)
    nothing = Standing()
    return [
        UnitFigures(
            unit=each,
            roster=standing.get(each.path, nothing).roster,
            activity=_activity(turns.get(each.pk, {}), people.get(each.pk, 0)),
            coverage=standing.get(each.path, nothing).coverage,
            now=standing.get(each.path, nothing).now,
        )
        for each in units
    ]


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


@dataclass(frozen=True)
class Standing:
    """Members of a unit on a day, members of now, and how far those of now are."""

    roster: int = 0
    now: int = 0
    coverage: CoverageFigures = CoverageFigures()


def _standing(unit: Unit, day: dt.date, course: Activity | None) -> dict[str, Standing]:
    """The standing of `unit` and of each unit directly below, by path, in one query.

    A member has one membership a tree on any day, so that memberships are people. Without a course, a person has
    started, completed or passed when that is so for at least one course.
    """
    course_id = course.pk if course else None
    starts = Fact.objects.filter(verb=Fact.Verb.STARTED, member=OuterRef("member"))
    if course:
        starts = starts.filter(course=course)
    complete = Fact.objects.members_with_all(Fact.Verb.COMPLETED, "lesson", course_id)
    passed = Fact.objects.members_with_all(Fact.Verb.PASSED, "quiz", course_id)
    is_open = Q(end=None)
    on_day = Q(start__lte=day) & (is_open | Q(end__gt=day))
    length = len(unit.path) + Unit.steplen
    rows = (
        Membership.objects.under(unit)
        .annotate(child=Substr("unit__path", 1, length))
        .order_by()
        .values("child")
        .annotate(
            roster=Count("pk", filter=on_day),
            now=Count("pk", filter=is_open),
            started=Count("pk", filter=is_open & Q(Exists(starts))),
            completed=Count("pk", filter=is_open & Q(member__in=complete)),
            passed=Count("pk", filter=is_open & Q(member__in=passed)),
        )
    )
    found = {
        row["child"]: Standing(row["roster"], row["now"], CoverageFigures(row["started"], row["completed"], row["passed"]))
        for row in rows
    }
    parts = list(found.values())
    total = CoverageFigures(
        sum(part.coverage.started for part in parts),
        sum(part.coverage.completed for part in parts),
        sum(part.coverage.passed for part in parts),
    )
    whole = Standing(sum(part.roster for part in parts), sum(part.now for part in parts), total)
    return found | {unit.path: whole}


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
