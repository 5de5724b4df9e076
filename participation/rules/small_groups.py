"""Which parts of a whole are too small to be told to another system. Pure functions."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

from participation.rules.periods import Period

K = TypeVar("K")


def withheld(rosters: Mapping[K, int], k: int) -> set[K]:
    """The parts that are not told: those of fewer than `k` people, and with them the smallest others, until what is not told
    is about `k` people or more; else it could be found by subtracting the rest from the whole. Empty parts are no people.
    """
    small = {part for part, roster in rosters.items() if 0 < roster < k}
    hidden = sum(rosters[part] for part in small)
    for part in sorted((part for part in rosters if rosters[part] >= k), key=lambda part: rosters[part]):
        if not 0 < hidden < k and (len(small) != 1):
            break
        small.add(part)
        hidden += rosters[part]
    return small


def small_spans(changes: Sequence[tuple[dt.date, int]], k: int, today: dt.date) -> list[Period]:
    """The spans of days until `today` on which a roster has from 1 to k - 1 people; `changes` are by how many it changed, by day.

    Each with the day on which the span ends: what its last people did on that day is of them alone, too.
    """
    ordered = sorted(changes)
    days = [day for day, _change in ordered]
    numbers = accumulate(change for _day, change in ordered)
    ends = [*days[1:], today] if days else []
    return [
        Period(day, max(day, min(end, today))) for day, number, end in zip(days, numbers, ends, strict=True) if 0 < number < k
    ]


def largest(changes: Sequence[tuple[dt.date, int]]) -> int:
    """The most people that a roster has had."""
    return max(accumulate(change for _day, change in sorted(changes)), default=0)
