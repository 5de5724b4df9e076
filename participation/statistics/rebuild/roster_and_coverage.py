"""Roster and coverage of everybody, counted at once and ready to be written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from participation.rules.measures import ALL_COURSES
from participation.statistics.rebuild.coverage_cells import RosterColumns, count_coverage, count_roster, flags_by_course
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
    """What rules.coverage.Contribution.to_json says of each member, written out: a million of them take seconds."""
    above = _written_chains(snapshot)
    days: dict[int, str] = {NO_DAY: "null"}
    spans: dict[int, list[str]] = {}
    columns = (snapshot.memberships[name].tolist() for name in ("member", "unit", "start", "end"))
    for member, unit, start, end in zip(*columns, strict=True):
        if unit not in above:
            continue
        for day in (start, end):
            if day not in days:
                days[day] = f'"{day_of(day).isoformat()}"'
        spans.setdefault(member, []).append(f"[{above[unit]},{days[start]},{days[end]}]")
    courses: dict[int, list[str]] = {}
    for course, own in flags.items():
        for number in np.flatnonzero(own).tolist():
            courses.setdefault(number, []).append(f'"c{course}":{own[number]}')
    groups = [snapshot.members[name].tolist() for name in ("sex", "union", "year")]
    for number, (member, sex, union, year) in enumerate(zip(snapshot.members["member"].tolist(), *groups, strict=True)):
        where, done = ",".join(spans.get(member, ())), ",".join(courses.get(number, ()))
        yield member, f'{{"groups":[0,{sex},{union},{year}],"places":[{where}],"courses":{{{done}}}}}'


def _written_chains(snapshot: Snapshot) -> dict[int, str]:
    """The units from the top down to each unit, as JSON."""
    ids = {path: pk for pk, path, *_ in snapshot.units}
    return {pk: "[" + ",".join(str(ids[above]) for above in Unit.paths_down_to(path)) + "]" for pk, path, *_ in snapshot.units}
