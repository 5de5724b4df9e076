import datetime as dt
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from participation.reports.making import make_due_reports
from participation.statistics.fold.folding import fold_pending
from participation.tasks import begin_stalled_rebuild_again
from quizzes.attempts.handing_in import forget_devices
from rosters.importing.run.retention import forget_contents
from rosters.importing.run.steps import resume_stalled
from rosters.models import LoginThrottle


class Command(BaseCommand):
    help = "Does what comes up every few seconds: folds facts, publishes and reports what is due, resumes imports, forgets what is old."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, for cron and tests")

    def handle(self, *args: Any, **options: Any) -> None:
        last_minute = None
        while True:
            fold_pending()
            minute = timezone.now().replace(second=0, microsecond=0)
            if minute != last_minute:
                last_minute = minute
                call_command("publish_scheduled", verbosity=0)
                resume_stalled()
                begin_stalled_rebuild_again()
                make_due_reports(timezone.localdate())
                forget_contents(timezone.now())
                forget_devices(timezone.now())
                LoginThrottle.objects.filter(last_failure_at__lt=timezone.now() - dt.timedelta(hours=2)).delete()
            if options["once"]:
                return
            time.sleep(5)
            close_old_connections()
