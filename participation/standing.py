"""Where members stand: what each adds to the roster and the coverage of the units above them. Pure functions.

What was counted for a member is kept as it was counted (`Counted`), so that it can be taken out again whatever has
changed since: the places, the data of the person, the courses, or the trees.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from participation.counting import ALL_COURSES, Groups

STARTED, COMPLETED, PASSED = 1, 2, 4
FLAGS = {"started": STARTED, "completed": COMPLETED, "passed": PASSED}

# The units from the top down to the member's place, the first day, and the day it ended or None.
Place = tuple[tuple[int, ...], dt.date, dt.date | None]
# (unit, group, day) -> change; (course, group, unit, measure) -> change
RosterChanges = Counter[tuple[int, int, dt.date]]
CoverageChanges = Counter[tuple[int, int, int, str]]


@dataclass(frozen=True)
class Needed:
    """What a course asks for as it stands now: its published lessons, and their quizzes. Ids of activities."""

    lessons: frozenset[int] = frozenset()
    quizzes: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Counted:
    """What roster and coverage hold for one member. `courses` has the flags reached in each course."""

    groups: Groups
    places: tuple[Place, ...] = ()
    courses: Mapping[int, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        places = [[list(units), start.isoformat(), end and end.isoformat()] for units, start, end in self.places]
        return {"groups": list(self.groups), "places": places, "courses": {f"c{pk}": bits for pk, bits in self.courses.items()}}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Counted":
        day = dt.date.fromisoformat
        places = tuple((tuple(units), day(start), day(end) if end else None) for units, start, end in data["places"])
        return cls(tuple(data["groups"]), places, {int(pk[1:]): bits for pk, bits in data["courses"].items()})


def flags_of(facts: Iterable[tuple[str, int, int]], needed: Mapping[int, Needed]) -> dict[int, int]:
    """How far one member is with each course, from (verb, activity, course) of what they started, completed, passed."""
    done: dict[str, set[int]] = {"started": set(), "completed": set(), "passed": set()}
    for verb, activity, course in facts:
        done[verb].add(course if verb == "started" else activity)
    flags: Counter[int] = Counter(dict.fromkeys(done["started"], STARTED))
    # Only courses of which something was done can be complete.
    for course, wanted in needed.items():
        if wanted.lessons and wanted.lessons <= done["completed"]:
            flags[course] += COMPLETED
        if wanted.quizzes and wanted.quizzes <= done["passed"]:
            flags[course] += PASSED
    return dict(flags)


def standing_changes(before: Iterable[Counted], now: Iterable[Counted]) -> tuple[RosterChanges, CoverageChanges]:
    """What changes in the cells when some members stand for `now` instead of for `before`.

    Members who stand for the same are taken together, and what was and is the same is left alone: somebody whose
    place began on another day than was thought is as far with the courses as before.
    """
    on_roster: Counter[tuple[Groups, tuple[Place, ...]]] = Counter()
    covered: Counter[tuple[Groups, tuple[tuple[int, ...], ...], tuple[tuple[int, int], ...]]] = Counter()
    for number, members in ((-1, before), (1, now)):
        for counted in members:
            on_roster[counted.groups, counted.places] += number
            here = tuple(units for units, _start, end in counted.places if end is None)
            covered[counted.groups, here, tuple(sorted(counted.courses.items()))] += number
    roster: RosterChanges = Counter()
    for (groups, places), number in on_roster.items():
        if number:
            _add_to_roster(groups, places, number, roster)
    coverage: CoverageChanges = Counter()
    for (groups, here, courses), number in covered.items():
        if number:
            _add_to_coverage(groups, here, courses, number, coverage)
    return roster, coverage


def _add_to_roster(groups: Groups, places: Iterable[Place], number: int, roster: RosterChanges) -> None:
    for units, start, end in places:
        for unit in units:
            for group in groups:
                roster[unit, group, start] += number
                if end is not None:
                    roster[unit, group, end] -= number


def _add_to_coverage(
    groups: Groups,
    here: Iterable[tuple[int, ...]],
    courses: Iterable[tuple[int, int]],
    number: int,
    coverage: CoverageChanges,
) -> None:
    reached = {(course, name) for course, bits in courses for name, flag in FLAGS.items() if bits & flag}
    reached |= {(ALL_COURSES, name) for _course, name in reached} | {(ALL_COURSES, "members")}
    for units in here:
        for unit in units:
            for group in groups:
                for course, name in reached:
                    coverage[course, group, unit, name] += number
