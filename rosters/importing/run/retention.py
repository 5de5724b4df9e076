"""How long uploaded files are kept: rosters hold more about children than the product needs."""

import datetime as dt

from rosters.models import RosterImport

DAYS_A_FILE_WAITS = 30


def forget_contents(now: dt.datetime) -> int:
    """Empties files that nobody confirmed in a month, and their plans. What was imported stays on record.

    Returns how many.
    """
    old = RosterImport.objects.filter(created_at__lt=now - dt.timedelta(days=DAYS_A_FILE_WAITS), applied_at=None)
    forgotten = 0
    for roster_import in old.exclude(content=b"").without_content():
        roster_import.chunks.all().delete()
        roster_import.content, roster_import.status = b"", RosterImport.Status.OUTDATED
        roster_import.save(update_fields=["content", "status"])
        forgotten += 1
    return forgotten
