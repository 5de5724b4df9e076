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

from rosters.importing.plan.rows import may_apply
from rosters.importing.run.progress import last_sign_of_life
from rosters.importing.run.steps import give_up, run_step
from rosters.models import RosterImport

logger = logging.getLogger(__name__)

# Below these a step takes well under a second, and waiting for a worker would take longer.
SHORT_FILE = 150 * 1024
SHORT_PLAN = 2_000
SECONDS_UNTIL_STALLED = 60

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


def begin_reading(kept: RosterImport) -> bool:
    """Reads the file of `kept` and plans it, now or soon. False when it is being written or was."""
    waiting = (Status.READING, Status.PLANNED, Status.OUTDATED, Status.UNREADABLE)
    return _begin(kept, waiting, Status.READING, short=len(kept.content) <= SHORT_FILE)


def begin_writing(kept: RosterImport, missing_reason: str = "") -> bool:
    """Writes the plan of `kept`, now or soon. False when it may not be applied, or is on its way already."""
    if not may_apply(kept.counts, closing=bool(missing_reason)):
        return False
    short = _changes(kept) <= SHORT_PLAN
    return _begin(kept, (Status.PLANNED,), Status.WRITING, short=short, missing_reason=missing_reason)


def begin_undoing(kept: RosterImport) -> bool:
    """Takes the import back, now or soon. False when it is not one that was written."""
    return _begin(kept, (Status.APPLIED,), Status.UNDOING, short=_changes(kept) <= SHORT_PLAN)


def _changes(kept: RosterImport) -> int:
    return sum(kept.counts.get(action, 0) for action in ("create", "change", "move", "close", "missing"))


def _begin(kept: RosterImport, before: tuple[str, ...], status: str, *, short: bool, **fields: Any) -> bool:
    """Takes the step, if nobody else has: of two at the same moment one finds the status changed already."""
    with transaction.atomic():
        same = RosterImport.objects.filter(pk=kept.pk, status__in=before)
        if not same.update(status=status, problem="", started_at=timezone.now(), **fields):
            return False
        if not short:
            run_import_step.enqueue(kept.pk)
    if short:
        run_step(kept.pk)
    return True


def resume_stalled() -> int:
    """Begins steps again whose process was killed, told by its long silence. Returns how many."""
    since = timezone.now() - dt.timedelta(seconds=SECONDS_UNTIL_STALLED)
    resumed = 0
    for kept in RosterImport.objects.running().filter(started_at__lt=since).without_content():
        if time.time() - last_sign_of_life(kept.pk) > SECONDS_UNTIL_STALLED:
            RosterImport.objects.filter(pk=kept.pk).update(started_at=timezone.now())
            run_import_step.enqueue(kept.pk)
            resumed += 1
    return resumed
