"""Background work of rosters."""

import logging

from django_tasks import task

from rosters.importing.run.steps import give_up, run_step

logger = logging.getLogger(__name__)


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
