"""What everybody may be told of units, so that nobody can be inferred. Pure functions.

A number of people is told as a multiple of `k`, rounded with a shift that only the server knows and that a unit keeps: the
number that is true may be up to k - 1 less or more, whatever a reader knows besides. Rounding so is right on average, because
every shift is as likely as another. What changes from week to week, the difference of a school and a union branch of nearly
the same people, and a rate times its roster all tell no more than that. Totals are the sums of what is told, and so tell
nothing new. A unit of fewer than `k` people is not told at all. How an attacker fares: tests/participation/rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What is told of a unit: how many are on its roster, and about how many took part. None where that is not told.

    `people` is a multiple of k; 0 says fewer than k.
    """

    roster: int | None = None
    people: int | None = None

    @property
    def rate(self) -> float | None:
        """About how many took part for each on the roster; None for fewer than k."""
        return self.people / self.roster if self.people and self.roster else None


def tell(roster: int, people: int, k: int, shift: int) -> Told:
    """What is told of a unit with so many on its roster, of whom so many took part. `shift` is secret, from 0 to k - 1."""
    if roster < k:
        return Told()
    return Told(roster, min(rounded(people, k, shift), roster // k * k))


def rounded(number: int, k: int, shift: int) -> int:
    """`number` as a multiple of k that is less than k away from it."""
    return (number + shift) // k * k


def possible_people(told: Told, k: int, roster: int) -> range:
    """The numbers that a reader must think possible from what is told of one unit alone."""
    if told.people is None:
        return range(roster + 1)
    return range(max(0, told.people - k + 1), min(roster, told.people + k - 1) + 1)


def total_of(told: Iterable[Told]) -> Told:
    """The sums of what is told."""
    rows = [each for each in told if each.people is not None]
    return Told(sum(each.roster or 0 for each in rows), sum(each.people or 0 for each in rows))
