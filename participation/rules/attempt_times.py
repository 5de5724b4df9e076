"""How long attempts take: in steps of ten seconds, so that a province's median is read from few numbers. Pure functions."""

from collections.abc import Mapping

STEP = 10
# An hour and longer is one: nobody reads on for so long.
LONGEST = 360


def tens_of(seconds: int) -> int:
    """A time in steps of ten seconds, rounded up, at least one and at most LONGEST."""
    return min(max(-(-seconds // STEP), 1), LONGEST)


def median_seconds(numbers: Mapping[int, int]) -> int | None:
    """The median of times, from how many there are of each number of steps: the shortest time in which at least half of
    the attempts were done. None without any.
    """
    half, passed = (sum(numbers.values()) + 1) // 2, 0
    for tens in sorted(numbers):
        passed += numbers[tens]
        if half and passed >= half:
            return STEP * tens
    return None
