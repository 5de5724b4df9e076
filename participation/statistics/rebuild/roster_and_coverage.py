"""Roster and coverage of everybody, counted at once and ready to be written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, repeat

import numpy as np

from participation.rules.measures import ALL_COURSES
from participation.statistics.rebuild.coverage_cells import (
    Memberships,
    RosterColumns,
    count_coverage,
    count_roster,
    flags_by_course,
)
from participation.statistics.rebuild.snapshot import NO_DAY, Snapshot, day_of
from rosters.models import Unit

MEMBERS_A_PART = 10_000


@dataclass(frozen=True)
class RosterAndCoverage:
    """Columns of roster cells; course, units, groups and counts of coverage cells; (member, contribution) in parts."""

    roster: RosterColumns
    coverage: list[tuple[int, np.ndarray, np.ndarray, dict[str, np.ndarray]]]
    members: list[list[tuple[int, str]]]


def count_roster_and_coverage(snapshot: Snapshot) -> RosterAndCoverage:
    members, memberships = snapshot.as_members(), snapshot.as_memberships()
    flags = flags_by_course(members, snapshot.needed, snapshot.activities)
    return RosterAndCoverage(
        roster=count_roster(memberships, members.groups),
        coverage=list(count_coverage(memberships, members.groups, flags, ALL_COURSES)),
        members=list(_in_parts(_contributions(snapshot, flags))),
    )


def _in_parts(rows: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    remaining = iter(rows)
    while part := list(islice(remaining, MEMBERS_A_PART)):
        yield part


def _contributions(snapshot: Snapshot, flags: dict[int, np.ndarray]) -> Iterator[tuple[int, str]]:
    """What rules.coverage.Contribution.to_json says of each member, written out.

    Of a million members, few differ in groups and courses: what is equal is written once.
    """

    @cache
    def groups(sex: int, union: int, year: int) -> str:
        return f'{{"groups":[0,{sex},{union},{year}],"places":['

    @cache
    def courses(*reached: int) -> str:
        done = ",".join(f'"c{course}":{own}' for course, own in zip(flags, reached, strict=True) if own)
        return f'],"courses":{{{done}}}}}'

    members = snapshot.members
    in_groups = map(groups, *(members[name].tolist() for name in ("sex", "union", "year")))
    in_courses = map(courses, *(own.tolist() for own in flags.values())) if flags else repeat(courses())
    for member, first, places, last in zip(
        members["member"].tolist(), in_groups, _written_places(snapshot), in_courses, strict=False
    ):
        yield member, first + places + last


def _written_places(snapshot: Snapshot) -> Iterator[str]:
    """The memberships of each member, as JSON, in the order of members."""
    memberships = snapshot.as_memberships()
    order = np.argsort(memberships.member, kind="stable")
    chains, days = _written_chains(snapshot), _written_days(memberships)
    columns = (column[order].tolist() for column in (memberships.unit, memberships.start, memberships.end))
    written = [f"[{chains[unit]},{days[start]},{days[end]}]" for unit, start, end in zip(*columns, strict=True)]
    number = np.bincount(memberships.member, minlength=len(snapshot.members["member"]))
    ends = np.cumsum(number)
    return (",".join(written[first:end]) for first, end in zip((ends - number).tolist(), ends.tolist(), strict=True))


def _written_days(memberships: Memberships) -> dict[int, str]:
    days = set(memberships.start.tolist()) | set(memberships.end.tolist()) - {NO_DAY}
    return {NO_DAY: "null"} | {day: f'"{day_of(day).isoformat()}"' for day in days}


def _written_chains(snapshot: Snapshot) -> list[str]:
    """The units from the top down to each unit, as JSON, in the order of units."""
    ids = {path: pk for pk, path, *_ in snapshot.units}
    return ["[" + ",".join(str(ids[above]) for above in Unit.paths_down_to(path)) + "]" for _pk, path, *_ in snapshot.units]
