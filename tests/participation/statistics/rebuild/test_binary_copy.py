"""Rows in PostgreSQL's binary format, read back by its definition.

https://www.postgresql.org/docs/15/sql-copy.html, "Binary Format"
"""

import struct

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from participation.statistics.rebuild.binary_copy import RowWriter

SMALLINT, INTEGER = 21, 23


def read_array(data: bytes, place: int, width: int, kind: int) -> tuple[list[int], int]:
    length, dimensions, nulls, element, size, first = struct.unpack_from(">6i", data, place)
    assert (dimensions, nulls, element, first) == (1, 0, kind, 1)
    assert length == 20 + size * (4 + width)
    place += 24
    found = []
    for _ in range(size):
        assert struct.unpack_from(">i", data, place) == (width,)
        found.append(int.from_bytes(data[place + 4 : place + 4 + width], "big", signed=True))
        place += 4 + width
    return found, place


def read_rows(data: bytes, number: int) -> list[tuple]:
    rows, place = [], 0
    for _ in range(number):
        assert struct.unpack_from(">h", data, place) == (4,)
        place += 2
        values = []
        for width, code in ((8, "q"), (4, "i")):
            assert struct.unpack_from(">i", data, place) == (width,)
            values.append(struct.unpack_from(f">{code}", data, place + 4)[0])
            place += 4 + width
        gaps, place = read_array(data, place, 2, SMALLINT)
        people, place = read_array(data, place, 4, INTEGER)
        rows.append((*values, gaps, people))
    assert place == len(data)
    return rows


ROWS = st.lists(
    st.tuples(
        st.integers(-(2**63), 2**63 - 1),
        st.integers(-(2**31), 2**31 - 1),
        st.lists(st.tuples(st.integers(0, 32_767), st.integers(0, 2**31 - 1)), max_size=5),
    ),
    max_size=6,
)


@given(ROWS)
def test_what_is_written_reads_back_by_the_definition(rows):
    writer = RowWriter([">i8", ">i4"], [(2, SMALLINT), (4, INTEGER)])
    columns = [np.array([row[n] for row in rows], dtype=np.int64) for n in (0, 1)]
    starts = np.concatenate(([0], np.cumsum([len(row[2]) for row in rows]))).astype(np.int64)
    flat = [pair for row in rows for pair in row[2]]
    lists = [np.array([pair[n] for pair in flat], dtype=np.int64) for n in (0, 1)]
    data = writer.rows(columns, starts, lists)
    expected = [(a, b, [gap for gap, _ in pairs], [number for _, number in pairs]) for a, b, pairs in rows]
    assert read_rows(data, len(rows)) == expected


def test_rows_without_arrays_are_numbers_of_fixed_width():
    data = RowWriter([">i2"]).rows([np.array([7, -1])])
    assert data == struct.pack(">hih", 1, 2, 7) + struct.pack(">hih", 1, 2, -1)
