"""Distinct people between any two days, from cells. Pure functions.

For a unit, each member's days of presence carry the day before on which that member was present.
A member present in [a, b] has exactly one day there whose previous day lies before a: the first one.
So numbers of (day, previous day) answer every period exactly, without counting people again.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

NEVER = dt.date.min

Pair = tuple[dt.date, dt.date]


def pairs(days: Iterable[dt.date]) -> set[Pair]:
    """Each day of presence with the one before it, NEVER for the first."""
    ordered = sorted(set(days))
    return set(zip(ordered, [NEVER, *ordered], strict=False))


def pair_changes(before: Iterable[dt.date], after: Iterable[dt.date]) -> Counter[Pair]:
    """What changes in the cells when one member's days go from `before` to `after`: +1 and -1 by pair."""
    old, new = pairs(before), pairs(after)
    changes: Counter[Pair] = Counter()
    for pair in new - old:
        changes[pair] += 1
    for pair in old - new:
        changes[pair] -= 1
    return changes


def people_between(cells: Mapping[Pair, int], first: dt.date, last: dt.date) -> int:
    """The number of distinct people with a presence from `first` to `last`, both included."""
    return sum(number for (day, previous), number in cells.items() if first <= day <= last and previous < first)
