"""Writing and reading the cells of roster and coverage."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import DateField, F, Q, Sum, Value

from participation.counting import ALL_COURSES
from participation.groups import EVERYBODY
from participation.models import CoverageCell, RosterCell
from participation.standing import CoverageChanges, RosterChanges
from participation.upserts import add_numbers

COVERAGE = ("members", "started", "completed", "passed")


@dataclass(frozen=True)
class CoverageCounts:
    """Members of now, and how many of them have started, completed, passed."""

    members: int = 0
    started: int = 0
    completed: int = 0
    passed: int = 0


def change_roster(changes: RosterChanges) -> None:
    rows = [(*key, number) for key, number in sorted(changes.items()) if number]
    add_numbers(RosterCell, ("unit_id", "group", "day"), ("change",), rows)


def change_coverage(changes: CoverageChanges) -> None:
    cells: dict[tuple[int, int, int], dict[str, int]] = defaultdict(dict)
    for (course, group, unit, name), number in changes.items():
        if number:
            cells[course, group, unit][name] = number
    rows = [(*key, *(cell.get(name, 0) for name in COVERAGE)) for key, cell in sorted(cells.items())]
    add_numbers(CoverageCell, ("course_id", "group", "unit_id"), COVERAGE, rows)


# (unit, group)
Key = tuple[int, int]


def rosters(
    day: dt.date, units: Sequence[int], in_groups: Sequence[int] = (), of: int | None = None, days: Sequence[dt.date] = ()
) -> tuple[dict[Key, int], list[int]]:
    """The number on the roster on `day`, by unit and group, nothing for those without anybody; and that of the unit `of`
    on each of some `days`. One query.

    By unit and group: of everybody in `units`, and of every group of the units `in_groups`.
    """
    cells = RosterCell.objects.filter(_wanted(units, in_groups), day__lte=day).order_by()
    columns = ("unit_id", "group", "changed_on", "number")
    on_day = cells.annotate(changed_on=Value(None, DateField())).values("unit_id", "group", "changed_on")
    wanted = on_day.annotate(number=Sum("change")).values_list(*columns)
    if of is not None:
        each = RosterCell.objects.filter(unit_id=of, group=EVERYBODY).order_by()
        changes = each.annotate(changed_on=F("day"), number=F("change")).values_list(*columns)
        wanted = wanted.union(changes, all=True)
    rows = list(wanted)
    by_key = {(unit, group): number for unit, group, changed_on, number in rows if changed_on is None}
    return by_key, _on_each(sorted((day, number) for _unit, _group, day, number in rows if day is not None), days)


def _on_each(changes: Sequence[tuple[dt.date, int]], days: Sequence[dt.date]) -> list[int]:
    """What `changes`, in the order of their days, have added up to on each of `days`."""
    dates = [day for day, _change in changes]
    numbers = [0, *accumulate(change for _day, change in changes)]
    return [numbers[bisect_right(dates, day)] for day in days]


def coverage_of(course_id: int, units: Sequence[int], in_groups: Sequence[int] = ()) -> dict[Key, CoverageCounts]:
    """How far those are who are in each unit now, by unit and group: chosen as for roster_on."""
    cells = CoverageCell.objects.filter(_wanted(units, in_groups), course_id__in={course_id, ALL_COURSES})
    members: dict[Key, int] = {}
    reached: dict[Key, tuple[int, int, int]] = {}
    for course, group, unit, *counts in cells.values_list("course_id", "group", "unit_id", *COVERAGE):
        if course == ALL_COURSES:
            members[unit, group] = counts[0]
        if course == course_id:
            reached[unit, group] = (counts[1], counts[2], counts[3])
    return {key: CoverageCounts(members.get(key, 0), *reached.get(key, (0, 0, 0))) for key in members.keys() | reached.keys()}


def _wanted(units: Sequence[int], in_groups: Sequence[int]) -> Q:
    wanted = Q(unit_id__in=units, group=EVERYBODY)
    return wanted | Q(unit_id__in=in_groups) if in_groups else wanted
