"""Counting day cells from all facts at once. Pure functions on columns of numbers.

The same figures as participation.counting folds fact by fact, by another way: what is counted under one key is sorted
together. A key is one number; its parts are packed so that keys sort in the order of the cells.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from participation.counting import MEASURES, VERBS, TooManyToPack
from participation.groups import EVERYBODY
from participation.presence import NEVER

STUDIED, HANDED_IN, STARTED, PASSED, COMPLETED = range(len(VERBS))
PRESENT = len(VERBS)

# Together 62 bits: the units above classes and chapters, 22 years of days, a gap or a score.
UNIT_BITS, GROUP_BITS, COURSE_BITS, DAY_BITS = 14, 8, 9, 13
VERB_BITS, LOAD_BITS = 3, 15
# With COURSE_BITS and DAY_BITS they leave 17 bits for pairs of unit and kind.
MEMBER_BITS = 24


@dataclass(frozen=True)
class Facts:
    """Columns, one entry for each fact: member (counted from 0), verb, course (counted from 0), day (from 0), score in
    hundredths of a per cent.
    """

    member: np.ndarray
    verb: np.ndarray
    course: np.ndarray
    day: np.ndarray
    score: np.ndarray


@dataclass(frozen=True)
class Level:
    """The units of a tree at one depth, for each fact: the unit (counted from 0; -1 for none) and the group by kind.

    `name` tells the tree and the depth.
    """

    name: str
    unit: np.ndarray
    kind: np.ndarray


@dataclass(frozen=True)
class Cells:
    """Day cells in columns: course, group, unit and day counted from 0, and what each holds; cell i has the gaps and
    people from `starts[i]` to `starts[i + 1]`. Or cells of blocks of `length` days, named by the first day.
    """

    course: np.ndarray
    group: np.ndarray
    unit: np.ndarray
    day: np.ndarray
    measures: dict[str, np.ndarray]
    starts: np.ndarray
    gaps: np.ndarray
    people: np.ndarray
    length: int = 1


@dataclass(frozen=True)
class Job:
    """A part of the work, by a name that stays when the same is counted once more."""

    name: str
    run: Callable[[], list[Cells]]


def recount(facts: Facts, levels: list[Level], groups: list[np.ndarray], courses: int) -> list[Job]:
    """The cells of all levels: for each course, and for all of them as course number `courses`.

    `groups` has, for each way of grouping members, the group of each member; everybody is in group 0 besides. Gives
    parts of the work that can be done at the same moment, each for cells of other keys. Raises TooManyToPack.
    """
    _check(facts, levels, groups, courses)
    return [
        Job(
            f"{level.name} {'all' if together else 'each'}",
            partial(_recount_level, facts, level, groups, courses if together else None),
        )
        for level in levels
        for together in (False, True)
        if (level.unit >= 0).any()
    ]


def _recount_level(facts: Facts, level: Level, groups: list[np.ndarray], course_number: int | None) -> list[Cells]:
    """The cells of one level, of each course, or of all as `course_number`."""
    inside = np.flatnonzero(level.unit >= 0)
    here = Facts(*(column[inside] for column in vars(facts).values()))
    unit, kind = level.unit[inside], level.kind[inside]
    course = here.course if course_number is None else np.full(len(inside), course_number)
    presence = _presence(here, unit, course, np.zeros(len(inside), dtype=np.int64))
    by_kind = _presence(here, unit, course, kind)
    everybody = np.full(1, EVERYBODY)
    found = [_cells(here, unit, course, kind, by_kind, by_kind.kind)]
    for of_member in (None, *groups):
        group = everybody if of_member is None else of_member[here.member]
        group_there = everybody if of_member is None else of_member[presence.member]
        found.append(_cells(here, unit, course, group, presence, group_there))
    return found


def _check(facts: Facts, levels: list[Level], groups: list[np.ndarray], courses: int) -> None:
    def largest(columns: list[np.ndarray]) -> int:
        return max((int(column.max()) for column in columns if len(column)), default=0)

    fits = (
        largest([level.unit for level in levels]) < 1 << UNIT_BITS
        and largest([*groups, *(level.kind for level in levels)]) < 1 << GROUP_BITS
        and courses < (1 << COURSE_BITS) - 1
        and largest([facts.day]) < 1 << DAY_BITS
        and largest([facts.member]) < 1 << MEMBER_BITS
    )
    if not fits:
        raise TooManyToPack("Too many units, groups, courses, days or members to count at once.")


@dataclass(frozen=True)
class _Presence:
    member: np.ndarray
    unit: np.ndarray
    course: np.ndarray
    kind: np.ndarray
    day: np.ndarray
    gap: np.ndarray


def _presence(facts: Facts, unit: np.ndarray, course: np.ndarray, kind: np.ndarray) -> _Presence:
    """Each day on which a member had a turn in a unit (and in its units of a kind), with the gap since the one before."""
    turns = np.flatnonzero((facts.verb == STUDIED) | (facts.verb == HANDED_IN))
    # Member, unit and kind do not fit into one number with course and day: pairs of unit and kind are numbered first.
    pair = (unit[turns] << GROUP_BITS) | kind[turns]
    pairs = np.flatnonzero(np.bincount(pair)) if len(pair) else pair
    place = np.searchsorted(pairs, pair)
    key = (place << MEMBER_BITS) | facts.member[turns]
    key = (((key << COURSE_BITS) | course[turns]) << DAY_BITS) | facts.day[turns]
    key = distinct(key)
    day = key & ((1 << DAY_BITS) - 1)
    owner = key >> DAY_BITS
    gap = np.full(len(key), NEVER)
    same = owner[1:] == owner[:-1]
    gap[1:][same] = (day[1:] - day[:-1])[same]
    pair = pairs[owner >> (COURSE_BITS + MEMBER_BITS)] if len(pairs) else pairs
    return _Presence(
        member=(owner >> COURSE_BITS) & ((1 << MEMBER_BITS) - 1),
        unit=pair >> GROUP_BITS,
        course=owner & ((1 << COURSE_BITS) - 1),
        kind=pair & ((1 << GROUP_BITS) - 1),
        day=day,
        gap=gap,
    )


def _cells(
    facts: Facts, unit: np.ndarray, course: np.ndarray, group: np.ndarray, presence: _Presence, group_there: np.ndarray
) -> Cells:
    load = np.where(facts.verb == HANDED_IN, facts.score, 0)
    happened = _pack(course, group, unit, facts.day, facts.verb, load)
    present = _pack(presence.course, group_there, presence.unit, presence.day, np.full(1, PRESENT), presence.gap)
    keys = np.sort(np.concatenate((happened, present)))
    cell_of = keys >> (VERB_BITS + LOAD_BITS)
    verb = (keys >> LOAD_BITS) & ((1 << VERB_BITS) - 1)
    load = keys & ((1 << LOAD_BITS) - 1)
    first = firsts(cell_of)
    cells = cell_of[first]
    begins = np.zeros(len(keys), dtype=np.int64)
    begins[first] = 1
    number = np.cumsum(begins) - 1
    measures = _measures(verb, load, number, len(cells))
    starts, gaps, people = _people(verb, load, number, len(cells))
    day_mask, unit_mask, group_mask = (1 << DAY_BITS) - 1, (1 << UNIT_BITS) - 1, (1 << GROUP_BITS) - 1
    return Cells(
        course=cells >> (DAY_BITS + UNIT_BITS + GROUP_BITS),
        group=(cells >> (DAY_BITS + UNIT_BITS)) & group_mask,
        unit=(cells >> DAY_BITS) & unit_mask,
        day=cells & day_mask,
        measures=measures,
        starts=starts,
        gaps=gaps,
        people=people,
    )


def _pack(
    course: np.ndarray, group: np.ndarray, unit: np.ndarray, day: np.ndarray, verb: np.ndarray, load: np.ndarray
) -> np.ndarray:
    key = (((course << GROUP_BITS) | group) << UNIT_BITS) | unit
    return ((((key << DAY_BITS) | day) << VERB_BITS | verb) << LOAD_BITS) | load


def distinct(keys: np.ndarray) -> np.ndarray:
    """The different keys in order. numpy's own `unique` hashes integers, which takes four times as long as sorting."""
    ordered = np.sort(keys)
    return ordered[firsts(ordered)]


