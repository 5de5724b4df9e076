"""Background work of figures."""

import logging
from typing import Any

from django.core.cache import caches
from django.utils import timezone
from django_tasks import task

from participation.statistics.rebuild.rebuilding import AlreadyRebuilding, has_stalled, rebuild

# For those who began it and come back later; nothing depends on it.
LAST = "figures:last-rebuild"
# Since when a rebuild waits for the worker; forgotten after a while, for a worker that does not run must not block the page.
ASKED, ASKED_SECONDS = "figures:rebuild-asked", 120

logger = logging.getLogger(__name__)


# Queued rows hold this function's path: it stays.
@task(priority=-10)
def recount_everything() -> None:
    """Rebuilds all statistics from the facts."""
    caches["shared"].delete(ASKED)
    try:
        facts = rebuild()
    except AlreadyRebuilding as reason:
        logger.info("Not rebuilt: %s", reason)
    else:
        caches["shared"].set(LAST, {"at": timezone.now(), "facts": facts}, timeout=None)


def last_rebuild() -> dict[str, Any] | None:
    """When the worker last rebuilt everything, and from how many facts; None when that is not remembered."""
    return caches["shared"].get(LAST)


def begin_rebuild() -> None:
    caches["shared"].set(ASKED, timezone.now(), timeout=ASKED_SECONDS)
    recount_everything.enqueue()


def rebuild_waits() -> bool:
    """Whether a rebuild was asked for that the worker has not begun."""
    return caches["shared"].get(ASKED) is not None


def begin_stalled_rebuild_again() -> bool:
    """Lets the worker begin again what a process that was killed had begun. Whether there was such a rebuild."""
    if not has_stalled(timezone.now()):
        return False
    begin_rebuild()
    return True
