"""Distinct people between any two days, from cells. Pure functions.

For a unit, each member's days of presence carry the gap: the number of days since that member was present before.
A member present in [a, b] has exactly one day there whose previous day lies before a: the first one. On day d that is
so when the gap is larger than d - a. So the numbers of people by gap answer every period exactly, without counting
people again; and a late day between two others changes three numbers.
"""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

# The gap of somebody who was never present before: larger than any number of days between two others.
NEVER = 32_767

# A day, and the gap on that day.
Gap = tuple[dt.date, int]


def gaps(days: Iterable[dt.date]) -> set[Gap]:
    """Each day of presence with the number of days since the one before, NEVER for the first."""
    ordered = sorted(set(days))
    found = {(day, (day - before).days) for before, day in pairwise(ordered)}
    return found | {(day, NEVER) for day in ordered[:1]}


def gap_changes(before: set[dt.date], after: set[dt.date]) -> Counter[Gap]:
    """What changes in the numbers when one member's days go from `before` to `after`: +1 and -1 by day and gap."""
    old, new = gaps(before), gaps(after)
    changes: Counter[Gap] = Counter()
    for gap in new - old:
        changes[gap] += 1
    for gap in old - new:
        changes[gap] -= 1
    return changes


def packed(numbers: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """Numbers of people by gap as a cell keeps them: the gaps in order, and the people with each gap or a larger one."""
    kept = sorted(gap for gap, number in numbers.items() if number)
    people = list(accumulate(numbers[gap] for gap in reversed(kept)))
    return kept, people[::-1]


def unpacked(kept: Sequence[int], people: Sequence[int]) -> Counter[int]:
    """The numbers of people by gap, from what a cell keeps."""
    following = [*people[1:], 0][: len(people)]
    return Counter({gap: here - more for gap, here, more in zip(kept, people, following, strict=True)})


def people_with_gap_over(kept: Sequence[int], people: Sequence[int], days: int) -> int:
    """How many of a cell's people have a gap of more than `days`."""
    place = bisect_right(kept, days)
    return people[place] if place < len(people) else 0
