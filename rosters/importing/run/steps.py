"""The steps of an import that take their time: reading, writing, undoing. rosters.tasks begins them.

Whatever happens to the process that is at it, a step is done once and whole: each checks the status under a lock and
writes in one transaction.
"""

from typing import Any

from rosters import permissions
from rosters.database.garbage_collector import paused_collector
from rosters.importing.run.applying import PlanOutdated, apply_import
from rosters.importing.run.drafting import draft
from rosters.importing.run.undoing import CannotUndo, undo_import
from rosters.models import RosterImport

Status = RosterImport.Status


def run_step(pk: int, seconds: int | None = None) -> None:
    """Does whatever the status of the import says is to be done. Safe to call at any time, and more than once.

    With `seconds`, where somebody waits, raises TookTooLong when reading takes longer: it is still to be done.
    """
    with paused_collector():
        _run_step(pk, seconds)


def _run_step(pk: int, seconds: int | None) -> None:
    roster_import = RosterImport.objects.select_related("unit", "user").get(pk=pk)
    user: Any = roster_import.user or permissions.MACHINE
    if roster_import.status == Status.READING:
        draft(roster_import, user, seconds)
    elif roster_import.status == Status.WRITING:
        try:
            apply_import(roster_import, user)
        except PlanOutdated:
            return
    elif roster_import.status == Status.UNDOING:
        try:
            undo_import(roster_import)
        except CannotUndo:
            return


def give_up(pk: int) -> None:
    """Leaves a step that failed for a reason of ours. Nothing was written; the organizer may try again."""
    after = {Status.READING: Status.UNREADABLE, Status.WRITING: Status.OUTDATED, Status.UNDOING: Status.APPLIED}
    for status, then in after.items():
        problem = "Hệ thống gặp lỗi và chưa ghi gì. Hãy thử lại; nếu vẫn lỗi, báo cho quản trị viên."
        RosterImport.objects.filter(pk=pk, status=status).update(status=then, problem=problem)
