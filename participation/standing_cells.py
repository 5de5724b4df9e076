"""Writing and reading the cells of roster and coverage."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Q, Sum

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


def roster_on(day: dt.date, units: Sequence[int], in_groups: Sequence[int] = ()) -> dict[Key, int]:
    """The number on the roster on `day`, by unit and group; nothing for those without anybody.

    Of everybody in `units`, and of every group of the units `in_groups`.
    """
    cells = RosterCell.objects.filter(_wanted(units, in_groups), day__lte=day)
    rows = cells.values("unit_id", "group").annotate(number=Sum("change")).values_list("unit_id", "group", "number")
    return {(unit, group): number for unit, group, number in rows}


def roster_on_each(unit: int, days: Sequence[dt.date]) -> list[int]:
    """The number on the roster of a unit on each of some days."""
    cells = RosterCell.objects.filter(unit_id=unit, group=EVERYBODY).order_by("day")
    changes = list(cells.values_list("day", "change"))
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
