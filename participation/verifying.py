"""Holding the product's promise: every figure equals a brute-force count of the facts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from participation.folding import MEASURES, _lock_folding, count_from_facts
from participation.models import DayCell, Fact, PendingFact, PresenceCell


@dataclass(frozen=True)
class Difference:
    """A cell that does not hold what the facts say."""

    cell: str
    expected: object
    found: object

    def __str__(self) -> str:
        return f"{self.cell}: the facts say {self.expected}, the cell holds {self.found}"


@dataclass(frozen=True)
class Verification:
    facts: int
    waiting: int
    day_cells: int
    presence_cells: int


@transaction.atomic
def verify() -> Verification | Difference:
    """Recount everything from the facts that are folded. The first difference, or what was compared.

    Holds the lock of folding, so that cells stand still while writers go on.
    """
    _lock_folding()
    days, presences = count_from_facts()
    found_days = {
        (row[0], row[1], row[2]): dict(zip(MEASURES, row[3:], strict=True))
        for row in DayCell.objects.values_list("unit_id", "course_id", "day", *MEASURES)
        if any(row[3:])
    }
    found_presences = {
        row[:4]: row[4]
        for row in PresenceCell.objects.values_list("unit_id", "course_id", "day", "previous_day", "people")
        if row[4]
    }
    for difference in _differences("day cell (unit, course, day)", days, found_days):
        return difference
    for difference in _differences("presence cell (unit, course, day, previous day)", presences, found_presences):
        return difference
    facts, waiting = Fact.objects.count(), PendingFact.objects.count()
    return Verification(facts, waiting, len(found_days), len(found_presences))


def _differences(name: str, expected: dict, found: dict) -> Iterator[Difference]:
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key) != found.get(key):
            yield Difference(f"{name} {tuple(str(part) for part in key)}", expected.get(key), found.get(key))
