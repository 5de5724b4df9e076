"""The steps of an import that take their time: reading, writing, undoing. Short ones at once, long ones in the background.

Whatever happens to the process that is at it, a step is done once and whole: each checks the status under a lock and
writes in one transaction. A step that nobody works on any more is begun again by `resume_stalled`.
"""

import datetime as dt
import time
from typing import Any

from django.db import transaction
from django.utils import timezone

from rosters import permissions
from rosters.database.garbage_collector import paused_collector
from rosters.importing.plan.rows import may_apply
from rosters.importing.run.applying import PlanOutdated, apply_import
from rosters.importing.run.drafting import draft
from rosters.importing.run.progress import last_sign_of_life
from rosters.importing.run.undoing import CannotUndo, undo_import
from rosters.models import RosterImport

# Below these a step takes well under a second, and waiting for a worker would take longer.
SHORT_FILE = 150 * 1024
SHORT_PLAN = 2_000
SECONDS_UNTIL_STALLED = 60

Status = RosterImport.Status


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
            _enqueue(kept.pk)
    if short:
        run_step(kept.pk)
    return True


def _enqueue(pk: int) -> None:
    from rosters.tasks import run_import_step

    run_import_step.enqueue(pk)


def run_step(pk: int) -> None:
    """Does whatever the status of the import says is to be done. Safe to call at any time, and more than once."""
    with paused_collector():
        _run_step(pk)


def _run_step(pk: int) -> None:
    kept = RosterImport.objects.select_related("unit", "user").get(pk=pk)
    user: Any = kept.user or permissions.MACHINE
    if kept.status == Status.READING:
        draft(kept, user)
    elif kept.status == Status.WRITING:
        try:
            apply_import(kept, user)
        except PlanOutdated:
            return
    elif kept.status == Status.UNDOING:
        try:
            undo_import(kept)
        except CannotUndo:
            return


def give_up(pk: int) -> None:
    """Leaves a step that failed for a reason of ours. Nothing was written; the organizer may try again."""
    after = {Status.READING: Status.UNREADABLE, Status.WRITING: Status.OUTDATED, Status.UNDOING: Status.APPLIED}
    for status, then in after.items():
        problem = "Hệ thống gặp lỗi và chưa ghi gì. Hãy thử lại; nếu vẫn lỗi, báo cho quản trị viên."
        RosterImport.objects.filter(pk=pk, status=status).update(status=then, problem=problem)


def resume_stalled() -> int:
    """Begins steps again whose process was killed, told by its long silence. Returns how many."""
    since = timezone.now() - dt.timedelta(seconds=SECONDS_UNTIL_STALLED)
    resumed = 0
    for kept in RosterImport.objects.running().filter(started_at__lt=since).without_content():
        if time.time() - last_sign_of_life(kept.pk) > SECONDS_UNTIL_STALLED:
            RosterImport.objects.filter(pk=kept.pk).update(started_at=timezone.now())
            _enqueue(kept.pk)
            resumed += 1
    return resumed
