"""Which parts of a whole are too small to be told to another system. Pure functions."""

from collections.abc import Mapping
from typing import TypeVar

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
