"""What each member adds to the roster and the coverage of the units above. Pure functions.

What was counted for a member is kept as it was counted (`Contribution`), so that it can be taken out again whatever has
changed since: memberships, personal data, courses, or the trees.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from typing import Any

from participation.rules.cell_changes import Groups
from participation.rules.measures import ALL_COURSES


class Reached(IntFlag):
    """How far a member is with a course."""

    STARTED = 1
    COMPLETED = 2
    PASSED = 4


# By the verb of the facts that tell of it.
FLAGS = {"started": Reached.STARTED, "completed": Reached.COMPLETED, "passed": Reached.PASSED}

# The units from the top down to the member's own, the first day, and the day it ended or None.
MembershipSpan = tuple[tuple[int, ...], dt.date, dt.date | None]
# (unit, group, day) -> change; (course, group, unit, measure) -> change
RosterChanges = Counter[tuple[int, int, dt.date]]
CoverageChanges = Counter[tuple[int, int, int, str]]


@dataclass(frozen=True)
class Needed:
    """What a course asks for as it stands now: its published lessons, and their quizzes. Ids of activities."""

    lessons: frozenset[int] = frozenset()
    quizzes: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Contribution:
    """What roster and coverage hold for one member. `courses` has the flags reached in each course."""

    groups: Groups
    memberships: tuple[MembershipSpan, ...] = ()
    courses: Mapping[int, int] = field(default_factory=dict)

    @property
    def here(self) -> tuple[tuple[int, ...], ...]:
        """The units from the top down to each place that the member has now."""
        return tuple(units for units, _start, end in self.memberships if end is None)

    def to_json(self) -> dict[str, Any]:
        memberships = [[list(units), start.isoformat(), end and end.isoformat()] for units, start, end in self.memberships]
        return {
            "groups": list(self.groups),
            "places": memberships,
            "courses": {f"c{pk}": bits for pk, bits in self.courses.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Contribution":
        day = dt.date.fromisoformat
        memberships = tuple((tuple(units), day(start), day(end) if end else None) for units, start, end in data["places"])
        return cls(tuple(data["groups"]), memberships, {int(pk[1:]): bits for pk, bits in data["courses"].items()})


def flags_of(facts: Iterable[tuple[str, int, int]], needed: Mapping[int, Needed]) -> dict[int, int]:
    """How far one member is with each course, from (verb, activity, course) of what they started, completed, passed."""
    done: dict[str, set[int]] = {"started": set(), "completed": set(), "passed": set()}
    for verb, activity, course in facts:
        done[verb].add(course if verb == "started" else activity)
    flags: Counter[int] = Counter(dict.fromkeys(done["started"], Reached.STARTED))
    # Only courses of which something was done can be complete.
    for course, wanted in needed.items():
        if wanted.lessons and wanted.lessons <= done["completed"]:
            flags[course] |= Reached.COMPLETED
        if wanted.quizzes and wanted.quizzes <= done["passed"]:
            flags[course] |= Reached.PASSED
    return {course: int(bits) for course, bits in flags.items()}


def contribution_changes(
    members: Iterable[tuple[Contribution | None, Contribution | None]],
) -> tuple[RosterChanges, CoverageChanges]:
    """What changes in the cells when each of some members stands for the second instead of for the first.

    Only what differs is told: somebody whose place began on another day than was thought is as far with the courses as
    before, and whoever completed one stays on the roster.
    """
    on_roster: Counter[tuple[Groups, tuple[MembershipSpan, ...]]] = Counter()
    covered: Counter[tuple[tuple[int, ...], int, int, str]] = Counter()
    for before, now in members:
        if before is None or now is None or (before.groups, before.memberships) != (now.groups, now.memberships):
            for number, counted in ((-1, before), (1, now)):
                if counted:
                    on_roster[counted.groups, counted.memberships] += number
        _cover(before, now, covered)
    roster: RosterChanges = Counter()
    for (groups, memberships), number in on_roster.items():
        if number:
            _add_to_roster(groups, memberships, number, roster)
    coverage: CoverageChanges = Counter()
    for (units, group, course, name), number in covered.items():
        if number:
            for unit in units:
                coverage[course, group, unit, name] += number
    return roster, coverage


def _cover(
    before: Contribution | None, now: Contribution | None, covered: Counter[tuple[tuple[int, ...], int, int, str]]
) -> None:
    """Adds what one member covers otherwise, by the units from the top down to the place, group, course and measure."""
    was, is_now = (_reached(each.courses) if each else set() for each in (before, now))
    if before and now and before.groups == now.groups and before.here == now.here:
        was, is_now = was - is_now, is_now - was
    for number, counted, reached in ((-1, before, was), (1, now, is_now)):
        if counted and reached:
            for units in counted.here:
                for group in counted.groups:
                    for course, name in reached:
                        covered[units, group, course, name] += number


def _reached(courses: Mapping[int, int]) -> set[tuple[int, str]]:
    """Course and measure of each flag, of all courses together too, and that somebody is a member at all."""
    reached = {(course, name) for course, bits in courses.items() for name, flag in FLAGS.items() if bits & flag}
    return reached | {(ALL_COURSES, name) for _course, name in reached} | {(ALL_COURSES, "members")}


def _add_to_roster(groups: Groups, memberships: Iterable[MembershipSpan], number: int, roster: RosterChanges) -> None:
    for units, start, end in memberships:
        for unit in units:
            for group in groups:
                roster[unit, group, start] += number
                if end is not None:
                    roster[unit, group, end] -= number
