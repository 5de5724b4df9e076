"""Writing all cells at once into their tables, or into tables beside them to compare with."""

import json
import struct
from collections.abc import Container, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import numpy as np
from django.db import connection, models

from participation.rules.measures import ALL_COURSES, MEASURES
from participation.statistics.cells import BLOCKS, DAYS
from participation.statistics.fold.folding import lock_folding
from participation.statistics.models import COUNTED, CountedMember, CoverageCell, LeafBlock, RosterCell, TimeCell
from participation.statistics.read.times import write_time_cells
from participation.statistics.rebuild.binary_copy import RowWriter
from participation.statistics.rebuild.block_cells import with_blocks
from participation.statistics.rebuild.coverage_cells import RosterColumns, flags_by_course, recount_coverage, recount_roster
from participation.statistics.rebuild.day_cells import Cells, Job, recount
from participation.statistics.rebuild.snapshot import NO_DAY, Everything, day_of
from rosters.models import Unit

CELLS_AT_ONCE = 100_000
WORKERS = 2
# PostgreSQL counts days from 2000-01-01 in its binary format, too.
SMALLINT, INTEGER = 21, 23


class Tables:
    """Where cells are written to: their own tables, or others of the same columns by a prefix."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix

    def name(self, model: type[models.Model]) -> str:
        return self.prefix + model._meta.db_table

    def make_temporary(self) -> None:
        """Makes empty tables of the same columns that last as long as the connection."""
        with connection.cursor() as cursor:
            for model in COUNTED:
                cursor.execute(f"DROP TABLE IF EXISTS {self.name(model)}")
                cursor.execute(f"CREATE TEMPORARY TABLE {self.name(model)} AS SELECT * FROM {model._meta.db_table} WHERE 1 = 0")

    def make(self) -> None:
        """Makes empty tables of the same columns, without keys: filling them is quicker so."""
        with connection.cursor() as cursor:
            for model in COUNTED:
                cursor.execute(f"DROP TABLE IF EXISTS {self.name(model)}")
                if connection.vendor == "postgresql":
                    cursor.execute(f"CREATE TABLE {self.name(model)} (LIKE {model._meta.db_table} INCLUDING STORAGE)")
                else:
                    cursor.execute(f"CREATE TABLE {self.name(model)} AS SELECT * FROM {model._meta.db_table} WHERE 1 = 0")

    def add_keys(self) -> None:
        """Gives filled tables the keys of those that they stand beside. SQLite's are not needed: rows go over by copying."""
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            for model in COUNTED:
                keys = ", ".join(connection.ops.quote_name(str(field.column)) for field in model._meta.pk_fields)
                cursor.execute(f"ALTER TABLE {self.name(model)} ADD PRIMARY KEY ({keys})")
                cursor.execute(f"ANALYZE {self.name(model)}")

    def take_the_place(self) -> None:
        """Puts these tables in the place of those that they stand beside. Readers wait for moments."""
        with connection.cursor() as cursor:
            for model in COUNTED:
                table, beside = model._meta.db_table, self.name(model)
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TABLE {table}")
                    cursor.execute(f"ALTER TABLE {beside} RENAME TO {table}")
                    cursor.execute(f"ALTER INDEX {beside}_pkey RENAME TO {table}_pkey")
                else:
                    cursor.execute(f"DELETE FROM {table}")
                    cursor.execute(f"INSERT INTO {table} SELECT * FROM {beside}")
                    cursor.execute(f"DROP TABLE {beside}")

    def write(self, everything: Everything) -> Iterator[int]:
        """Writes all cells, and what is counted for each member. Yields how many day cells, again and again."""
        with Counting(everything) as counting:
            self.write_standing(counting.standing(), everything)
            write_time_cells(self.name(TimeCell))
            self.write_leaves(everything)
            for _name, written in self.write_days(everything, counting):
                yield written

    def write_days(self, everything: Everything, counting: "Counting") -> Iterator[tuple[str, int]]:
        """Writes the day cells, part by part; yields the name of each and how many."""
        while counting.days:
            # Each is let go when it is written: together they would fill the memory.
            name, part = counting.days.pop(0)
            yield name, sum(self.write_cells(everything, cells) for cells in part.result())

    def write_cells(self, everything: Everything, cells: Cells) -> int:
        """Writes cells of days or of blocks. How many."""
        course = np.array([*everything.activities, ALL_COURSES])[cells.course]
        group, unit = everything.group_codes[cells.group], everything.celled_ids[cells.unit]
        day = cells.day + everything.first_day
        length = np.full(len(day), cells.length)
        key = [course, group, unit, day] if cells.length == 1 else [course, unit, length, day]
        columns = [*key, *(cells.measures[name] for name in MEASURES)]
        for start in range(0, len(cells.course), CELLS_AT_ONCE):
            self._write_part(cells, columns, start, min(start + CELLS_AT_ONCE, len(cells.course)))
        return len(cells.course)

    def _write_part(self, cells: Cells, columns: list[np.ndarray], first: int, last: int) -> None:
        table = DAYS if cells.length == 1 else BLOCKS
        names = [*table.key, *MEASURES, "gaps", "people"]
        part: list[Any] = [column[first:last] for column in columns]
        starts = cells.starts[first : last + 1]
        gaps, people = (each[starts[0] : starts[-1]] for each in (cells.gaps, cells.people))
        starts = starts - starts[0]
        if connection.vendor == "postgresql":
            key = [">i8", ">i2", ">i8", ">i4"] if cells.length == 1 else [">i8", ">i8", ">i2", ">i4"]
            writer = RowWriter([*key, ">i4", ">i4", ">i4", ">i4", ">i4", ">i8"], [(2, SMALLINT), (4, INTEGER)])
            self._copy(table.model, names, [writer.rows(part, starts, [gaps, people])])
            return
        lists = [
            [json.dumps(each[a:b].tolist(), separators=(",", ":")) for a, b in pairwise(starts)] for each in (gaps, people)
        ]
        part[3] = [day_of(day).isoformat() for day in part[3]]
        self._insert(table.model, names, zip(*(_plain(column) for column in part), *lists, strict=True))

    def write_leaves(self, everything: Everything) -> None:
        """Writes the packed facts of classes and chapters."""
        names, rows = ["unit_id", "block", "facts"], everything.leaves()
        if connection.vendor == "postgresql":
            self._copy(LeafBlock, names, map(_leaf_row, rows))
        else:
            self._insert(LeafBlock, names, rows)

    def write_standing(self, standing: "Standing", everything: Everything) -> None:
        """Writes the cells of roster and coverage, and what is counted for each member."""
        roster = standing.roster
        days = roster.day if connection.vendor == "postgresql" else [day_of(day).isoformat() for day in roster.day]
        self._write(
            RosterCell,
            ["unit_id", "group", "day", "change"],
            [">i8", ">i2", ">i4", ">i4"],
            [everything.unit_ids[roster.unit], everything.group_codes[roster.group], days, roster.change],
        )
        for course, unit, group, counts in standing.coverage:
            self._write(
                CoverageCell,
                ["course_id", "group", "unit_id", *counts],
                [">i8", ">i2", ">i8", ">i4", ">i4", ">i4", ">i4"],
                [np.full(len(unit), course), everything.group_codes[group], everything.unit_ids[unit], *counts.values()],
            )
        if connection.vendor == "postgresql":
            statement = f"COPY {self.name(CountedMember)} (member_id, counted) FROM STDIN"
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                for rows in standing.members:
                    copy.write("".join(f"{pk}\t{counted}\n" for pk, counted in rows))
        else:
            self._insert(CountedMember, ["member_id", "counted"], [row for rows in standing.members for row in rows])

    def _write(self, model: type[models.Model], names: Sequence[str], kinds: list[str], columns: Sequence[Any]) -> None:
        if connection.vendor == "postgresql":
            self._copy(model, names, [RowWriter(kinds).rows(columns)])
        else:
            self._insert(model, names, zip(*(_plain(column) for column in columns), strict=True))

    def _copy(self, model: type[models.Model], names: Sequence[str], rows: Iterable[bytes]) -> None:
        columns = ", ".join(connection.ops.quote_name(name) for name in names)
        statement = f"COPY {self.name(model)} ({columns}) FROM STDIN (FORMAT binary)"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
            for part in rows:
                copy.write(part)
            copy.write(b"\xff\xff")

    def _insert(self, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        columns = ", ".join(connection.ops.quote_name(name) for name in names)
        marks = ", ".join(["%s"] * len(names))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self.name(model)} ({columns}) VALUES ({marks})", list(rows))


