"""Counting blocks of weeks from day cells, and packing the facts of classes and chapters, all at once.

Pure functions on columns of numbers; the same as participation.rules.whole_weeks and participation.statistics.packed_facts do one by one.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from participation.rules.presence import NEVER
from participation.rules.whole_weeks import FOUR_WEEKS, LENGTHS
from participation.statistics.packed_facts import pack
from participation.statistics.rebuild.day_cells import GAP_BITS, Cells, Facts, firsts


def with_blocks(found: list[Cells]) -> list[Cells]:
    """Day cells, and those of blocks beside those of everybody, who are group 0."""
    everybody = [cells for cells in found if not cells.group.any()]
    return [*found, *(blocks_of(cells, length) for cells in everybody for length in LENGTHS)]


def blocks_of(cells: Cells, length: int) -> Cells:
    """The cells of blocks of `length` days, from the day cells of everybody, in order: `day` is the first of the block.

    Days are counted from one with which a block begins.
    """
    if not len(cells.day):
        return cells
    start = cells.day // length * length
    begins = np.ones(len(start), dtype=bool)
    begins[1:] = np.any([column[1:] != column[:-1] for column in (cells.course, cells.unit, start)], axis=0)
    first, number = np.flatnonzero(begins), np.cumsum(begins) - 1
    starts, gaps, people = _people(cells, cells.day - start, number, len(first))
    return Cells(
        course=cells.course[first],
        group=cells.group[first],
        unit=cells.unit[first],
        day=start[first],
        measures={name: np.add.reduceat(column, first) for name, column in cells.measures.items()},
        starts=starts,
        gaps=gaps,
        people=people,
        length=length,
    )


def _people(cells: Cells, into: np.ndarray, number: np.ndarray, blocks: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the gaps of each block begin, the gaps, and the people with each gap or a larger one (blocks.gap_in_block).

    `into` has the days from the first of the block to that of each cell, `number` the block of each cell.
    """
    cell = np.repeat(np.arange(len(cells.day)), np.diff(cells.starts))
    # What a cell keeps is of each gap or a larger one: the next of the same cell is taken off.
    own = cells.people.astype(np.int64)
    same = cell[1:] == cell[:-1]
    own[:-1][same] -= cells.people[1:][same]
    gap, days = cells.gaps.astype(np.int64), into[cell]
    key = (number[cell] << GAP_BITS) | np.where(gap == NEVER, NEVER, gap - days)
    kept = np.flatnonzero(gap > days)
    order = kept[np.argsort(key[kept], kind="stable")]
    first = firsts(key[order])
    if not len(first):
        return np.zeros(blocks + 1, dtype=np.int64), cells.gaps[:0], cells.people[:0]
    found, numbers = key[order][first], np.add.reduceat(own[order], first)
    block = found >> GAP_BITS
    in_block = np.bincount(block, weights=numbers, minlength=blocks).astype(np.int64)
    smaller = np.cumsum(numbers) - numbers - (np.cumsum(in_block) - in_block)[block]
    starts = np.concatenate(([0], np.cumsum(np.bincount(block, minlength=blocks))))
    gaps = (found & ((1 << GAP_BITS) - 1)).astype(np.int16)
    return starts, gaps, (in_block[block] - smaller).astype(np.int32)


def packed_leaves(facts: Facts, unit: np.ndarray, courses: np.ndarray, members: np.ndarray) -> Iterator[tuple[int, int, bytes]]:
    """The blocks of the classes and chapters in which the facts happened: the number of the `unit` and of the four weeks,
    counted from the first day, and the packed facts.

    `unit` is -1 for a fact that happened in none; `courses` and `members` have the ids of what the facts have numbers of.
    """
    inside = np.flatnonzero(unit >= 0)
    block = facts.day[inside] // FOUR_WEEKS
    packed = pack(
        members[facts.member[inside]],
        courses[facts.course[inside]],
        facts.verb[inside],
        facts.day[inside] % FOUR_WEEKS,
        facts.score[inside],
    )
    key = unit[inside] * (int(block.max(initial=0)) + 1) + block
    order = np.argsort(key)
    unit, block, packed = unit[inside][order], block[order], packed[order]
    edges = [*firsts(key[order]).tolist(), len(order)]
    for begin, end in pairwise(edges):
        yield int(unit[begin]), int(block[begin]), np.sort(packed[begin:end]).tobytes()
