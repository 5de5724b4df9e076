"""Counting day cells from all facts at once. Pure functions on columns of numbers.

The same figures as participation.rules.cell_changes folds fact by fact, by another way: each cell that has anything gets a
number, and what happened in it is counted by that number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from participation.rules.groups import EVERYBODY
from participation.rules.measures import MEASURES, VerbCode
from participation.rules.presence import NEVER

# The units above classes and chapters, 22 years of days, a gap; a cell's number and a gap fit into 63 bits.
UNIT_BITS, GROUP_BITS, COURSE_BITS, DAY_BITS = 14, 8, 9, 13
GAP_BITS = 15
# With COURSE_BITS and DAY_BITS they leave 17 bits for pairs of unit and kind.
MEMBER_BITS = 24
# With more possible keys than this, those that are used are found by sorting and not in an array over all.
MAX_DENSE_KEYS = 1 << 25


class TooManyToPack(ValueError):
    """More units, courses, groups, members or days than the numbers into which a rebuild packs them have room for."""


@dataclass(frozen=True)
class Facts:
    """Columns, one entry for each fact, in the order of verbs (VerbCode): member (counted from 0), verb, course (counted from 0), day
    (from 0), score in hundredths of a per cent.
    """

    member: np.ndarray
    verb: np.ndarray
    course: np.ndarray
    day: np.ndarray
    score: np.ndarray


@dataclass(frozen=True)
class Level:
    """The units of a tree at one depth, for each fact: the unit (counted from 0; -1 for none) and the group by kind."""

    unit: np.ndarray
    kind: np.ndarray


@dataclass(frozen=True)
class Cells:
    """Day cells in columns: course, group, unit and day counted from 0, and what each holds; cell i has the gaps and
    people from `starts[i]` to `starts[i + 1]`. Or cells of whole weeks, `length` days long, named by the first day.
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


# A part of the work.
Job = Callable[[], list[Cells]]


def count_days(facts: Facts, levels: list[Level], groups: list[np.ndarray], courses: int) -> list[Job]:
    """The cells of all levels: for each course, and for all of them as course number `courses`.

    `groups` has, for each way of grouping members, the group of each member; everybody is in group 0 besides. Gives
    parts of the work that can be done at the same moment, each for cells of other keys. Raises TooManyToPack.
    """
    _check(facts, levels, groups, courses)
    return [
        partial(_count_level, facts, level, groups, courses if together else None)
        for level in levels
        for together in (False, True)
        if (level.unit >= 0).any()
    ]


def _count_level(facts: Facts, level: Level, groups: list[np.ndarray], course_number: int | None) -> list[Cells]:
    """The cells of one level, of each course, or of all as `course_number`."""
    inside = np.flatnonzero(level.unit >= 0)
    here = Facts(*(column[inside] for column in vars(facts).values()))
    unit, kind = (column[inside].astype(np.int64) for column in (level.unit, level.kind))
    course = here.course if course_number is None else np.zeros(len(inside), dtype=np.int64)
    shape = _Shape(_size(course), _size(unit), _size(here.day), course_number)
    spot = shape.spots(course, unit, here.day)
    presence = _presence(here, unit, course, np.zeros(len(inside), dtype=np.int64), shape)
    by_kind = _presence(here, unit, course, kind, shape)
    found = [_cells(here, shape, spot, kind, by_kind, by_kind.kind)]
    everybody = np.full(1, EVERYBODY)
    for of_member in (None, *groups):
        group = everybody if of_member is None else of_member[here.member]
        group_there = everybody if of_member is None else of_member[presence.member]
        found.append(_cells(here, shape, spot, group, presence, group_there))
    return found


def _size(column: np.ndarray) -> int:
    return int(column.max(initial=0)) + 1


@dataclass(frozen=True)
class _Shape:
    """How many courses, units and days there are: with these, one number (a spot) stands for all three, group by group."""

    courses: int
    units: int
    days: int
    # The course of all spots, if they are of all courses together.
    all_courses: int | None

    @property
    def size(self) -> int:
        return self.courses * self.units * self.days

    def spots(self, course: np.ndarray, unit: np.ndarray, day: np.ndarray) -> np.ndarray:
        return (course * self.units + unit) * self.days + day

    def course(self, spot: np.ndarray) -> np.ndarray:
        found = spot // (self.units * self.days)
        return found if self.all_courses is None else np.full(len(spot), self.all_courses)

    def unit(self, spot: np.ndarray) -> np.ndarray:
        return spot // self.days % self.units

    def day(self, spot: np.ndarray) -> np.ndarray:
        return spot % self.days


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
    """Each day on which a member was present somewhere: who, the group by kind, the spot, and the gap before."""

    member: np.ndarray
    kind: np.ndarray
    spot: np.ndarray
    gap: np.ndarray


