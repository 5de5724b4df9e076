"""Background work of figures."""

import logging
from typing import Any

from django.core.cache import caches
from django.utils import timezone
from django_tasks import task

from participation.statistics.rebuild.rebuilding import AlreadyCounting, left_off, rebuild

# For those who began it and come back later; nothing depends on it.
LAST = "figures:last-recount"
# Since when a count waits for the worker; forgotten after a while, for a worker that does not run must not block the page.
ASKED, ASKED_SECONDS = "figures:recount-asked", 120
logger = logging.getLogger(__name__)


@task(priority=-10)
def recount_everything() -> None:
    """Counts everything anew, or goes on where a killed process left off."""
    caches["shared"].delete(ASKED)
    try:
        facts = rebuild()
    except AlreadyCounting as reason:
        logger.info("Not counted anew: %s", reason)
    else:
        caches["shared"].set(LAST, {"at": timezone.now(), "facts": facts}, timeout=None)


def last_recount() -> dict[str, Any] | None:
    """When the worker last counted everything anew, and from how many facts; None when that is not remembered."""
    return caches["shared"].get(LAST)


def begin_recount() -> None:
    caches["shared"].set(ASKED, timezone.now(), timeout=ASKED_SECONDS)
    recount_everything.enqueue()


def recount_waits() -> bool:
    """Whether a count was asked for that the worker has not begun."""
    return caches["shared"].get(ASKED) is not None


def resume_recount() -> bool:
    """Lets the worker go on with a count whose process was killed. Whether there was one."""
    if not left_off(timezone.now()):
        return False
    begin_recount()
    return True
