"""Reading and writing day cells, the same on PostgreSQL and on SQLite."""

import datetime as dt
import json
from collections.abc import Sequence
from operator import add
from typing import Any

from django.db import connection

from participation.counting import MEASURES, CellChanges, CellKey
from participation.models import DayCell, TimeCell
from participation.presence import packed, people_with_gap_over, unpacked
from participation.upserts import add_numbers

TABLE = DayCell._meta.db_table
KEY = ("course_id", '"group"', "unit_id", "day")
CELLS_AT_ONCE, ROWS_A_STATEMENT = 5_000, 250
# What a cell holds, in order: the measures, the gaps and the people.
Values = tuple[Any, ...]
EMPTY: Values = (*(0 for _ in MEASURES), [], [])


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
    for start in range(0, len(keys), CELLS_AT_ONCE):
        part = keys[start : start + CELLS_AT_ONCE]
        present = _read(part)
        _write([(*key, *_changed(key, present.get(key, EMPTY), changes)) for key in part])
    times = [(*key, number) for key, number in sorted(changes.times.items()) if number]
    add_numbers(TimeCell, ("course_id", "unit_id", "day", "tens"), ("number",), times)


def _changed(key: CellKey, cell: Values, changes: CellChanges) -> Values:
    """The values of a cell after `changes`: the measures, then gaps and people."""
    measures = cell[: len(MEASURES)]
    if key in changes.measures:
        measures = tuple(map(add, measures, changes.measures[key]))
    gaps, people = cell[len(MEASURES) :]
    if key in changes.people:
        numbers = unpacked(gaps, people)
        numbers.update(changes.people[key])
        gaps, people = packed(numbers)
    return (*measures, gaps, people)


def _read(keys: Sequence[CellKey]) -> dict[CellKey, Values]:
    """The cells that are there, by key."""
    columns = ", ".join((*KEY, *MEASURES, "gaps", "people"))
    if connection.vendor == "postgresql":
        wanted = f"unnest(%s::bigint[], %s::smallint[], %s::bigint[], %s::date[]) AS wanted ({', '.join(KEY)})"
        parameters: list[Any] = [list(column) for column in zip(*keys, strict=True)]
    else:
        parts = ", ".join(f"json_extract(value, '$[{place}]') AS {name}" for place, name in enumerate(KEY))
        wanted = f"(SELECT {parts} FROM json_each(%s)) AS wanted"
        parameters = [json.dumps([(*key[:3], key[3].isoformat()) for key in keys])]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {TABLE} JOIN {wanted} USING ({', '.join(KEY)})", parameters)
        return {_key(row): (*row[4:-2], _list(row[-2]), _list(row[-1])) for row in cursor.fetchall()}


def _write(rows: Sequence[tuple[Any, ...]]) -> None:
    values = (*MEASURES, "gaps", "people")
    casts = ", %s::smallint[], %s::integer[]" if connection.vendor == "postgresql" else ", %s, %s"
    row = "(" + ", ".join(["%s"] * (len(KEY) + len(MEASURES))) + casts + ")"
    assignments = ", ".join(f"{name} = excluded.{name}" for name in values)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS_A_STATEMENT):
            part = rows[start : start + ROWS_A_STATEMENT]
            cursor.execute(
                f"INSERT INTO {TABLE} ({', '.join((*KEY, *values))}) VALUES {', '.join([row] * len(part))} "
                f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {assignments}",
                [value for *plain, gaps, people in part for value in (*plain, _text(gaps), _text(people))],
            )


def _key(row: Sequence[Any]) -> CellKey:
    course, group, unit, day = row[:4]
    return course, group, unit, day if isinstance(day, dt.date) else dt.date.fromisoformat(day)


def _list(value: Any) -> list[int]:
    return json.loads(value) if isinstance(value, str) else value


def _text(numbers: Sequence[int]) -> str:
    """A list as the database reads it: one string is made faster than a driver makes a list of numbers."""
    joined = ",".join(map(str, numbers))
    return f"{{{joined}}}" if connection.vendor == "postgresql" else f"[{joined}]"