def firsts(ordered: np.ndarray) -> np.ndarray:
    """The places at which a new value begins."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64)
    return np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1))


def _measures(verb: np.ndarray, load: np.ndarray, number: np.ndarray, cells: int) -> dict[str, np.ndarray]:
    def count(of: int) -> np.ndarray:
        return np.bincount(number[verb == of], minlength=cells)

    handed_in = count(HANDED_IN)
    found = {
        "turns": count(STUDIED) + handed_in,
        "started": count(STARTED),
        "completed": count(COMPLETED),
        "passed": count(PASSED),
        "handed_in": handed_in,
        "score": np.bincount(number[verb == HANDED_IN], weights=load[verb == HANDED_IN], minlength=cells).astype(np.int64),
    }
    return {name: found[name] for name in MEASURES}


def _people(verb: np.ndarray, load: np.ndarray, number: np.ndarray, cells: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the gaps of each cell begin, the gaps, and the people with each gap or a larger one in the same cell."""
    present = np.flatnonzero(verb == PRESENT)
    gap, cell = load[present], number[present]
    first = firsts((cell << LOAD_BITS) | gap)
    gaps, cell_of_gap = gap[first], cell[first]
    # Before each gap of a cell stand those with smaller ones: what is left of the cell's people has this or a larger one.
    all_in_cell = np.bincount(cell, minlength=cells)
    smaller_before = first - (np.cumsum(all_in_cell) - all_in_cell)[cell_of_gap]
    people = all_in_cell[cell_of_gap] - smaller_before
    starts = np.concatenate(([0], np.cumsum(np.bincount(cell_of_gap, minlength=cells))))
    return starts, gaps.astype(np.int16), people.astype(np.int32)
