"""Ranking units by rate and by number, side by side, each with its targets. Pure functions.

Equal figures share a rank, and the ranks after them are left out (1, 1, 3). A unit of fewer than SMALL_ROSTER people has
no rank by rate: one person would decide it. Nobody is ranked by rate without a roster.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

SMALL_ROSTER = 10
U = TypeVar("U")
R = TypeVar("R")


@dataclass(frozen=True)
class Targets:
    """How many people, turns and completed courses a unit is to reach; None where nothing is asked."""

    people: int | None = None
    turns: int | None = None
    completed: int | None = None


@dataclass(frozen=True)
class RankedUnit(Generic[U]):
    """A unit with its ranks. They are None where the unit is not ranked."""

    unit: U
    roster: int
    people: int
    turns: int
    targets: Targets = Targets()
    completed: int = 0
    rank_by_rate: int | None = None
    rank_by_people: int | None = None

    @property
    def rate(self) -> float | None:
        return self.people / self.roster if self.roster else None

    @property
    def is_small(self) -> bool:
        return 0 < self.roster < SMALL_ROSTER

    @property
    def of_people_target(self) -> float | None:
        """People for each one that was asked for; None without a target."""
        return self.people / self.targets.people if self.targets.people else None

    @property
    def of_turns_target(self) -> float | None:
        return self.turns / self.targets.turns if self.targets.turns else None

    @property
    def of_completed_target(self) -> float | None:
        return self.completed / self.targets.completed if self.targets.completed else None


def targets_for(
    roster: int, people_percent: int | None, turns_a_hundred: int | None, completed_percent: int | None = None
) -> Targets:
    """The targets that follow from a roster: shares of its people, and turns for each hundred of them, rounded up."""
    return Targets(
        *(
            -(-roster * share // 100) if share and roster else None
            for share in (people_percent, turns_a_hundred, completed_percent)
        )
    )


def ranked(rows: Sequence[RankedUnit[U]]) -> list[RankedUnit[U]]:
    """The rows with their ranks, by rate; those without a rank by rate last, by number. Without anybody there is no rank."""
    by_rate = ranks([row for row in rows if row.rate and not row.is_small], lambda row: row.rate or 0.0)
    by_people = ranks([row for row in rows if row.people], lambda row: row.people)
    with_ranks = [replace(row, rank_by_rate=by_rate.get(id(row)), rank_by_people=by_people.get(id(row))) for row in rows]
    return sorted(with_ranks, key=lambda row: (row.rank_by_rate is None, row.rank_by_rate or 0, -row.people))


def ranks(rows: Sequence[R], figure: Callable[[R], float]) -> dict[int, int]:
    """The rank of each row, by its identity: one more than the number of rows with a larger figure."""
    ordered = sorted((figure(row) for row in rows), reverse=True)
    return {id(row): 1 + ordered.index(figure(row)) for row in rows}
