"""Counting everything anew beside the running site: in new tables, which then take the place of the old ones.

Nobody waits. Facts and members that are folded meanwhile are remembered (models.Recount) and folded again into the new
tables. A process that is killed leaves the parts it has written; the next one goes on with those that are left.
"""

import datetime as dt
import time
import uuid
from collections.abc import Callable

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from participation.figures.unit_figures import CELL_TABLES, one_snapshot
from participation.statistics.fold.folding import QUEUES, fold_pending, lock_folding
from participation.statistics.models import (
    CountedMember,
    CourseChange,
    MemberChange,
    PendingFact,
    Recount,
    RefoldedCourse,
    RefoldedFact,
    RefoldedMember,
    TimeCell,
)
from participation.statistics.read.times import write_time_cells
from participation.statistics.rebuild.snapshot import Everything
from participation.statistics.rebuild.tables import Counting, Tables
from rosters.database.garbage_collector import paused_collector

Step = Recount.Step
Report = Callable[[Recount], None]
# A process that gave no sign of life for so long was killed: reading ten million facts takes less.
SILENCE = dt.timedelta(minutes=3)
TRIES = 5
# Verifying reads all cells of a province in a minute.
SWAP_TRIES = 300
# https://www.postgresql.org/docs/15/errcodes-appendix.html
LOCK_NOT_AVAILABLE = "55P03"
# So many facts and changes that came meanwhile are folded before anybody reads the new tables: some ten seconds.
FOLDED_AT_ONCE = 50_000


class AlreadyCounting(RuntimeError):
    """Another process counts everything anew at this moment."""


class _BegunAgain(RuntimeError):
    """Facts were changed under the count (two members were merged), or another process took it over."""


def rebuild(report: Report = lambda recount: None, *, take_over: bool = False) -> int:
    """Count everything anew, or go on where a process that was killed left off. How many facts were counted.

    `report` is told how far it is. Raises AlreadyCounting while another process is alive; with `take_over` it is not asked.
    """
    for _ in range(TRIES):
        try:
            with paused_collector():
                facts = _Run(_claim(take_over=take_over), report).run()
        except _BegunAgain:
            continue
        fold_pending()
        return facts
    raise AlreadyCounting("The count was begun again too often: members are being merged all the time.")


def left_off(now: dt.datetime) -> bool:
    """Whether a process that counted was killed, so that another should go on."""
    return Recount.objects.filter(beat_at__lte=now - SILENCE).exists()


def running(now: dt.datetime) -> Recount | None:
    """The count that is under way, if its process is alive."""
    return Recount.objects.filter(beat_at__gt=now - SILENCE).first()


@transaction.atomic
def _claim(*, take_over: bool) -> Recount:
    """The count that is to be done by this process: the one that was left off, or a new one."""
    lock_folding()
    now, process = timezone.now(), uuid.uuid4().hex
    left_off = Recount.objects.first()
    if left_off and not take_over and left_off.beat_at > now - SILENCE:
        raise AlreadyCounting(f"Another process is counting everything anew ({left_off.percent} %).")
    if left_off:
        left_off.process, left_off.beat_at = process, now
        left_off.save(update_fields=["process", "beat_at"])
        return left_off
    # From here on whoever folds remembers what: the count is of what was folded before.
    RefoldedFact.objects.all().delete()
    RefoldedMember.objects.all().delete()
    RefoldedCourse.objects.all().delete()
    Tables("next_").make()
    return Recount.objects.create(process=process)


class _Run:
    """One process's work at a count."""

    def __init__(self, recount: Recount, report: Report) -> None:
        self.recount, self.report, self.tables = recount, report, Tables("next_")

    def run(self) -> int:
        if self.recount.step != Step.SWAPPING:
            self._count(self._read())
        self._swap()
        return self.recount.facts

    def _count(self, everything: Everything) -> None:
        is_new = self.recount.step == Step.READING
        with Counting(everything, set(self.recount.parts_done), with_standing=is_new) as counting:
            if is_new:
                self._write_standing(everything, counting)
            self._write_days(everything, counting)
        with transaction.atomic():
            self._go_on(step=Step.SWAPPING)
            self.tables.add_keys()

    def _read(self) -> Everything:
        """What was folded when the count began; members in the groups that the parts written before have them in."""
        begun = self.recount.step != Step.READING
        members = self.tables.name(CountedMember) if begun else ""
        with one_snapshot():
            return Everything.read(without_refolded=True, counted_members=members)

    def _write_standing(self, everything: Everything, counting: Counting) -> None:
        with transaction.atomic():
            self._go_on(step=Step.STANDING, facts=len(everything.facts["member"]))
            self.tables.write_standing(counting.standing(), everything)
            write_time_cells(self.tables.name(TimeCell), without_refolded=True)
            self.tables.write_leaves(everything)
            self._go_on(step=Step.DAYS, parts=counting.parts)

    def _write_days(self, everything: Everything, counting: Counting) -> None:
        done = list(self.recount.parts_done)
        parts = self.tables.write_days(everything, counting)
        while True:
            # Each part with the word that it is written, or neither.
            with transaction.atomic():
                part = next(parts, None)
                if part is None:
                    return
                done.append(part[0])
                self._go_on(parts_done=done, cells=self.recount.cells + part[1])

    def _go_on(self, **changes: object) -> None:
        """Tells how far it is. Raises _BegunAgain when the count is no longer this process's."""
        own = Recount.objects.filter(pk=self.recount.pk, process=self.recount.process)
        if not own.update(beat_at=timezone.now(), **changes):
            raise _BegunAgain
        for name, value in changes.items():
            setattr(self.recount, name, value)
        self.report(self.recount)

    def _swap(self) -> None:
        """Puts the new tables in place when nobody reads the old ones for long: whoever waits for us waits for moments."""
        for _ in range(SWAP_TRIES):
            try:
                with transaction.atomic():
                    lock_folding()
                    self._go_on()
                    _lock_tables()
                    self.tables.take_the_place()
                    _queue_what_was_folded_meanwhile()
                    if sum(queue._default_manager.count() for queue in QUEUES) <= FOLDED_AT_ONCE:
                        # Whoever waits for the tables read the queues before: they must find everything in place.
                        fold_pending()
                return
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
                    raise
            time.sleep(1)
        raise AlreadyCounting(
            "Somebody reads the statistics without an end; they are counted, and put in place by the next try."
        )


def _lock_tables() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A reader may hold one table and wait for another that is locked here already: this gives in (for each of the
            # tables anew) before PostgreSQL calls it a deadlock, after a second, and one of the two would fail.
            cursor.execute("SET LOCAL lock_timeout = '100ms'")
            cursor.execute(f"LOCK TABLE {', '.join(CELL_TABLES)} IN ACCESS EXCLUSIVE MODE")


def _queue_what_was_folded_meanwhile() -> None:
    queues = (
        (PendingFact, "fact_id", RefoldedFact),
        (MemberChange, "member_id", RefoldedMember),
        (CourseChange, "course_id", RefoldedCourse),
    )
    with connection.cursor() as cursor:
        for queue, column, meanwhile in queues:
            source = f"SELECT {column} FROM {meanwhile._meta.db_table}"
            cursor.execute(f"INSERT INTO {queue._meta.db_table} ({column}) {source}")
    for model in (RefoldedFact, RefoldedMember, RefoldedCourse, Recount):
        model._default_manager.all().delete()
