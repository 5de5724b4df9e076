from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from participation.statistics.rebuild.rebuilding import rebuild
from participation.statistics.rebuild.verifying import Difference, verify


class Command(BaseCommand):
    help = "Recounts every figure from the facts and the rosters, beside the running site, and fails on the first difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="count everything anew when something differs")

    def handle(self, *args: Any, **options: Any) -> None:
        result = verify()
        if isinstance(result, Difference) and options["repair"]:
            self.stderr.write(f"Statistics differ from the facts. {result}. Counting everything anew.")
            rebuild()
            result = verify()
        if isinstance(result, Difference):
            raise CommandError(f"Statistics differ from the facts. {result}. Mend them with --repair.")
        self.stdout.write(
            f"{result.facts} facts, {result.waiting} of them waiting to be folded: {result.day_cells} day cells, "
            f"{result.weeks_cells} cells of whole weeks, {result.time_cells} time cells, "
            f"{result.roster_cells} roster cells and {result.coverage_cells} coverage cells all agree."
        )
