"""Many rows into a table whose keys may be there already: added to, or replaced."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models

VALUES_A_STATEMENT = 900


def add_numbers(model: type[models.Model], keys: Sequence[str], measures: Sequence[str], rows: list[tuple]) -> None:
    """Adds the measures of `rows` to those that are there, and makes the rows that are not. Columns: keys, then measures."""
    table = connection.ops.quote_name(model._meta.db_table)
    quoted = [connection.ops.quote_name(name) for name in measures]
    _upsert(model, keys, measures, rows, [f"{name} = {table}.{name} + excluded.{name}" for name in quoted])


def upsert(model: type[models.Model], keys: Sequence[str], values: Sequence[str], rows: list[tuple]) -> None:
    """Puts `rows` in place of those with the same keys. Columns: keys, then values."""
    quoted = [connection.ops.quote_name(name) for name in values]
    _upsert(model, keys, values, rows, [f"{name} = excluded.{name}" for name in quoted])


def _upsert(
    model: type[models.Model], keys: Sequence[str], values: Sequence[str], rows: list[tuple], assignments: list[str]
) -> None:
    quote = connection.ops.quote_name
    names = [*keys, *values]
    begin = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, names))}) "
    end = f" ON CONFLICT ({', '.join(map(quote, keys))}) DO UPDATE SET {', '.join(assignments)}"
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One array for each column: a driver takes a hundred times as long for as many single values.
            kinds = [str(model._meta.get_field(name).db_type(connection)) for name in names]  # type: ignore[union-attr]
            arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
            cursor.execute(f"{begin}SELECT * FROM unnest({arrays}){end}", [list(column) for column in zip(*rows, strict=True)])
            return
        size = VALUES_A_STATEMENT // len(names)
        for start in range(0, len(rows), size):
            part = rows[start : start + size]
            marks = ", ".join(["(" + ", ".join(["%s"] * len(names)) + ")"] * len(part))
            cursor.execute(f"{begin}VALUES {marks}{end}", _flat(part))


def _flat(rows: Sequence[tuple]) -> list[Any]:
    return [value for row in rows for value in row]
