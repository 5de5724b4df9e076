"""Writing all cells at once into their tables, or into tables beside them."""

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from django.db import connection, models

from participation.rules.measures import ALL_COURSES, MEASURES
from participation.statistics.cells import DAYS, WEEKS
from participation.statistics.models import ROLLUP_MODELS, CoverageCell, MemberContribution, RosterCell
from participation.statistics.rebuild.binary_copy import HEADER, TRAILER, RowWriter
from participation.statistics.rebuild.day_cells import Cells
from participation.statistics.rebuild.roster_and_coverage import RosterAndCoverage
from participation.statistics.rebuild.snapshot import Snapshot, day_of

CELLS_AT_ONCE = 100_000
# PostgreSQL's numbers of types: https://www.postgresql.org/docs/15/catalog-pg-type.html
SMALLINT, INTEGER = 21, 23
MEASURE_FIELDS = [">i8" if measure.amount == "score" else ">i4" for measure in MEASURES]


class Tables:
    """Where cells are written to: their own tables, or others of the same columns by a prefix."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix

    def name(self, model: type[models.Model]) -> str:
        return self.prefix + model._meta.db_table

    def make_temporary(self) -> None:
        """Makes empty tables of the same columns that last as long as the connection."""
        with connection.cursor() as cursor:
            for model in ROLLUP_MODELS:
                cursor.execute(f"DROP TABLE IF EXISTS {self.name(model)}")
                cursor.execute(f"CREATE TEMPORARY TABLE {self.name(model)} AS SELECT * FROM {model._meta.db_table} WHERE 1 = 0")

    def make(self) -> None:
        """Makes empty tables of the same columns, without keys: filling them is quicker so."""
        with connection.cursor() as cursor:
            for model in ROLLUP_MODELS:
                cursor.execute(f"DROP TABLE IF EXISTS {self.name(model)}")
                if connection.vendor == "postgresql":
                    cursor.execute(f"CREATE TABLE {self.name(model)} (LIKE {model._meta.db_table} INCLUDING STORAGE)")
                else:
                    cursor.execute(f"CREATE TABLE {self.name(model)} AS SELECT * FROM {model._meta.db_table} WHERE 1 = 0")

    def drop(self) -> None:
        with connection.cursor() as cursor:
            for model in ROLLUP_MODELS:
                cursor.execute(f"DROP TABLE IF EXISTS {self.name(model)}")

    def add_keys(self, filled: Iterable[type[models.Model]]) -> None:
        """Gives filled tables the keys of those that they stand beside. SQLite's are not needed: rows go over by copying.

        Runs in a transaction, to whose end the database may use more memory for sorting.
        """
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            for model in filled:
                keys = ", ".join(connection.ops.quote_name(str(field.column)) for field in model._meta.pk_fields)
                cursor.execute(f"ALTER TABLE {self.name(model)} ADD PRIMARY KEY ({keys})")
                cursor.execute(f"ANALYZE {self.name(model)}")

    def take_the_place(self) -> None:
        """Puts these tables in the place of those that they stand beside. Readers wait for moments."""
        with connection.cursor() as cursor:
            for model in ROLLUP_MODELS:
                table, beside = model._meta.db_table, self.name(model)
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TABLE {table}")
                    cursor.execute(f"ALTER TABLE {beside} RENAME TO {table}")
                    cursor.execute(f"ALTER INDEX {beside}_pkey RENAME TO {table}_pkey")
                else:
                    cursor.execute(f"DELETE FROM {table}")
                    cursor.execute(f"INSERT INTO {table} SELECT * FROM {beside}")
                    cursor.execute(f"DROP TABLE {beside}")

    def write_cells(self, snapshot: Snapshot, cells: Cells) -> int:
        """Writes cells of days or of whole weeks. How many."""
        course = np.array([*snapshot.activities, ALL_COURSES])[cells.course]
        group, unit = snapshot.group_codes[cells.group], snapshot.celled_ids[cells.unit]
        day = cells.day + snapshot.first_day
        length = np.full(len(day), cells.length)
        key = [course, group, unit, day] if cells.length == 1 else [course, unit, length, day]
        columns = [*key, *(cells.measures[measure.name] for measure in MEASURES)]
        for start in range(0, len(cells.course), CELLS_AT_ONCE):
            self._write_part(cells, columns, start, min(start + CELLS_AT_ONCE, len(cells.course)))
        return len(cells.course)

    def _write_part(self, cells: Cells, columns: list[np.ndarray], first: int, last: int) -> None:
        table = DAYS if cells.length == 1 else WEEKS
        names = [*table.key, *(measure.name for measure in MEASURES), "gaps", "people"]
        part: list[Any] = [column[first:last] for column in columns]
        starts = cells.starts[first : last + 1]
        gaps, people = (each[starts[0] : starts[-1]] for each in (cells.gaps, cells.people))
        starts = starts - starts[0]
        if connection.vendor == "postgresql":
            key = [">i8", ">i2", ">i8", ">i4"] if cells.length == 1 else [">i8", ">i8", ">i2", ">i4"]
            writer = RowWriter([*key, *MEASURE_FIELDS], [(2, SMALLINT), (4, INTEGER)])
            self._copy(table.model, names, [writer.rows(part, starts, [gaps, people])])
            return
        lists = [
            [json.dumps(each[a:b].tolist(), separators=(",", ":")) for a, b in pairwise(starts)] for each in (gaps, people)
        ]
        part[3] = [day_of(day).isoformat() for day in part[3]]
        self._insert(table.model, names, zip(*(_plain(column) for column in part), *lists, strict=True))

    def write_roster_and_coverage(self, counted: RosterAndCoverage, snapshot: Snapshot) -> None:
        """Writes the cells of roster and coverage, and what they hold for each member."""
        roster = counted.roster
        days = roster.day if connection.vendor == "postgresql" else [day_of(day).isoformat() for day in roster.day]
        self._write(
            RosterCell,
            ["unit_id", "group", "day", "change"],
            [">i8", ">i2", ">i4", ">i4"],
            [snapshot.unit_ids[roster.unit], snapshot.group_codes[roster.group], days, roster.change],
        )
        for course, unit, group, counts in counted.coverage:
            self._write(
                CoverageCell,
                ["course_id", "group", "unit_id", *counts],
                [">i8", ">i2", ">i8", ">i4", ">i4", ">i4", ">i4"],
                [np.full(len(unit), course), snapshot.group_codes[group], snapshot.unit_ids[unit], *counts.values()],
            )
        self._write_contributions(counted)

    def _write_contributions(self, counted: RosterAndCoverage) -> None:
        if connection.vendor == "postgresql":
            statement = f"COPY {self.name(MemberContribution)} (member_id, counted) FROM STDIN"
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                for rows in counted.members:
                    copy.write("".join(f"{pk}\t{contribution}\n" for pk, contribution in rows))
        else:
            rows = [row for rows in counted.members for row in rows]
            self._insert(MemberContribution, ["member_id", "counted"], rows)

    def _write(self, model: type[models.Model], names: Sequence[str], kinds: list[str], columns: Sequence[Any]) -> None:
        if connection.vendor == "postgresql":
            self._copy(model, names, [RowWriter(kinds).rows(columns)])
        else:
            self._insert(model, names, zip(*(_plain(column) for column in columns), strict=True))

    def _copy(self, model: type[models.Model], names: Sequence[str], rows: Iterable[bytes]) -> None:
        columns = ", ".join(connection.ops.quote_name(name) for name in names)
        statement = f"COPY {self.name(model)} ({columns}) FROM STDIN (FORMAT binary)"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(HEADER)
            for part in rows:
                copy.write(part)
            copy.write(TRAILER)

    def _insert(self, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        columns = ", ".join(connection.ops.quote_name(name) for name in names)
        marks = ", ".join(["%s"] * len(names))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self.name(model)} ({columns}) VALUES ({marks})", list(rows))


def _plain(column: Any) -> list[Any]:
    return column.tolist() if isinstance(column, np.ndarray) else column
