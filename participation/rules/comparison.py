"""What changed in a unit from one period to the next: which units below rose and fell, and which are silent. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

# How many risers and fallers to name; the page lists all units below.
TOP_N = 3
U = TypeVar("U")


@dataclass(frozen=True)
class Movement(Generic[U]):
    """A unit and by how many people more (or fewer, below 0) it took part than in the period before."""

    unit: U
    people: int

    @property
    def fewer(self) -> int:
        return -self.people


@dataclass(frozen=True)
class Movements(Generic[U]):
    """The units that rose and fell most, the largest changes first, those that fell silent, and how many never spoke.

    `fell_silent`: people took part in the period before and nobody does now. `silent`: units with a roster in which
    nobody takes part, those that fell silent included. `roster`: by how many the roster grew.
    """

    roster: int
    rose: list[Movement[U]]
    fell: list[Movement[U]]
    fell_silent: list[U]
    silent: int

    @property
    def fewer(self) -> int:
        return -self.roster

    def __bool__(self) -> bool:
        return bool(self.roster or self.rose or self.fell or self.silent)


def movements_of(units: Sequence[tuple[U, int, int, int]], roster_before: int, roster_now: int) -> Movements[U]:
    """What changed, from (unit, its roster, people before, people now) of the units below. Ties stay in their order."""
    moved = [Movement(unit, now - before) for unit, _roster, before, now in units if now != before]
    rose = sorted((each for each in moved if each.people > 0), key=lambda each: -each.people)
    fell = sorted((each for each in moved if each.people < 0), key=lambda each: each.people)
    return Movements(
        roster_now - roster_before,
        rose[:TOP_N],
        fell[:TOP_N],
        [unit for unit, _roster, before, now in units if before and not now],
        sum(1 for _unit, roster, _before, now in units if roster and not now),
    )
