"""Grading anew: little at once, much by the worker."""

import datetime as dt
import logging
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from lessons.learner.completions import CompletionsOfLessons
from lessons.pages import page_cache
from quizzes.regrading.applying import Refused, apply, settle_late, undo
from quizzes.regrading.changes import attempts_with
from quizzes.regrading.models import Regrading

logger = logging.getLogger(__name__)
Status = Regrading.Status

# So many attempts take about a second.
AT_ONCE = 1_000
# What was on its way while it was done has come by then.
LATE_FOR = dt.timedelta(minutes=30)
# An attempt that takes longer from being read to being kept is lost anyway.
ON_ITS_WAY = dt.timedelta(minutes=10)
STALLED_AFTER = dt.timedelta(minutes=10)


def begin(regrading: Regrading, expected: str) -> None:
    """Grades anew now, or soon. `expected` is the digest of the changes that were looked at."""
    if _is_short(regrading):
        run_apply(regrading.pk, expected)
    else:
        apply_later.enqueue(regrading.pk, expected)


def begin_undoing(regrading: Regrading, user: Any) -> bool:
    """Takes it back now, or soon, as `user` asks. False where it is not one that was applied."""
    applied = Regrading.objects.filter(pk=regrading.pk, status=Status.APPLIED)
    if not applied.update(status=Status.UNDOING, undone_at=timezone.now(), undone_by=user):
        return False
    if _is_short(regrading):
        run_undo(regrading.pk)
    else:
        undo_later.enqueue(regrading.pk)
    return True


def _is_short(regrading: Regrading) -> bool:
    return attempts_with(regrading.question)[: AT_ONCE + 1].count() <= AT_ONCE


# Queued rows hold the paths of these functions: they stay.
@task(priority=40)
def apply_later(pk: int, expected: str) -> None:
    run_apply(pk, expected)


@task(priority=40)
def undo_later(pk: int) -> None:
    run_undo(pk)


def run_apply(pk: int, expected: str) -> None:
    """Applies it, or says in its status that nothing was changed."""
    regrading = Regrading.objects.get(pk=pk)
    try:
        apply(regrading, expected, CompletionsOfLessons(regrading.reason))
    except Refused as refused:
        if refused.reason == "changed":
            Regrading.objects.filter(pk=pk, status=Status.WAITING).update(status=Status.FAILED)
    except Exception:
        logger.exception("Regrading %s failed", pk)
        Regrading.objects.filter(pk=pk, status=Status.WAITING).update(status=Status.FAILED)
    else:
        page_cache.empty()


def run_undo(pk: int) -> None:
    """Takes it back, or leaves it applied."""
    regrading = Regrading.objects.get(pk=pk)
    try:
        undo(regrading, CompletionsOfLessons(regrading.reason))
    except Refused:
        Regrading.objects.filter(pk=pk, status=Status.UNDOING).update(status=Status.APPLIED)
    except Exception:
        logger.exception("Regrading %s could not be undone", pk)
        Regrading.objects.filter(pk=pk, status=Status.UNDOING).update(status=Status.APPLIED)
    else:
        page_cache.empty()


def _settled_late(regrading: Regrading) -> bool:
    """Whether something was on its way while it was done or taken back."""
    done = regrading.undone_at if regrading.status == Status.UNDONE else regrading.applied_at
    try:
        return bool(done and settle_late(regrading, CompletionsOfLessons(regrading.reason), done - ON_ITS_WAY))
    except Refused:
        # Somebody takes it back at this moment.
        return False


def look_after_regradings(now: dt.datetime) -> int:
    """Grades what was handed in while a regrading was applied; and lets go of what a process that was killed had begun. How many."""
    recent = now - LATE_FOR
    late = Q(status=Status.APPLIED, applied_at__gt=recent) | Q(status=Status.UNDONE, undone_at__gt=recent)
    number = sum(_settled_late(each) for each in Regrading.objects.filter(late))
    long_ago = now - STALLED_AFTER
    Regrading.objects.filter(status=Status.WAITING, made_at__lt=long_ago).update(status=Status.FAILED)
    Regrading.objects.filter(status=Status.UNDOING, undone_at__lt=long_ago).update(status=Status.APPLIED)
    return number