def _presence(facts: Facts, unit: np.ndarray, course: np.ndarray, kind: np.ndarray, shape: _Shape) -> _Presence:
    """Each day on which a member had a turn in a unit (and in its units of a kind), with the gap since the one before."""
    turns = slice(0, int(np.searchsorted(facts.verb, VerbCode.HANDED_IN, side="right")))
    # Member, unit and kind do not fit into one number with course and day: pairs of unit and kind are numbered first.
    pair = (unit[turns] << GROUP_BITS) | kind[turns]
    pairs = _Numbers(pair, 1 << (UNIT_BITS + GROUP_BITS))
    key = (pairs.of(pair).astype(np.int64) << MEMBER_BITS) | facts.member[turns]
    key = (((key << COURSE_BITS) | course[turns]) << DAY_BITS) | facts.day[turns]
    key = distinct(key)
    day = key & ((1 << DAY_BITS) - 1)
    owner = key >> DAY_BITS
    gap = np.full(len(key), NEVER)
    same = owner[1:] == owner[:-1]
    gap[1:][same] = (day[1:] - day[:-1])[same]
    pair = pairs.keys[owner >> (COURSE_BITS + MEMBER_BITS)]
    return _Presence(
        member=(owner >> COURSE_BITS) & ((1 << MEMBER_BITS) - 1),
        kind=pair & ((1 << GROUP_BITS) - 1),
        spot=shape.spots(owner & ((1 << COURSE_BITS) - 1), pair >> GROUP_BITS, day),
        gap=gap,
    )


def _cells(
    facts: Facts, shape: _Shape, spot: np.ndarray, group: np.ndarray, presence: _Presence, group_there: np.ndarray
) -> Cells:
    key = group * shape.size + spot
    cells = _Numbers(key, _size(group) * shape.size)
    # Whoever was present somewhere had a turn there: it is a cell.
    there = cells.of(group_there * shape.size + presence.spot)
    starts, gaps, people = _people(there, presence.gap, len(cells.keys))
    group_of, spots = np.divmod(cells.keys, shape.size)
    return Cells(
        course=shape.course(spots),
        group=group_of,
        unit=shape.unit(spots),
        day=shape.day(spots),
        measures=_measures(facts, cells.of(key), len(cells.keys)),
        starts=starts,
        gaps=gaps,
        people=people,
    )


def distinct(keys: np.ndarray) -> np.ndarray:
    """The different keys in order. numpy's own `unique` hashes integers, which takes four times as long as sorting."""
    ordered = np.sort(keys)
    return ordered[firsts(ordered)]


def firsts(ordered: np.ndarray) -> np.ndarray:
    """The places at which a new value begins."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64)
    return np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1))


class _Numbers:
    """Numbers from 0 for the different keys among `keys`, in order (`self.keys`). Keys are less than `size`."""

    def __init__(self, keys: np.ndarray, size: int) -> None:
        self._number: np.ndarray | None = None
        if size > MAX_DENSE_KEYS:
            self.keys = distinct(keys)
            return
        used = np.zeros(size, dtype=bool)
        used[keys] = True
        self.keys = np.flatnonzero(used)
        self._number = np.cumsum(used, dtype=np.int32)
        self._number -= 1

    def of(self, keys: np.ndarray) -> np.ndarray:
        """The number of each of `keys`, all of which are among those that were numbered."""
        return np.searchsorted(self.keys, keys) if self._number is None else self._number[keys]


def _measures(facts: Facts, number: np.ndarray, cells: int) -> dict[str, np.ndarray]:
    """What each of MEASURES counts of the facts in each cell, of which `number` has one for each fact."""
    found = {measure.name: np.zeros(cells, dtype=np.int64) for measure in MEASURES}
    for code in VerbCode:
        own = slice(*np.searchsorted(facts.verb, [code, code + 1]))
        for measure in MEASURES:
            if measure.counts(code):
                weights = facts.score[own] if measure.amount == "score" else None
                found[measure.name] += np.bincount(number[own], weights=weights, minlength=cells).astype(np.int64)
    return found


def _people(cell: np.ndarray, gap: np.ndarray, cells: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the gaps of each cell begin, the gaps, and the people with each gap or a larger one in the same cell.

    `cell` and `gap` have an entry for each time that somebody was present.
    """
    ordered = np.sort((cell.astype(np.int64) << GAP_BITS) | gap)
    first = firsts(ordered)
    cell_of_gap, gaps = ordered[first] >> GAP_BITS, ordered[first] & ((1 << GAP_BITS) - 1)
    # Before each gap of a cell stand those with smaller ones: what is left of the cell's people has this or a larger one.
    all_in_cell = np.bincount(cell, minlength=cells)
    smaller_before = first - (np.cumsum(all_in_cell) - all_in_cell)[cell_of_gap]
    people = all_in_cell[cell_of_gap] - smaller_before
    starts = np.concatenate(([0], np.cumsum(np.bincount(cell_of_gap, minlength=cells))))
    return starts, gaps.astype(np.int16), people.astype(np.int32)
