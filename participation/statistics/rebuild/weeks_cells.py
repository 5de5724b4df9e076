"""Counting cells of whole weeks from day cells, all at once. Pure functions on columns of numbers.

The same as participation.rules.whole_weeks does one by one.
"""

import numpy as np

from participation.rules.presence import NEVER
from participation.rules.whole_weeks import LENGTHS
from participation.statistics.rebuild.day_cells import GAP_BITS, Cells, firsts


def with_weeks(found: list[Cells]) -> list[Cells]:
    """Day cells, and those of whole weeks beside those of everybody, who are group 0."""
    everybody = [cells for cells in found if not cells.group.any()]
    return [*found, *(weeks_of(cells, length) for cells in everybody for length in LENGTHS)]


def weeks_of(cells: Cells, length: int) -> Cells:
    """The cells of weeks `length` days long, from the day cells of everybody, in order: `day` is the first of the weeks.

    Days are counted from one with which weeks begin.
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


def _people(cells: Cells, into: np.ndarray, number: np.ndarray, weeks: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the gaps of each of the weeks begin, the gaps, and the people with each gap or a larger one (whole_weeks.gap_in_weeks).

    `into` has the days from the first of the weeks to that of each cell, `number` the weeks of each cell.
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
        return np.zeros(weeks + 1, dtype=np.int64), cells.gaps[:0], cells.people[:0]
    found, numbers = key[order][first], np.add.reduceat(own[order], first)
    own_weeks = found >> GAP_BITS
    in_weeks = np.bincount(own_weeks, weights=numbers, minlength=weeks).astype(np.int64)
    smaller = np.cumsum(numbers) - numbers - (np.cumsum(in_weeks) - in_weeks)[own_weeks]
    starts = np.concatenate(([0], np.cumsum(np.bincount(own_weeks, minlength=weeks))))
    gaps = (found & ((1 << GAP_BITS) - 1)).astype(np.int16)
    return starts, gaps, (in_weeks[own_weeks] - smaller).astype(np.int32)
