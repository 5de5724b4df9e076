"""One week and four weeks as one cell each, so that a long period is read from few cells.

What such a cell holds follows from its days. Somebody is present in it once, with the gap between its first day and the
day on which they were present before it. On their first day of presence in it, d, with gap g, that is g less the days
from its first day to d; on their other days they were present in it before. So "present in [a, b] for the first time" is
asked of whole weeks as of a day.

Five days of Hoa, in weeks that begin on 2 and 9 November (Mondays):

    day         gap      the week holds her with
    Tue 3 Nov   never    never     (her first day ever)
    Thu 5 Nov   2        -         (2 days back is still this week: she is in it already)
    Mon 9 Nov   4        4 - 0 = 4
    Wed 11 Nov  2        -
    Sun 15 Nov  4        -         (4 days back is Wednesday)

Asked for 9 to 15 November, the week's one cell says: she was present, and her last day before lies 4 days before the 9th.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import add

from participation.rules.cell_changes import CellKey
from participation.rules.groups import EVERYBODY
from participation.rules.measures import NOTHING
from participation.rules.presence import NEVER

WEEK, FOUR_WEEKS = 7, 28
LENGTHS = (WEEK, FOUR_WEEKS)
DAY = dt.timedelta(days=1)
# (course, unit, days of the weeks, their first day)
WeeksKey = tuple[int, int, int, dt.date]


@dataclass(frozen=True)
class Piece:
    """Weeks of `length` days (1: single days) one after the other, whose first days are `first` to `last`."""

    length: int
    first: dt.date
    last: dt.date


def start_of(day: dt.date, length: int) -> dt.date:
    """The first day of the weeks that `day` is in. Day 1 of Python's calendar is a Monday."""
    return day - DAY * ((day.toordinal() - 1) % length)


def pieces(first: dt.date, last: dt.date, lengths: Sequence[int] = LENGTHS) -> list[Piece]:
    """The days from `first` to `last` in as few cells as there are: each day in exactly one."""
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


def gap_in_weeks(days_into: int, gap: int) -> int | None:
    """The gap that weeks have for somebody present so many `days_into` them with `gap`; None when present in them before."""
    if gap <= days_into:
        return None
    return gap if gap == NEVER else gap - days_into


def weeks_changes(
    measures: Mapping[CellKey, Sequence[int]], people: Mapping[CellKey, Mapping[int, int]]
) -> tuple[dict[WeeksKey, tuple[int, ...]], dict[WeeksKey, Counter[int]]]:
    """What changes of day cells change in weeks, which are of everybody: measures, and people by gap."""
    in_measures: dict[WeeksKey, tuple[int, ...]] = defaultdict(lambda: NOTHING)
    in_people: dict[WeeksKey, Counter[int]] = defaultdict(Counter)
    for length in LENGTHS:
        for (course, group, unit, day), amounts in measures.items():
            if group == EVERYBODY:
                key = (course, unit, length, start_of(day, length))
                in_measures[key] = tuple(map(add, in_measures[key], amounts))
        for (course, group, unit, day), numbers in people.items():
            if group != EVERYBODY:
                continue
            start = start_of(day, length)
            here = in_people[course, unit, length, start]
            for gap, number in numbers.items():
                if own := gap_in_weeks((day - start).days, gap):
                    here[own] += number
    return (
        {key: amounts for key, amounts in in_measures.items() if any(amounts)},
        {key: changes for key, changes in in_people.items() if any(changes.values())},
    )
