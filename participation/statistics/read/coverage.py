"""Writing and reading the cells of roster and coverage."""

import datetime as dt
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.db import connection

from participation.rules.coverage import Counted, CoverageChanges, RosterChanges
from participation.rules.groups import EVERYBODY
from participation.rules.measures import ALL_COURSES
from participation.statistics.cells import one_of, ordinal
from participation.statistics.models import CountedMember, CoverageCell, RosterCell
from participation.statistics.read.together import Row, Statement, columns
from rosters.database.upserts import add_numbers, replace

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


def keep_counted(counted: Mapping[int, Counted]) -> None:
    """Remembers what was counted for members."""
    rows = [(pk, json.dumps(each.to_json(), separators=(",", ":"))) for pk, each in counted.items()]
    replace(CountedMember, ("member_id",), ("counted",), rows)


def keep_flags(members: Sequence[int], course: int, flags: int) -> None:
    """Remembers how far `members` are with a course, in what was counted for them; with 0 that nothing was."""
    in_members, parameter = one_of("member_id", members)
    if connection.vendor == "postgresql":
        path, changed = f"{{courses,c{course}}}", "jsonb_set(counted, %s, %s)" if flags else "counted #- %s"
    else:
        path, changed = f"$.courses.c{course}", "json_set(counted, %s, json(%s))" if flags else "json_remove(counted, %s)"
    values = [path, str(flags)] if flags else [path]
    with connection.cursor() as cursor:
        table = CountedMember._meta.db_table
        cursor.execute(f"UPDATE {table} SET counted = {changed} WHERE {in_members}", [*values, parameter])


# (unit, group)
Key = tuple[int, int]


class Rosters:
    """Asks for the number on the roster on a day, by unit and group; and for that of the unit `of` on each of some `days`.

    By unit and group: of everybody in `units`, and of every group of the units `in_groups`.
    """

    def __init__(
        self,
        day: dt.date,
        units: Sequence[int],
        in_groups: Sequence[int] = (),
        of: int | None = None,
        days: Sequence[dt.date] = (),
    ) -> None:
        self.day, self.units, self.in_groups, self.of, self.days = day, units, in_groups, of, days
        # Nothing for those without anybody.
        self.answer: dict[Key, int] = {}
        self._changes: list[tuple[int, int]] = []

    def statements(self) -> list[Statement]:
        wanted, parameters = _wanted(self.units, self.in_groups)
        table = RosterCell._meta.db_table
        found = [
            (
                f"""SELECT {columns("unit_id", '"group"', "0", ["SUM(change)"])} FROM {table}
                WHERE {wanted} AND day <= %s GROUP BY unit_id, "group" """,
                [*parameters, self.day],
            )
        ]
        if self.of is not None:
            changes = columns("unit_id", '"group"', ordinal("day"), ["change"])
            found.append((f'SELECT {changes} FROM {table} WHERE unit_id = %s AND "group" = {EVERYBODY}', [self.of]))
        return found

    def take(self, row: Row) -> None:
        unit, group, day, number = row[:4]
        if day:
            self._changes.append((day, int(number)))
        else:
            self.answer[unit, group] = int(number)

    @property
    def on_days(self) -> list[int]:
        """The number on the roster of the unit `of` on each of the days."""
        return _on_each(sorted(self._changes), [day.toordinal() for day in self.days])


def _on_each(changes: Sequence[tuple[int, int]], days: Sequence[int]) -> list[int]:
    """What `changes`, in the order of their days, have added up to on each of `days`."""
    dates = [day for day, _change in changes]
    numbers = [0, *accumulate(change for _day, change in changes)]
    return [numbers[bisect_right(dates, day)] for day in days]


class Coverage:
    """Asks how far those are who are in each unit now, by unit and group: chosen as for Rosters."""

    def __init__(self, course_id: int, units: Sequence[int], in_groups: Sequence[int] = ()) -> None:
        self.course_id, self.units, self.in_groups = course_id, units, in_groups
        self._members: dict[Key, int] = {}
        self._reached: dict[Key, tuple[int, int, int]] = {}

    def statements(self) -> list[Statement]:
        wanted, parameters = _wanted(self.units, self.in_groups)
        in_courses, courses = one_of("course_id", sorted({self.course_id, ALL_COURSES}))
        found = columns("unit_id", '"group"', "course_id", COVERAGE)
        return [(f"SELECT {found} FROM {CoverageCell._meta.db_table} WHERE {wanted} AND {in_courses}", [*parameters, courses])]

    def take(self, row: Row) -> None:
        unit, group, course, members, started, completed, passed = map(int, row[:7])
        if course == ALL_COURSES:
            self._members[unit, group] = members
        if course == self.course_id:
            self._reached[unit, group] = (started, completed, passed)

    @property
    def answer(self) -> dict[Key, CoverageCounts]:
        keys = self._members.keys() | self._reached.keys()
        return {key: CoverageCounts(self._members.get(key, 0), *self._reached.get(key, (0, 0, 0))) for key in keys}


def _wanted(units: Sequence[int], in_groups: Sequence[int]) -> Statement:
    """SQL: a cell is of everybody in one of `units`, or of any group of a unit `in_groups`; and its parameters."""
    wanted, parameter = one_of("unit_id", units)
    wanted = f'({wanted} AND "group" = {EVERYBODY})'
    if not in_groups:
        return wanted, [parameter]
    in_units, units_parameter = one_of("unit_id", in_groups)
    return f"({wanted} OR {in_units})", [parameter, units_parameter]
