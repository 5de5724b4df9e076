"""Whole tables as columns of numbers, for a rebuild.

PostgreSQL sends rows of fixed width in COPY's binary format, which numpy reads in place; SQLite sends rows.
The format: https://www.postgresql.org/docs/15/sql-copy.html
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import numpy as np
from django.db import connection

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
ROWS_AT_ONCE = 50_000

Columns = dict[str, np.ndarray]
# Types as PostgreSQL sends them.
BIGINT, INTEGER = ">i8", ">i4"


def read_columns(columns: Mapping[str, tuple[str, str]], source: str) -> Columns:
    """The rows of `source` (FROM and what follows), as one array for each of `columns`.

    Each of those is an SQL expression, which is never NULL, and its type. A cast of a key to a smaller type takes longer
    than sending it whole.
    """
    names = list(columns)
    statement = f"SELECT {', '.join(expression for expression, _kind in columns.values())} {source}"
    if connection.vendor == "postgresql":
        return _read_copy(statement, {name: kind for name, (_expression, kind) in columns.items()})
    rows: list[tuple[int, ...]] = []
    with connection.cursor() as cursor:
        cursor.execute(statement)
        while part := cursor.fetchmany(ROWS_AT_ONCE):
            rows += part
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(names))
    return {name: table[:, position].copy() for position, name in enumerate(names)}


def _read_copy(statement: str, kinds: Mapping[str, str]) -> Columns:
    # Each row: the number of columns, then the length and the value of each, all big-endian.
    fields = [item for name, kind in kinds.items() for item in ((f"{name} length", ">i4"), (name, kind))]
    row = np.dtype([("columns", ">i2"), *fields])
    found: dict[str, list[np.ndarray]] = {name: [] for name in kinds}
    with _without_nested_loops():
        received = _copied(f"COPY ({statement}) TO STDOUT (FORMAT binary)")
        first = bytes(next(received)).removeprefix(HEADER)
        while content := first + b"".join(islice(received, ROWS_AT_ONCE)):
            first = b""
            # The trailer is shorter than any row.
            table = np.frombuffer(content, dtype=row, count=len(content) // row.itemsize)
            for name, parts in found.items():
                parts.append(table[name].astype(np.int64))
    return {name: np.concatenate(parts) for name, parts in found.items()}


@contextmanager
def _without_nested_loops() -> Iterator[None]:
    """A queue that seems empty to PostgreSQL would be looked through once for each of ten million facts: twice the time."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = on")


def _copied(statement: str) -> Iterator[bytes | memoryview]:
    """What COPY sends, a row at a time, straight from libpq: the cursor's own way takes three times as long a row.

    https://www.psycopg.org/psycopg3/docs/api/pq.html
    """
    from psycopg import pq
    from psycopg.errors import error_from_result

    connection.ensure_connection()
    server = connection.connection.pgconn
    result = server.exec_(statement.encode())
    if result.status != pq.ExecStatus.COPY_OUT:
        raise error_from_result(result)
    while True:
        length, row = server.get_copy_data(0)
        if length < 0:
            break
        yield row
    while result := server.get_result():
        if result.status not in (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.COPY_OUT):
            raise error_from_result(result)


class RowWriter:
    """Rows in COPY's binary format, made for many rows at once.

    A row is some numbers of fixed width and then some arrays. `fields` are numpy types of the numbers in order;
    `arrays` the width in bytes and PostgreSQL's type number of the elements of each array.
    """

    def __init__(self, fields: Sequence[str], arrays: Sequence[tuple[int, int]] = ()) -> None:
        self.fields, self.arrays = list(fields), list(arrays)

    def rows(self, columns: Sequence[np.ndarray], starts: np.ndarray | None = None, lists: Sequence[np.ndarray] = ()) -> bytes:
        """The bytes of rows. Row i has the elements `starts[i]` to `starts[i + 1]` of each of `lists`."""
        number = len(columns[0])
        if not number:
            return b""
        fixed = self._fixed(columns)
        if starts is None:
            return fixed.tobytes()
        lengths = np.diff(starts)
        parts = [fixed.view(np.uint8).reshape(number, -1)]
        heads = [self._array_head(lengths, width, kind) for width, kind in self.arrays]
        sizes = parts[0].shape[1] + sum(head.shape[1] for head in heads) + lengths * sum(4 + w for w, _ in self.arrays)
        offsets = np.concatenate(([0], np.cumsum(sizes)))
        out = np.zeros(int(offsets[-1]), dtype=np.uint8)
        place = offsets[:-1].copy()
        _scatter(out, place, parts[0])
        place += parts[0].shape[1]
        for head, (width, _kind), values in zip(heads, self.arrays, lists, strict=True):
            _scatter(out, place, head)
            place += head.shape[1]
            _scatter(out, np.repeat(place, lengths) + _counting(lengths) * (4 + width), _elements(values, width))
            place += lengths * (4 + width)
        return out.tobytes()

    def _fixed(self, columns: Sequence[np.ndarray]) -> np.ndarray:
        items: list[Any] = [("columns", ">i2")]
        for place, kind in enumerate(self.fields):
            items += [(f"length {place}", ">i4"), (f"value {place}", kind)]
        fixed = np.zeros(len(columns[0]), dtype=items)
        fixed["columns"] = len(self.fields) + len(self.arrays)
        for place, (kind, values) in enumerate(zip(self.fields, columns, strict=True)):
            fixed[f"length {place}"] = np.dtype(kind).itemsize
            fixed[f"value {place}"] = values
        return fixed

    def _array_head(self, lengths: np.ndarray, width: int, kind: int) -> np.ndarray:
        """Length of the field, number of dimensions, NULLs or none, type, size and first index of the one dimension."""
        names = ("length", "dimensions", "nulls", "type", "size", "first")
        head = np.zeros(len(lengths), dtype=[(name, ">i4") for name in names])
        head["length"] = 20 + lengths * (4 + width)
        head["dimensions"] = 1
        head["type"] = kind
        head["size"] = lengths
        head["first"] = 1
        return head.view(np.uint8).reshape(len(lengths), -1)


def _elements(values: np.ndarray, width: int) -> np.ndarray:
    elements = np.zeros(len(values), dtype=[("length", ">i4"), ("value", f">i{width}")])
    elements["length"] = width
    elements["value"] = values
    return elements.view(np.uint8).reshape(len(values), 4 + width)


def _counting(lengths: np.ndarray) -> np.ndarray:
    """0, 1, 2, ... beginning again for each of `lengths`."""
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)


def _scatter(out: np.ndarray, places: np.ndarray, parts: np.ndarray) -> None:
    """Writes each row of `parts` into `out` at its place."""
    width = parts.shape[1]
    # A row is copied as one value of as many bytes: of those there is one at every place of `out`.
    values = np.ndarray(len(out) - width + 1, dtype=f"V{width}", buffer=out, strides=(1,))
    values[places] = np.ascontiguousarray(parts).view(values.dtype)[:, 0]
