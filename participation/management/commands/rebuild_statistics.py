import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from participation.statistics.models import Recount
from participation.statistics.rebuild.rebuilding import AlreadyCounting, rebuild
from participation.tasks import begin_recount

WIDTH = 40


class Command(BaseCommand):
    help = (
        "Counts all statistics anew from the facts, beside the running site. Begun again after a kill, it goes on where it was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--background", action="store_true", help="let the worker do it, and come back at once")
        parser.add_argument("--status", action="store_true", help="tell how far a count is")
        parser.add_argument("--take-over", action="store_true", help="go on with a count whose process is known to be dead")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["status"]:
            found = Recount.objects.first()
            self.stdout.write(_bar(found) if found else "Nothing is being counted anew.")
        elif options["background"]:
            begin_recount()
            self.stdout.write(
                "The worker counts everything anew. Look with --status, or on the page /quan-tri/dem-lai-so-lieu/."
            )
        else:
            self._rebuild(take_over=options["take_over"])

    def _rebuild(self, *, take_over: bool) -> None:
        began, last = time.monotonic(), {"cells": 0}

        def report(recount: Recount) -> None:
            last["cells"] = recount.cells
            if sys.stderr.isatty():
                self.stderr.write(f"\r{_bar(recount)}", ending="")

        try:
            facts = rebuild(report, take_over=take_over)
        except AlreadyCounting as error:
            raise CommandError(f"{error} If its process is dead: --take-over.") from error
        seconds = time.monotonic() - began
        self.stdout.write(f"Counted anew from {facts} facts: {last['cells']} cells in {seconds:.1f} s.")


def _bar(recount: Recount) -> str:
    done = WIDTH * recount.percent // 100
    return f"[{'#' * done}{'.' * (WIDTH - done)}] {recount.percent:3} %  {recount.facts} facts, {recount.cells} cells"
