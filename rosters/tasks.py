"""Background work of rosters: the steps of an import, short ones at once, long ones by a worker.

A step that nobody works on any more is begun again by `resume_stalled`.
"""

import datetime as dt
import logging
import time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from rosters.files.archives import unpacked_size
from rosters.files.errors import TookTooLong
from rosters.importing.plan.rows import may_apply
from rosters.importing.run.progress import last_sign_of_life
from rosters.importing.run.steps import give_up, run_step
from rosters.models import RosterImport

logger = logging.getLogger(__name__)

# Below these a step takes well under a second, and waiting for a worker would take longer.
SHORT_FILE = 150 * 1024
SHORT_UNPACKED = 3 * 1024 * 1024
SHORT_PLAN = 2_000
SECONDS_IN_A_REQUEST = 4
SECONDS_UNTIL_STALLED = 60
MOST_RESUMED = 3

Status = RosterImport.Status


# Somebody waits for it: before the indexing that publishing left behind.
@task(priority=50)
def run_import_step(pk: int) -> None:
    """The next step of the import with `pk`: reading, writing or undoing."""
    try:
        run_step(pk)
    except Exception:
        # A step that fails would be begun again for ever; nothing was written, and the organizer is told.
        logger.exception("Step of roster import %s failed", pk)
        give_up(pk)


def begin_reading(roster_import: RosterImport) -> bool:
    """Reads the file of `roster_import` and plans it, now or soon. False when it is being written or was."""
    waiting = (Status.READING, Status.PLANNED, Status.OUTDATED, Status.UNREADABLE)
    content = bytes(roster_import.content)
    short = len(content) <= SHORT_FILE and unpacked_size(content) <= SHORT_UNPACKED
    return _begin(roster_import, waiting, Status.READING, short=short)


def begin_writing(roster_import: RosterImport, missing_reason: str = "") -> bool:
    """Writes the plan of `roster_import`, now or soon. False when it may not be applied, or is on its way already."""
    if not may_apply(roster_import.counts, closing=bool(missing_reason)):
        return False
    short = _changes(roster_import) <= SHORT_PLAN
    return _begin(roster_import, (Status.PLANNED,), Status.WRITING, short=short, missing_reason=missing_reason)


def begin_undoing(roster_import: RosterImport, *, keeps: bool = False) -> bool:
    """Takes the import back, now or soon; with `keeps`, but for those who must stay. False when it is not one that was written."""
    short = _changes(roster_import) <= SHORT_PLAN
    return _begin(roster_import, (Status.APPLIED,), Status.UNDOING, short=short, undo_keeps=keeps)


def _changes(roster_import: RosterImport) -> int:
    return sum(roster_import.counts.get(action, 0) for action in ("create", "change", "move", "close", "missing"))


def _begin(roster_import: RosterImport, before: tuple[str, ...], status: str, *, short: bool, **fields: Any) -> bool:
    """Takes the step, if nobody else has: of two at the same moment one finds the status changed already."""
    with transaction.atomic():
        same = RosterImport.objects.filter(pk=roster_import.pk, status__in=before)
        if not same.update(status=status, problem="", started_at=timezone.now(), resumed=0, **fields):
            return False
        if not short:
            run_import_step.enqueue(roster_import.pk)
    if short:
        try:
            run_step(roster_import.pk, SECONDS_IN_A_REQUEST)
        except TookTooLong:
            # A short file may be slow to read, and others may be at it.
            run_import_step.enqueue(roster_import.pk)
    return True


def resume_stalled() -> int:
    """Begins steps again whose process was killed, told by its long silence. Returns how many."""
    since = timezone.now() - dt.timedelta(seconds=SECONDS_UNTIL_STALLED)
    resumed = 0
    for roster_import in RosterImport.objects.running().filter(started_at__lt=since).without_content():
        if time.time() - last_sign_of_life(roster_import.pk) > SECONDS_UNTIL_STALLED:
            if roster_import.resumed >= MOST_RESUMED:
                # What ended its process three times would end it for ever.
                logger.error("Step of roster import %s died %s times and is given up", roster_import.pk, MOST_RESUMED)
                give_up(roster_import.pk)
                continue
            again = {"started_at": timezone.now(), "resumed": roster_import.resumed + 1}
            RosterImport.objects.filter(pk=roster_import.pk).update(**again)
            run_import_step.enqueue(roster_import.pk)
            resumed += 1
    return resumed