def fill_blocks() -> None:
    """Fills the tables of blocks, which are empty, where day cells are counted already: an upgrade to version 0016.

    Called in a transaction: nobody folds until it ends.
    """
    lock_folding()
    everything, tables = Everything.read(), Tables()
    tables.write_leaves(everything)
    with Counting(everything, with_standing=False) as counting:
        while counting.days:
            _name, part = counting.days.pop(0)
            for cells in part.result():
                if cells.length > 1:
                    tables.write_cells(everything, cells)


def _leaf_row(row: tuple[int, int, bytes]) -> bytes:
    unit, block, facts = row
    return struct.pack(">hiqiii", 3, 8, unit, 4, block, len(facts)) + facts


def _plain(column: Any) -> list[Any]:
    return column.tolist() if isinstance(column, np.ndarray) else column


def _run(job: Job) -> list[Cells]:
    return with_blocks(job.run())


class Counting:
    """Everything being counted by numpy in threads of its own: sorting keeps a second processor busy while others write.

    `days` are the parts of the day cells that are not `done` yet, by name; `standing` waits for roster and coverage.
    """

    def __init__(self, everything: Everything, done: Container[str] = (), *, with_standing: bool = True) -> None:
        self._pool = ThreadPoolExecutor(max_workers=WORKERS)
        self._standing = self._pool.submit(count_standing, everything) if with_standing else None
        jobs = recount(everything.as_facts(), everything.levels(), everything.member_groups, len(everything.activities))
        self.days: list[tuple[str, Future[list[Cells]]]] = [
            (job.name, self._pool.submit(_run, job)) for job in jobs if job.name not in done
        ]
        self.parts = len(jobs)

    def standing(self) -> "Standing":
        if self._standing is None:
            raise RuntimeError("Roster and coverage were not counted, or were taken already.")
        standing, self._standing = self._standing.result(), None
        return standing

    def __enter__(self) -> "Counting":
        return self

    def __exit__(self, *exception: object) -> None:
        self._pool.shutdown(cancel_futures=True)


