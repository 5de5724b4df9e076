"""Many rows into a table at once: COPY on PostgreSQL, executemany on SQLite. Ids are known before the rows are written."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def reserve_ids(model: type[models.Model], number: int) -> list[int]:
    """`number` ids that no other row has or will get. Inside a transaction."""
    table = model._meta.db_table
    if not number:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, number])
            return [row[0] for row in cursor.fetchall()]
        # The sequence stands in an ordinary table; a table that never had a row has no line in it.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        first = (found[0] if found else 0) + 1
        if found:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [first + number - 1, table])
        else:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
    return list(range(first, first + number))


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes `rows`, whose values stand in the order of `fields`. Raises IntegrityError like any other insert."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(_column(model, name)) for name in fields)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # COPY goes past Django, and with it what turns the driver's errors into Django's.
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
            cursor.executemany(statement, [[_for_sqlite(value) for value in row] for row in rows])


def update_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes `fields` of existing rows; each row of values ends with the id."""
    quote = connection.ops.quote_name
    assignments = ", ".join(f"{quote(_column(model, name))} = %s" for name in fields)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {assignments} WHERE id = %s"
    values = [[_for_sqlite(value) if connection.vendor == "sqlite" else value for value in row] for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _column(model: type[models.Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "column", name))


def _for_sqlite(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def as_ranges(ids: Iterable[int]) -> list[list[int]]:
    """Ids as [first, last] of each run without a gap: 100,000 new ids are one pair."""
    ranges: list[list[int]] = []
    for each in sorted(ids):
        if ranges and ranges[-1][1] == each - 1:
            ranges[-1][1] = each
        else:
            ranges.append([each, each])
    return ranges


def in_ranges(ranges: Sequence[Sequence[int]], column: str = "pk") -> models.Q:
    """The condition that `column` lies in one of `ranges`; true of nothing when there are none."""
    condition = models.Q(pk__in=[])
    for first, last in ranges:
        condition |= models.Q(**{f"{column}__gte": first, f"{column}__lte": last})
    return condition


def refresh_statistics(*tables: type[models.Model]) -> None:
    """Tells PostgreSQL's planner that tables grew: until then it takes them for small, and asks them slowly."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in tables:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
