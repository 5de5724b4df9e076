"""Background work of figures."""

import logging

from django.utils import timezone
from django_tasks import task

from participation.rebuilding import AlreadyCounting, left_off, rebuild

logger = logging.getLogger(__name__)


@task(priority=-10)
def recount_everything() -> None:
    """Counts everything anew, or goes on where a killed process left off."""
    try:
        rebuild()
    except AlreadyCounting as reason:
        logger.info("Not counted anew: %s", reason)


def begin_recount() -> None:
    recount_everything.enqueue()


def resume_recount() -> bool:
    """Lets the worker go on with a count whose process was killed. Whether there was one."""
    if not left_off(timezone.now()):
        return False
    begin_recount()
    return True
