"""A rebuild's counting, in threads beside the writing: sorting keeps a second processor busy while others write."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from django.db import models

from participation.statistics.models import CoverageCell, DayCell, MemberContribution, RosterCell, TimeCell, WeeksCell
from participation.statistics.rebuild.day_cells import Cells, Job, count_days
from participation.statistics.rebuild.roster_and_coverage import RosterAndCoverage, count_roster_and_coverage
from participation.statistics.rebuild.snapshot import Snapshot
from participation.statistics.rebuild.tables import Tables
from participation.statistics.rebuild.time_cells import write_time_cells
from participation.statistics.rebuild.weeks_cells import with_weeks

WORKERS = 2


def _run(job: Job) -> list[Cells]:
    return with_weeks(job())


@dataclass(frozen=True)
class Part:
    """A part of what was counted: `write` puts it into its tables and gives how many cells of days it wrote; then the tables
    of `complete` hold all that they will.
    """

    write: Callable[[], int]
    complete: Sequence[type[models.Model]] = ()


def counted_parts(tables: Tables, snapshot: Snapshot, *, when_rebuild_began: bool = False) -> Iterator[tuple[int, Part]]:
    """Counts everything part by part, to be written into empty `tables`. Yields of how many parts, and the next one.

    A part comes when it is counted, so that it may be written in a transaction of its own and holds no lock while it waits.
    """
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        others: Future[RosterAndCoverage] = pool.submit(count_roster_and_coverage, snapshot)
        jobs = count_days(snapshot.as_facts(), snapshot.levels(), snapshot.member_groups, len(snapshot.activities))
        days: list[Future[list[Cells]]] = [pool.submit(_run, job) for job in jobs]
        total = 3 + len(days)
        try:
            # The database counts these alone, while the threads count the others.
            yield total, Part(partial(_write_times, tables, when_rebuild_began), [TimeCell])
            counted = others.result()
            del others
            yield total, Part(partial(_write_others, tables, snapshot, counted), [RosterCell, CoverageCell, MemberContribution])
            del counted
            while days:
                # Each is let go when it is written: together they would fill the memory.
                yield total, Part(partial(_write_days, tables, snapshot, days.pop(0).result()))
            yield total, Part(lambda: 0, [DayCell, WeeksCell])
        finally:
            pool.shutdown(cancel_futures=True)


def _write_times(tables: Tables, when_rebuild_began: bool) -> int:
    write_time_cells(tables.name(TimeCell), when_rebuild_began=when_rebuild_began)
    return 0


def _write_others(tables: Tables, snapshot: Snapshot, counted: RosterAndCoverage) -> int:
    tables.write_roster_and_coverage(counted, snapshot)
    return 0


def _write_days(tables: Tables, snapshot: Snapshot, found: list[Cells]) -> int:
    return sum(tables.write_cells(snapshot, cells) for cells in found)
