"""Holding the product's promise: every cell equals what the facts and the rosters say."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from participation.ledger.models import Fact
from participation.ledger.queues import CourseChange, MemberChange, PendingFact
from participation.rules.measures import MEASURE_NAMES
from participation.statistics.cells import DAYS, WEEKS
from participation.statistics.coverage_cells import COVERAGE
from participation.statistics.fold.course_changes import count_changed_courses
from participation.statistics.fold.folding import fold_pending
from participation.statistics.models import CoverageCell, DayCell, RosterCell, TimeCell, WeeksCell
from participation.statistics.rebuild.snapshot import Snapshot
from participation.statistics.rebuild.tables import Tables
from participation.statistics.rebuild.workers import counted_parts
from participation.statistics.snapshots import one_snapshot

# The columns that name a cell, and those that count. A cell of nothing but zeros is the same as none.
COMPARED: dict[type[models.Model], tuple[tuple[str, ...], tuple[str, ...]]] = {
    DayCell: (DAYS.key, (*MEASURE_NAMES, "gaps", "people")),
    WeeksCell: (WEEKS.key, (*MEASURE_NAMES, "gaps", "people")),
    TimeCell: (("course_id", "unit_id", "day", "tens"), ("number",)),
    RosterCell: (("unit_id", "group", "day"), ("change",)),
    CoverageCell: (("course_id", "group", "unit_id"), COVERAGE),
}


# What a column holds, as SQL, where there is no cell, when it is not 0.
NOTHING = {
    "postgresql": {"gaps": "'{}'", "people": "'{}'"},
    "sqlite": {"gaps": "'[]'", "people": "'[]'"},
}
TRIES = 50


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
    """How many facts there are, how many of them wait to be folded, and how many cells of each kind agree."""

    facts: int
    waiting: int
    day_cells: int
    weeks_cells: int
    time_cells: int
    roster_cells: int
    coverage_cells: int


class NeverSettled(RuntimeError):
    """Rosters changed faster than they could be folded, again and again."""


def verify() -> Verification | Difference:
    """Recount everything from the facts that are folded. The first difference, or what was compared.

    Reads one snapshot, in which cells and queues agree, and stops nobody from writing, folding or reading. Raises
    NeverSettled when members keep changing all the time.
    """
    for _ in range(TRIES):
        count_changed_courses()
        fold_pending()
        with one_snapshot():
            if snapshot := _read_when_settled():
                return _compare(snapshot)
    raise NeverSettled("Rosters are being changed all the time. Try again later.")


def _compare(snapshot: Snapshot) -> Verification | Difference:
    beside = Tables("expected_")
    beside.make_temporary()
    for _parts, part in counted_parts(beside, snapshot):
        part.write()
    for model, (keys, counts) in COMPARED.items():
        if difference := _first_difference(model, beside.name(model), keys, counts):
            return difference
    numbers = [model._default_manager.count() for model in COMPARED]
    return Verification(Fact.objects.count(), PendingFact.objects.count(), *numbers)


def _read_when_settled() -> Snapshot | None:
    """A snapshot, when no change of a place or a course waits to be counted; None when one does."""
    waits = MemberChange.objects.exists() or CourseChange.objects.exists()
    return None if waits else Snapshot.read()


def _first_difference(
    model: type[models.Model], expected: str, keys: tuple[str, ...], counts: tuple[str, ...]
) -> Difference | None:
    quote = connection.ops.quote_name
    table = model._meta.db_table
    nothing = NOTHING[connection.vendor]
    same_cell = " AND ".join(f"e.{quote(key)} = c.{quote(key)}" for key in keys)
    named = ", ".join(f"COALESCE(e.{quote(key)}, c.{quote(key)})" for key in keys)
    sides = [[f"COALESCE({side}.{quote(name)}, {nothing.get(name, '0')})" for name in counts] for side in "ec"]
    differs = " OR ".join(f"{one} <> {other}" for one, other in zip(*sides, strict=True))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ANALYZE {expected}")
        cursor.execute(
            f"SELECT {named}, {', '.join(sides[0])}, {', '.join(sides[1])} "
            f"FROM {expected} e FULL OUTER JOIN {table} c ON {same_cell} WHERE {differs} ORDER BY {named} LIMIT 1"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    cell = dict(zip(keys, map(str, row), strict=False))
    values = row[len(keys) :]
    return Difference(f"{table} {cell}", _named(counts, values[: len(counts)]), _named(counts, values[len(counts) :]))


def _named(names: tuple[str, ...], values: Any) -> dict[str, Any]:
    return dict(zip(names, values, strict=True))
