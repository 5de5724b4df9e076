"""What comes up again and again, each job by itself: one that fails is logged and stops none of the others."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.core.management import call_command
from django.utils import timezone

from lessons.certificates.issuing import note_corrections
from lessons.learner.kept_quizzes import forget_old
from lessons.learner.learning import end_all_over
from lessons.regrading.tasks import look_after_regradings
from participation.reports.making import make_due_reports
from participation.statistics.fold.course_changes import count_changed_courses
from participation.statistics.fold.folding import fold_pending
from participation.tasks import begin_stalled_rebuild_again
from quizzes.attempts.handing_in import forget_devices
from rosters.importing.run.retention import forget_contents
from rosters.login.throttling import KNOWN
from rosters.models import LoginThrottle
from rosters.tasks import resume_stalled

Job = Callable[[], object]
logger = logging.getLogger(__name__)


def publish_scheduled() -> None:
    """Publishes and unpublishes what is due."""
    call_command("publish_scheduled", verbosity=0)


def make_reports() -> None:
    make_due_reports(timezone.localdate())


def forget_files() -> None:
    forget_contents(timezone.now())


def forget_old_devices() -> None:
    forget_devices(timezone.now())


def end_quizzes() -> None:
    """Attempts whose time is over, and those that nobody came back to."""
    end_all_over(timezone.now())


def finish_regradings() -> None:
    """What was handed in while a quiz was graded anew, and what was left half done."""
    look_after_regradings(timezone.now())


def forget_kept_quizzes() -> None:
    forget_old(timezone.now())


def correct_certificates() -> None:
    note_corrections(timezone.localdate())


def forget_wrong_codes() -> None:
    """Counters of wrong codes go after two hours; where a card was right, after half a year."""
    rows, now = LoginThrottle.objects, timezone.now()
    rows.filter(key__startswith=KNOWN, last_failure_at__lt=now - dt.timedelta(days=180)).delete()
    rows.exclude(key__startswith=KNOWN).filter(last_failure_at__lt=now - dt.timedelta(hours=2)).delete()


# Every few seconds, and every minute.
OFTEN: tuple[Job, ...] = (fold_pending, count_changed_courses)
EVERY_MINUTE: tuple[Job, ...] = (
    publish_scheduled, resume_stalled, begin_stalled_rebuild_again, make_reports, forget_files, forget_old_devices,
    forget_wrong_codes, forget_kept_quizzes, end_quizzes, finish_regradings, correct_certificates,
)  # fmt: skip


def run(jobs: Iterable[Job]) -> list[str]:
    """Runs each of `jobs`. The names of those that failed; why is in the log."""
    failed = []
    for job in jobs:
        try:
            job()
        except Exception:
            logger.exception("The periodic job %s failed; the others go on", job.__name__)
            failed.append(job.__name__)
    return failed