@dataclass(frozen=True)
class Standing:
    """Where everybody stands, ready to be written; members in parts."""

    roster: RosterColumns
    coverage: list[tuple[int, np.ndarray, np.ndarray, dict[str, np.ndarray]]]
    members: list[list[tuple[int, str]]]


def count_standing(everything: Everything) -> Standing:
    """Counts roster and coverage, and what is kept of each member."""
    members, places = everything.as_members(), everything.as_places()
    flags = flags_by_course(members, everything.needed, everything.activities)
    return Standing(
        roster=recount_roster(places, members.groups),
        coverage=list(recount_coverage(places, members.groups, flags, ALL_COURSES)),
        members=list(_in_parts(_counted_members(everything, flags))),
    )


def _in_parts(rows: Iterable[tuple[int, str]], size: int = 10_000) -> Iterator[list[tuple[int, str]]]:
    remaining = iter(rows)
    while part := list(islice(remaining, size)):
        yield part


def _counted_members(everything: Everything, flags: dict[int, np.ndarray]) -> Iterator[tuple[int, str]]:
    """What participation.rules.coverage.Counted.to_json says of each member, written out: a million of them take seconds."""
    above = _written_chains(everything)
    days: dict[int, str] = {NO_DAY: "null"}
    places: dict[int, list[str]] = {}
    columns = (everything.places[name].tolist() for name in ("member", "unit", "start", "end"))
    for member, unit, start, end in zip(*columns, strict=True):
        if unit not in above:
            continue
        for day in (start, end):
            if day not in days:
                days[day] = f'"{day_of(day).isoformat()}"'
        places.setdefault(member, []).append(f"[{above[unit]},{days[start]},{days[end]}]")
    courses: dict[int, list[str]] = {}
    for course, own in flags.items():
        for number in np.flatnonzero(own).tolist():
            courses.setdefault(number, []).append(f'"c{course}":{own[number]}')
    groups = [everything.members[name].tolist() for name in ("sex", "union", "year")]
    for number, (member, sex, union, year) in enumerate(zip(everything.members["member"].tolist(), *groups, strict=True)):
        where, done = ",".join(places.get(member, ())), ",".join(courses.get(number, ()))
        yield member, f'{{"groups":[0,{sex},{union},{year}],"places":[{where}],"courses":{{{done}}}}}'


def _written_chains(everything: Everything) -> dict[int, str]:
    """The units from the top down to each unit, as JSON."""
    ids = {path: pk for pk, path, *_ in everything.units}
    return {
        pk: "[" + ",".join(str(ids[above]) for above in Unit.paths_down_to(path)) + "]" for pk, path, *_ in everything.units
    }
