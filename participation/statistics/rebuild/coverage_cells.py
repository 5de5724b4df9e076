"""Counting roster and coverage of all members at once. Pure functions on columns of numbers.

The same figures as participation.rules.coverage counts member by member, by another way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from participation.rules.coverage import FLAGS, Needed, Reached
from participation.rules.measures import VerbCode
from participation.statistics.rebuild.day_cells import distinct, firsts

DAY_BITS, GROUP_BITS = 20, 8
DAY_SHIFT = 1 << (DAY_BITS - 1)


@dataclass(frozen=True)
class Members:
    """`groups`: for everybody and each way of grouping, the group of each member. The other columns have one entry for
    each thing started, completed or passed: the member (counted from 0), the verb, the activity and the course (ids).
    """

    groups: list[np.ndarray]
    member: np.ndarray
    verb: np.ndarray
    activity: np.ndarray
    course: np.ndarray


@dataclass(frozen=True)
class Memberships:
    """Memberships in columns: member and unit (counted from 0), first day, day it ended, whether it is open.

    `above` has for each depth the unit there at or above each unit, -1 for none.
    """

    member: np.ndarray
    unit: np.ndarray
    start: np.ndarray
    end: np.ndarray
    is_open: np.ndarray
    above: list[np.ndarray]


@dataclass(frozen=True)
class RosterColumns:
    unit: np.ndarray
    group: np.ndarray
    day: np.ndarray
    change: np.ndarray


def flags_by_course(members: Members, needed: Mapping[int, Needed], courses: Sequence[int]) -> dict[int, np.ndarray]:
    """How far each member is (participation.rules.coverage.FLAGS) with each of `courses`."""
    number = len(members.groups[0])
    found = {}
    for course in courses:
        flags = np.zeros(number, dtype=np.int64)
        started = members.member[(members.verb == VerbCode.STARTED) & (members.course == course)]
        flags[started] |= int(Reached.STARTED)
        wanted = needed.get(course, Needed())
        for verb, activities, flag in (
            (VerbCode.COMPLETED_LESSON, wanted.lessons, Reached.COMPLETED),
            (VerbCode.PASSED, wanted.quizzes, Reached.PASSED),
        ):
            if activities:
                done = (members.verb == verb) & np.isin(members.activity, list(activities))
                pairs = distinct((members.member[done] << 32) | members.activity[done])
                flags[np.bincount(pairs >> 32, minlength=number) == len(activities)] |= int(flag)
        found[course] = flags
    return found


def count_roster(memberships: Memberships, groups: Sequence[np.ndarray]) -> RosterColumns:
    """By how much the roster of each unit changes on each day, of each group."""
    # A new site has no units yet.
    nothing = np.zeros(0, dtype=np.int64)
    keys, signs = [nothing], [nothing]
    for above in memberships.above:
        unit = above[memberships.unit]
        for group in groups:
            for day, chosen, sign in (
                (memberships.start, unit >= 0, 1),
                (memberships.end, (unit >= 0) & ~memberships.is_open, -1),
            ):
                packed = (unit[chosen] << GROUP_BITS) | group[memberships.member[chosen]]
                ordered = np.sort((packed << DAY_BITS) | (day[chosen] + DAY_SHIFT))
                first = firsts(ordered)
                keys.append(ordered[first])
                signs.append(sign * np.diff(np.append(first, len(ordered))))
    together = np.concatenate(keys)
    all_keys = distinct(together)
    where = np.searchsorted(all_keys, together)
    change = np.bincount(where, weights=np.concatenate(signs), minlength=len(all_keys)).astype(np.int64)
    kept = np.flatnonzero(change)
    key = all_keys[kept]
    return RosterColumns(
        unit=key >> (GROUP_BITS + DAY_BITS),
        group=(key >> DAY_BITS) & ((1 << GROUP_BITS) - 1),
        day=(key & ((1 << DAY_BITS) - 1)) - DAY_SHIFT,
        change=change[kept],
    )


def count_coverage(
    memberships: Memberships, groups: Sequence[np.ndarray], flags: Mapping[int, np.ndarray], all_courses: int
) -> Iterator[tuple[int, np.ndarray, np.ndarray, dict[str, np.ndarray]]]:
    """For each course, and all courses together: units, groups, and the counts of members, started, completed, passed."""
    here = np.flatnonzero(memberships.is_open)
    member = memberships.member[here]
    in_any = np.zeros(len(groups[0]), dtype=np.int64)
    for of_course in flags.values():
        in_any |= of_course
    # A number for each unit and group, close together: 25,000 classes with a byte for the group are many empty counters.
    width = 1 + max((int(group.max()) for group in groups if len(group)), default=0)
    spots = []
    for above in memberships.above:
        unit = above[memberships.unit[here]]
        inside = unit >= 0
        spots += [(unit[inside] * width + group[member[inside]], member[inside]) for group in groups]
    for course, own in {**flags, all_courses: in_any}.items():
        counts: dict[str, np.ndarray] = {}
        size = max((int(spot.max()) + 1 for spot, _ in spots if len(spot)), default=0)
        for name, flag in (("members", 0), *FLAGS.items()):
            counts[name] = np.zeros(size, dtype=np.int64)
            for spot, who in spots:
                chosen = spot if name == "members" else spot[(own[who] & flag) > 0]
                counts[name] += np.bincount(chosen, minlength=size)
        if course != all_courses:
            counts["members"][:] = 0
        kept = np.flatnonzero(sum(counts.values())) if size else np.zeros(0, dtype=np.int64)
        yield course, kept // width, kept % width, {name: each[kept] for name, each in counts.items()}
