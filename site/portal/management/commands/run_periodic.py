import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from portal import periodic

SECONDS_BETWEEN = 5


class Command(BaseCommand):
    help = (
        "Does what comes up every few seconds and every minute: folds facts, publishes and reports what is due, resumes "
        "imports, forgets what is old. A job that fails is logged, and the others go on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, for cron and tests; exit code 1 when a job failed")

    def handle(self, *args: Any, **options: Any) -> None:
        last_minute = None
        while True:
            failed = periodic.run(periodic.OFTEN)
            minute = timezone.now().replace(second=0, microsecond=0)
            if minute != last_minute:
                last_minute = minute
                failed += periodic.run(periodic.EVERY_MINUTE)
            if options["once"]:
                if failed:
                    self.stderr.write(f"These jobs failed: {', '.join(failed)}.")
                    sys.exit(1)
                return
            time.sleep(SECONDS_BETWEEN)
            close_old_connections()
