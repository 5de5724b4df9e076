"""Blocks of one and of four whole weeks, so that a long period is read from few cells. Pure functions.

What a block holds follows from the days in it. Somebody is present in a block once, with the gap between its first day
and the day on which they were present before the block. On the first day of presence in the block, d, with gap g, that
is g less the days from the block's first day to d; on other days of the block they were present in it before.
So "present in [a, b] for the first time" is asked of a block as of a day (participation.rules.presence).
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.rules.groups import EVERYBODY
from participation.rules.measures import MEASURES, CellKey
from participation.rules.presence import NEVER

WEEK, FOUR_WEEKS = 7, 28
LENGTHS = (WEEK, FOUR_WEEKS)
DAY = dt.timedelta(days=1)
# (course, unit, days of the block, its first day)
BlockKey = tuple[int, int, int, dt.date]


@dataclass(frozen=True)
class Piece:
    """Blocks of `length` days (1: single days) one after the other, whose first days are `first` to `last`."""

    length: int
    first: dt.date
    last: dt.date


def start_of(day: dt.date, length: int) -> dt.date:
    """The first day of the block that `day` is in. Day 1 of Python's calendar is a Monday."""
    return day - DAY * ((day.toordinal() - 1) % length)


def pieces(first: dt.date, last: dt.date, lengths: Sequence[int] = LENGTHS) -> list[Piece]:
    """The days from `first` to `last` in as few blocks as there are: each day in exactly one."""
    if first > last:
        return []
    if not lengths:
        return [Piece(1, first, last)]
    *shorter, length = lengths
    begin, end = start_of(first + DAY * (length - 1), length), start_of(last + DAY, length)
    if begin >= end:
        return pieces(first, last, shorter)
    whole = Piece(length, begin, end - DAY * length)
    return [*pieces(first, begin - DAY, shorter), whole, *pieces(end, last, shorter)]


def gap_in_block(days_into: int, gap: int) -> int | None:
    """The gap that a block has for somebody present so many `days_into` it with `gap`; None when present in it before."""
    if gap <= days_into:
        return None
    return gap if gap == NEVER else gap - days_into


def block_changes(
    measures: Mapping[CellKey, Sequence[int]], people: Mapping[CellKey, Mapping[int, int]]
) -> tuple[dict[BlockKey, list[int]], dict[BlockKey, Counter[int]]]:
    """What changes of day cells change in blocks, which are of everybody: measures, and people by gap."""
    in_measures: dict[BlockKey, list[int]] = defaultdict(lambda: [0] * len(MEASURES))
    in_people: dict[BlockKey, Counter[int]] = defaultdict(Counter)
    for length in LENGTHS:
        for (course, group, unit, day), amounts in measures.items():
            if group == EVERYBODY:
                cell = in_measures[course, unit, length, start_of(day, length)]
                cell[:] = [was + more for was, more in zip(cell, amounts, strict=True)]
        for (course, group, unit, day), numbers in people.items():
            if group != EVERYBODY:
                continue
            start = start_of(day, length)
            cell_people = in_people[course, unit, length, start]
            for gap, number in numbers.items():
                if own := gap_in_block((day - start).days, gap):
                    cell_people[own] += number
    return (
        {key: amounts for key, amounts in in_measures.items() if any(amounts)},
        {key: changes for key, changes in in_people.items() if any(changes.values())},
    )
