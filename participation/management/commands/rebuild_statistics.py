import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from participation.statistics.models import Rebuild
from participation.statistics.rebuild.rebuilding import AlreadyRebuilding, rebuild
from participation.tasks import begin_rebuild

WIDTH = 40


class Command(BaseCommand):
    help = "Counts all statistics again from the facts, beside the running site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--background", action="store_true", help="let the worker do it, and come back at once")
        parser.add_argument("--status", action="store_true", help="tell how far a count is")
        parser.add_argument(
            "--take-over",
            action="store_true",
            help="begin again although another process seems to be at it: it is known to be dead",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["status"]:
            found = Rebuild.objects.first()
            self.stdout.write(_bar(found) if found else "Nothing is being counted anew.")
        elif options["background"]:
            begin_rebuild()
            self.stdout.write(
                "The worker counts everything anew. Look with --status, or on the page /quan-tri/dem-lai-so-lieu/."
            )
        else:
            self._rebuild(take_over=options["take_over"])

    def _rebuild(self, *, take_over: bool) -> None:
        began, last = time.monotonic(), {"cells": 0}

        def on_progress(row: Rebuild) -> None:
            last["cells"] = row.cells
            if sys.stderr.isatty():
                self.stderr.write(f"\r{_bar(row)}", ending="")

        try:
            facts = rebuild(on_progress, take_over=take_over)
        except AlreadyRebuilding as error:
            raise CommandError(f"{error} If its process is dead: --take-over.") from error
        seconds = time.monotonic() - began
        self.stdout.write(f"Counted anew from {facts} facts: {last['cells']} cells in {seconds:.1f} s.")


def _bar(row: Rebuild) -> str:
    done = WIDTH * row.percent // 100
    return f"[{'#' * done}{'.' * (WIDTH - done)}] {row.percent:3} %  {row.facts} facts, {row.cells} cells"
