"""A rebuild's counting, in threads beside the writing: sorting keeps a second processor busy while others write."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from participation.statistics.models import TimeCell
from participation.statistics.rebuild.day_cells import Cells, Job, count_days
from participation.statistics.rebuild.roster_and_coverage import RosterAndCoverage, count_roster_and_coverage
from participation.statistics.rebuild.snapshot import Snapshot
from participation.statistics.rebuild.tables import Tables
from participation.statistics.rebuild.time_cells import write_time_cells
from participation.statistics.rebuild.weeks_cells import with_weeks

WORKERS = 2


def _run(job: Job) -> list[Cells]:
    return with_weeks(job())


def counted_parts(
    tables: Tables, snapshot: Snapshot, *, when_rebuild_began: bool = False
) -> Iterator[tuple[int, Callable[[], int]]]:
    """Counts everything part by part. Yields of how many parts, and what writes the next one into empty `tables`.

    Each of those gives how many day cells it wrote; it is called when the part is counted, so that it may run in a
    transaction of its own and holds no lock while it waits.
    """
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        others: Future[RosterAndCoverage] = pool.submit(count_roster_and_coverage, snapshot)
        jobs = count_days(snapshot.as_facts(), snapshot.levels(), snapshot.member_groups, len(snapshot.activities))
        days: list[Future[list[Cells]]] = [pool.submit(_run, job) for job in jobs]
        total = 1 + len(days)
        try:
            yield total, partial(_write_others, tables, snapshot, others.result(), when_rebuild_began)
            del others
            while days:
                # Each is let go when it is written: together they would fill the memory.
                yield total, partial(_write_days, tables, snapshot, days.pop(0).result())
        finally:
            pool.shutdown(cancel_futures=True)


def _write_others(tables: Tables, snapshot: Snapshot, counted: RosterAndCoverage, when_rebuild_began: bool) -> int:
    tables.write_roster_and_coverage(counted, snapshot)
    write_time_cells(tables.name(TimeCell), when_rebuild_began=when_rebuild_began)
    return 0


def _write_days(tables: Tables, snapshot: Snapshot, found: list[Cells]) -> int:
    return sum(tables.write_cells(snapshot, cells) for cells in found)
