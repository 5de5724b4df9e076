"""Counting everything again from the facts, beside the running site: in new tables, which take the place of the old ones.

Nobody waits. Facts and members that are folded meanwhile are remembered (FoldedDuringRebuild) and folded again into the new
tables. A rebuild whose process was killed is begun again; the tables that are read were never touched.
"""

import datetime as dt
import time
from collections.abc import Callable

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from participation.ledger.queues import CourseChange, MemberChange, PendingFact
from participation.statistics.fold.folding import QUEUES, fold_pending, lock_folding
from participation.statistics.models import CELL_TABLES, FoldedDuringRebuild, Rebuild
from participation.statistics.rebuild.snapshot import Snapshot
from participation.statistics.rebuild.tables import Tables
from participation.statistics.rebuild.workers import counted_parts
from participation.statistics.snapshots import one_snapshot
from rosters.database.garbage_collector import paused_collector

Step = Rebuild.Step
OnProgress = Callable[[Rebuild], None]
# A process silent this long is presumed dead (reading ten million facts takes less).
STALLED_AFTER = dt.timedelta(minutes=3)
MAX_TRIES = 5
# A second each: verifying reads all cells of a province in a minute.
MAX_SWAP_TRIES = 300
# https://www.postgresql.org/docs/15/errcodes-appendix.html
LOCK_NOT_AVAILABLE = "55P03"
# If no more than this came meanwhile, it is folded before anybody reads the new tables: some ten seconds.
MAX_FOLDED_AT_SWAP = 50_000


class AlreadyRebuilding(RuntimeError):
    """Another process rebuilds at this moment."""


class _BegunAgain(RuntimeError):
    """The row of this rebuild is gone: facts were changed under it (two members were merged), or another process began."""


def rebuild(on_progress: OnProgress = lambda row: None, *, take_over: bool = False) -> int:
    """Count everything again. How many facts were counted.

    `on_progress` is given the row of the rebuild after each step. Raises AlreadyRebuilding while another process is at it;
    with `take_over` that one is presumed dead.
    """
    for _ in range(MAX_TRIES):
        try:
            with paused_collector():
                facts = _Run(_claim(take_over=take_over), on_progress).run()
        except _BegunAgain:
            continue
        fold_pending()
        return facts
    raise AlreadyRebuilding("The rebuild was begun again too often: members are being merged all the time.")


def has_stalled(now: dt.datetime) -> bool:
    """Whether a process that was rebuilding was killed, so that another should begin again."""
    return Rebuild.objects.filter(beat_at__lte=now - STALLED_AFTER).exists()


def running(now: dt.datetime) -> Rebuild | None:
    """The rebuild that is under way, if its process is alive."""
    return Rebuild.objects.filter(beat_at__gt=now - STALLED_AFTER).first()


@transaction.atomic
def _claim(*, take_over: bool) -> Rebuild:
    """A new rebuild of this process, in place of one that stalled."""
    lock_folding()
    other = running(timezone.now())
    if other and not take_over:
        raise AlreadyRebuilding(f"Another process is rebuilding ({other.percent} %).")
    Rebuild.objects.all().delete()
    # From here on folding remembers what it does: the rebuild is of what was folded before.
    FoldedDuringRebuild.objects.all().delete()
    Tables("next_").make()
    return Rebuild.objects.create()


class _Run:
    """One process's rebuild."""

    def __init__(self, row: Rebuild, on_progress: OnProgress) -> None:
        self.row, self.on_progress, self.tables = row, on_progress, Tables("next_")
        self.counted_courses: list[int] = []

    def run(self) -> int:
        with one_snapshot():
            snapshot = Snapshot.read(when_rebuild_began=True)
            # Counted with all others, as the courses stand in this snapshot.
            self.counted_courses = list(CourseChange.objects.values_list("pk", flat=True))
        self._tell(step=Step.COVERAGE, facts=len(snapshot.facts["member"]), percent=35)
        for done, (parts, part) in enumerate(counted_parts(self.tables, snapshot, when_rebuild_began=True), 1):
            # Each part with the word that it is written, or neither: the tables may be another process's by now.
            with transaction.atomic():
                cells = part.write()
                self.tables.add_keys(part.complete)
                self._tell(step=Step.DAYS, percent=45 + 50 * done // parts, cells=self.row.cells + cells)
        self._tell(step=Step.SWAPPING, percent=98)
        self._swap()
        return self.row.facts

    def _tell(self, **values: object) -> None:
        """Writes down how far it is. Raises _BegunAgain when the rebuild is no longer this process's."""
        if not Rebuild.objects.filter(pk=self.row.pk).update(beat_at=timezone.now(), **values):
            raise _BegunAgain
        for name, value in values.items():
            setattr(self.row, name, value)
        self.on_progress(self.row)

    def _swap(self) -> None:
        """Puts the new tables in place when nobody reads the old ones for long: who waits for us waits for moments."""
        for _ in range(MAX_SWAP_TRIES):
            try:
                with transaction.atomic():
                    lock_folding()
                    self._tell()
                    _lock_tables()
                    self.tables.take_the_place()
                    CourseChange.objects.filter(pk__in=self.counted_courses).delete()
                    _queue_what_was_folded_meanwhile()
                    if sum(queue._default_manager.count() for queue in QUEUES) <= MAX_FOLDED_AT_SWAP:
                        # Readers who wait for the tables read the queues before: they must find everything in place.
                        fold_pending()
                return
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
                    raise
            time.sleep(1)
        raise AlreadyRebuilding("Somebody reads the statistics without an end. Try again.")


def _lock_tables() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A reader may hold one table and wait for another that is locked here already: this gives in (for each of the
            # tables) before PostgreSQL calls it a deadlock, after a second, and one of the two would fail.
            cursor.execute("SET LOCAL lock_timeout = '100ms'")
            cursor.execute(f"LOCK TABLE {', '.join(CELL_TABLES)} IN ACCESS EXCLUSIVE MODE")


def _queue_what_was_folded_meanwhile() -> None:
    meanwhile, kind = FoldedDuringRebuild._meta.db_table, FoldedDuringRebuild.Kind
    with connection.cursor() as cursor:
        for queue, column, of in ((PendingFact, "fact_id", kind.FACT), (MemberChange, "member_id", kind.MEMBER)):
            source = f"SELECT DISTINCT ref FROM {meanwhile} WHERE kind = %s"
            cursor.execute(f"INSERT INTO {queue._meta.db_table} ({column}) {source}", [of.value])
    FoldedDuringRebuild.objects.all().delete()
    Rebuild.objects.all().delete()
