"""The number on the roster on a day, and how far those are who are there now, by unit and group."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from participation.rules.groups import ALL_GROUPS, EVERYBODY
from participation.rules.measures import ALL_COURSES
from participation.statistics.models import CoverageCell, RosterCell
from participation.statistics.sql import Statement, day_value, fetch, one_of

# (unit, group)
Key = tuple[int, int]


@dataclass(frozen=True)
class CoverageCounts:
    """Members of now, and how many of them have started, completed, passed."""

    members: int = 0
    started: int = 0
    completed: int = 0
    passed: int = 0


def rosters_of(units: Sequence[int], day: dt.date, in_groups: Sequence[int] = ()) -> dict[Key, int]:
    """The number on the roster on `day`: of everybody in `units`, and of every group of the units `in_groups`.

    Nothing for those without anybody.
    """
    wanted, parameters = _wanted(units, in_groups)
    rows = fetch(
        f"""SELECT unit_id, "group", SUM(change) FROM {RosterCell._meta.db_table}
        WHERE {wanted} AND day <= %s GROUP BY unit_id, "group" """,
        [*parameters, day_value(day)],
    )
    return {(unit, group): int(number) for unit, group, number in rows}


def roster_on_days(unit: int, days: Sequence[dt.date]) -> list[int]:
    """The number on the roster of one unit on each of `days`."""
    rows = RosterCell.objects.filter(unit_id=unit, group=EVERYBODY).order_by("day").values_list("day", "change")
    return on_each(list(rows), days)


def roster_changes(units: Sequence[int], groups: Sequence[int]) -> dict[Key, list[tuple[dt.date, int]]]:
    """By how many the roster of each of `units` changed, by day, in each of `groups`."""
    found: dict[Key, list[tuple[dt.date, int]]] = {}
    rows = RosterCell.objects.filter(unit_id__in=units, group__in=groups).order_by("unit_id", "group", "day")
    for unit, group, day, change in rows.values_list("unit_id", "group", "day", "change"):
        found.setdefault((unit, group), []).append((day, change))
    return found


def on_each(changes: Sequence[tuple[dt.date, int]], days: Sequence[dt.date]) -> list[int]:
    """What `changes`, in the order of their days, have added up to on each of `days`."""
    dates = [day for day, _change in changes]
    numbers = [0, *accumulate(change for _day, change in changes)]
    return [numbers[bisect_right(dates, day)] for day in days]


def coverage_of(units: Sequence[int], course_id: int, in_groups: Sequence[int] = ()) -> dict[Key, CoverageCounts]:
    """How far those are who are in each unit now; units and groups are chosen as for rosters_of."""
    wanted, parameters = _wanted(units, in_groups, ALL_GROUPS)
    in_courses, courses = one_of("course_id", sorted({course_id, ALL_COURSES}))
    rows = fetch(
        f"""SELECT unit_id, "group", course_id, members, started, completed, passed FROM {CoverageCell._meta.db_table}
        WHERE {wanted} AND {in_courses}""",
        [*parameters, courses],
    )
    members: dict[Key, int] = {}
    reached: dict[Key, tuple[int, int, int]] = {}
    for unit, group, course, number, started, completed, passed in rows:
        if course == ALL_COURSES:
            members[unit, group] = number
        if course == course_id:
            reached[unit, group] = (started, completed, passed)
    keys = members.keys() | reached.keys()
    return {key: CoverageCounts(members.get(key, 0), *reached.get(key, (0, 0, 0))) for key in keys}


def _wanted(units: Sequence[int], in_groups: Sequence[int], groups: Sequence[int] = ()) -> Statement:
    """SQL: a cell is of everybody in one of `units`, or of any group of a unit `in_groups`; and its parameters.

    `groups` names all groups, for an index in which they stand before the units.
    """
    wanted, parameter = one_of("unit_id", units)
    wanted = f'({wanted} AND "group" = {EVERYBODY})'
    if not in_groups:
        return wanted, [parameter]
    in_units, units_parameter = one_of("unit_id", in_groups)
    if not groups:
        return f"({wanted} OR {in_units})", [parameter, units_parameter]
    in_any_group, groups_parameter = one_of('"group"', groups)
    return f"({wanted} OR ({in_units} AND {in_any_group}))", [parameter, units_parameter, groups_parameter]
