"""Reading and writing cells of days and of blocks of weeks, the same on PostgreSQL and on SQLite."""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import Any

from django.db import connection, models

from participation.rules.measures import MEASURES, CellChanges, FoldedFact
from participation.rules.presence import packed, people_with_gap_over, unpacked
from participation.rules.whole_weeks import block_changes
from participation.statistics.models import BlockCell, DayCell, LeafBlock, TimeCell
from participation.statistics.packed_facts import block_of, changed, pack_one
from rosters.database.upserts import add_numbers, replace

CELLS_AT_ONCE, ROWS_A_STATEMENT = 5_000, 250
# What a cell holds, in order: the measures, the gaps and the people.
Values = tuple[Any, ...]
EMPTY: Values = (*(0 for _ in MEASURES), [], [])


@dataclass(frozen=True)
class CellTable:
    """A table whose rows hold measures and people by gap; the last column of its key is a day."""

    model: type[models.Model]
    key: tuple[str, ...]

    @property
    def columns(self) -> str:
        return ", ".join(map(connection.ops.quote_name, self.key))


DAYS = CellTable(DayCell, ("course_id", "group", "unit_id", "day"))
BLOCKS = CellTable(BlockCell, ("course_id", "unit_id", "length", "first"))
# The key of a cell: numbers, and a day.
Key = tuple[Any, ...]


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


def ordinal(day: str) -> str:
    """SQL: a column of days as numbers, from the first of Python's calendar (date.toordinal)."""
    if connection.vendor == "postgresql":
        return f"{day} - DATE '0001-01-01' + 1"
    return f"CAST(julianday({day}) - 1721424.5 AS INTEGER)"


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
    _change(DAYS, changes.measures, changes.people)
    _change(BLOCKS, *block_changes(changes.measures, changes.people))
    times = [(*key, number) for key, number in sorted(changes.times.items()) if number]
    add_numbers(TimeCell, ("course_id", "unit_id", "day", "tens"), ("number",), times)
    _change_leaves(changes.in_leaves)


def _change_leaves(facts: Mapping[int, Mapping[FoldedFact, int]]) -> None:
    changes: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for unit, own in facts.items():
        for fact, number in own.items():
            packed_fact = pack_one(fact.member, fact.course, fact.verb, fact.day, fact.score)
            changes[unit, block_of(fact.day)][packed_fact] += number
    blocks = LeafBlock.objects.filter(unit_id__in=facts.keys(), block__in={block for _unit, block in changes})
    kept = {(unit, block): bytes(packed) for unit, block, packed in blocks.values_list("unit_id", "block", "facts")}
    rows = [(*key, changed(kept.get(key, b""), own)) for key, own in sorted(changes.items())]
    replace(LeafBlock, ("unit_id", "block"), ("facts",), rows)


def _change(table: CellTable, measures: Mapping[Any, Sequence[int]], people: Mapping[Any, Mapping[int, int]]) -> None:
    keys: list[Key] = sorted(measures.keys() | people.keys())
    for start in range(0, len(keys), CELLS_AT_ONCE):
        part = keys[start : start + CELLS_AT_ONCE]
        present = _read(table, part)
        rows = ((*key, *changed_cell(present.get(key, EMPTY), measures.get(key, ()), people.get(key, {}))) for key in part)
        write_cells(table, rows)


def changed_cell(cell: Values, measures: Sequence[int], people: Mapping[int, int]) -> Values:
    """The values of a cell, to which are added measures, if any, and people by gap."""
    own = cell[: len(MEASURES)]
    if measures:
        own = tuple(map(add, own, measures))
    gaps, kept = cell[len(MEASURES) :]
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
    values = ", ".join((*MEASURES, "gaps", "people"))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names}, {values} FROM {meta.db_table} JOIN {wanted} USING ({names})", parameters)
        width = len(table.key)
        return {_key(row[:width]): (*row[width:-2], _list(row[-2]), _list(row[-1])) for row in cursor.fetchall()}


def write_cells(table: CellTable, rows: Iterable[Sequence[Any]]) -> None:
    """Puts cells, as keys and values, in place of those with the same keys."""
    rows, values = list(rows), (*MEASURES, "gaps", "people")
    casts = ", %s::smallint[], %s::integer[]" if connection.vendor == "postgresql" else ", %s, %s"
    row = "(" + ", ".join(["%s"] * (len(table.key) + len(MEASURES))) + casts + ")"
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
