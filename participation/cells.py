"""Reading and writing day cells, the same on PostgreSQL and on SQLite."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from participation.counting import MEASURES, CellChanges, CellKey
from participation.models import DayCell
from participation.presence import packed, people_with_gap_over, unpacked

ROWS_A_STATEMENT = 200


def register_functions(sender: Any = None, connection: Any = None, **kwargs: Any) -> None:
    """Gives SQLite the function that PostgreSQL has built in. Called for each new connection."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("people_with_gap_over", 3, _people_in_json, deterministic=True)


def _people_in_json(kept: str, people: str, days: float) -> int:
    return people_with_gap_over(json.loads(kept), json.loads(people), round(days))


def people_since(day: str, first: str) -> str:
    """SQL: how many of a cell's people, on its day `day`, were not present since `first` before."""
    if connection.vendor == "postgresql":
        return f"COALESCE(people[width_bucket({day} - {first}, gaps::int[]) + 1], 0)"
    return f"people_with_gap_over(gaps, people, julianday({day}) - julianday({first}))"


def one_of(column: str, values: Sequence[int]) -> tuple[str, Any]:
    """SQL: the column is one of `values`; and its parameter."""
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s)", list(values)
    return f"{column} IN (SELECT value FROM json_each(%s))", json.dumps(list(values))


def dates_table(name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[str, list[Any]]:
    """SQL for WITH: a table of a number and dates, `rows` of them; and its parameters."""
    cast = "::date" if connection.vendor == "postgresql" else ""
    row = "(%s" + f", %s{cast}" * (len(columns) - 1) + ")"
    values = [value.isoformat() if isinstance(value, dt.date) else value for each in rows for value in each]
    return f"{name} ({', '.join(columns)}) AS (VALUES {', '.join([row] * len(rows))})", values


def change_cells(changes: CellChanges) -> None:
    """Adds `changes` to the cells, making those that are not there. Whoever calls holds the lock of folding."""
    keys = changes.keys()
    for start in range(0, len(keys), ROWS_A_STATEMENT):
        part = keys[start : start + ROWS_A_STATEMENT]
        present = _cells(part)
        _write([_changed(key, present.get(key), changes) for key in part])


def _cells(keys: Iterable[CellKey]) -> dict[CellKey, Any]:
    return {cell.pk: cell for cell in DayCell.objects.filter(pk__in=list(keys))}


def _changed(key: CellKey, cell: DayCell | None, changes: CellChanges) -> DayCell:
    cell = cell or DayCell(course_id=key[0], group=key[1], unit_id=key[2], day=key[3])
    if key in changes.measures:
        for name, amount in zip(MEASURES, changes.measures[key], strict=True):
            setattr(cell, name, getattr(cell, name) + amount)
    if key in changes.people:
        numbers = unpacked(cell.gaps, cell.people)
        numbers.update(changes.people[key])
        cell.gaps, cell.people = packed(numbers)
    return cell


def _write(cells: list[DayCell]) -> None:
    DayCell.objects.bulk_create(
        cells,
        update_conflicts=True,
        unique_fields=["course_id", "group", "unit_id", "day"],
        update_fields=[*MEASURES, "gaps", "people"],
    )


def is_empty(cell: Mapping[str, Any]) -> bool:
    """Whether a cell's values are those of a cell that is not there."""
    return not any(cell[name] for name in MEASURES) and not cell["people"]
