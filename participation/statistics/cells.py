"""Writing cells of days and of whole weeks, the same on PostgreSQL and on SQLite."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import Any

from django.db import connection, models

from participation.rules.cell_changes import CellChanges
from participation.rules.measures import MEASURE_NAMES, NOTHING
from participation.rules.presence import packed, people_with_gap_over, unpacked
from participation.rules.whole_weeks import weeks_changes
from participation.statistics.models import DayCell, TimeCell, WeeksCell
from rosters.database.upserts import add_numbers

CELLS_AT_ONCE, ROWS_A_STATEMENT = 5_000, 250
# What a cell holds, in order: the measures, the gaps and the people.
Values = tuple[Any, ...]
EMPTY: Values = (*NOTHING, [], [])
# The key of a cell: numbers, and a day.
Key = tuple[Any, ...]


@dataclass(frozen=True)
class CellTable:
    """A table whose rows hold measures and people by gap; the last column of its key is a day."""

    model: type[models.Model]
    key: tuple[str, ...]

    @property
    def columns(self) -> str:
        return ", ".join(map(connection.ops.quote_name, self.key))


DAYS = CellTable(DayCell, ("course_id", "group", "unit_id", "day"))
WEEKS = CellTable(WeeksCell, ("course_id", "unit_id", "length", "first"))


def register_functions(sender: Any = None, connection: Any = None, **kwargs: Any) -> None:
    """Gives SQLite the function that PostgreSQL has built in. Called for each new connection."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("people_with_gap_over", 3, _people_in_json, deterministic=True)


def _people_in_json(gaps: str, people: str, days: float) -> int:
    return people_with_gap_over(json.loads(gaps), json.loads(people), round(days))


def change_cells(changes: CellChanges) -> None:
    """Adds `changes` to the cells, making those that are not there. The caller holds the lock of folding."""
    _change(DAYS, changes.measures, changes.people)
    _change(WEEKS, *weeks_changes(changes.measures, changes.people))
    times = [(*key, number) for key, number in sorted(changes.times.items()) if number]
    add_numbers(TimeCell, ("course_id", "unit_id", "day", "tens"), ("number",), times)


def _change(table: CellTable, measures: Mapping[Any, Sequence[int]], people: Mapping[Any, Mapping[int, int]]) -> None:
    keys: list[Key] = sorted(measures.keys() | people.keys())
    for start in range(0, len(keys), CELLS_AT_ONCE):
        part = keys[start : start + CELLS_AT_ONCE]
        existing = _read(table, part)
        rows = ((*key, *changed_cell(existing.get(key, EMPTY), measures.get(key, ()), people.get(key, {}))) for key in part)
        write_cells(table, rows)


def changed_cell(cell: Values, measures: Sequence[int], people: Mapping[int, int]) -> Values:
    """The values of a cell, to which are added measures, if any, and people by gap."""
    own, (gaps, kept) = cell[:-2], cell[-2:]
    if measures:
        own = tuple(map(add, own, measures))
    if people:
        numbers = unpacked(gaps, kept)
        numbers.update(people)
        gaps, kept = packed(numbers)
    return (*own, gaps, kept)


def _read(table: CellTable, keys: Sequence[Key]) -> dict[Key, Values]:
    """The cells that are there, by key."""
    meta, names = table.model._meta, table.columns
    if connection.vendor == "postgresql":
        kinds = ", ".join(f"%s::{meta.get_field(name).db_type(connection)}[]" for name in table.key)  # type: ignore[union-attr]
        wanted = f"unnest({kinds}) AS wanted ({names})"
        parameters: list[Any] = [list(column) for column in zip(*keys, strict=True)]
    else:
        parts = ", ".join(f"json_extract(value, '$[{n}]') AS \"{name}\"" for n, name in enumerate(table.key))
        wanted = f"(SELECT {parts} FROM json_each(%s)) AS wanted"
        parameters = [json.dumps([(*key[:-1], key[-1].isoformat()) for key in keys])]
    values = ", ".join((*MEASURE_NAMES, "gaps", "people"))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names}, {values} FROM {meta.db_table} JOIN {wanted} USING ({names})", parameters)
        width = len(table.key)
        return {_key(row[:width]): (*row[width:-2], _list(row[-2]), _list(row[-1])) for row in cursor.fetchall()}


def write_cells(table: CellTable, rows: Iterable[Sequence[Any]]) -> None:
    """Puts cells, as keys and values, in place of those with the same keys."""
    rows, values = list(rows), (*MEASURE_NAMES, "gaps", "people")
    casts = ", %s::smallint[], %s::integer[]" if connection.vendor == "postgresql" else ", %s, %s"
    row = "(" + ", ".join(["%s"] * (len(table.key) + len(MEASURE_NAMES))) + casts + ")"
    assignments = ", ".join(f"{name} = excluded.{name}" for name in values)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS_A_STATEMENT):
            part = rows[start : start + ROWS_A_STATEMENT]
            cursor.execute(
                f"INSERT INTO {table.model._meta.db_table} ({table.columns}, {', '.join(values)}) "
                f"VALUES {', '.join([row] * len(part))} ON CONFLICT ({table.columns}) DO UPDATE SET {assignments}",
                [value for *plain, gaps, people in part for value in (*plain, _text(gaps), _text(people))],
            )


def _key(row: Sequence[Any]) -> Key:
    *numbers, day = row
    return (*numbers, day if isinstance(day, dt.date) else dt.date.fromisoformat(day))


def _list(value: Any) -> list[int]:
    return json.loads(value) if isinstance(value, str) else value


def _text(numbers: Sequence[int]) -> str:
    """A list as the database reads it: one string is made faster than a driver makes a list of numbers."""
    joined = ",".join(map(str, numbers))
    return f"{{{joined}}}" if connection.vendor == "postgresql" else f"[{joined}]"
