import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from participation.statistics.rebuild.rebuilding import rebuild
from participation.trial.population import make_population, without_checks


class Command(BaseCommand):
    help = "Fills an empty database with a fictional province: two trees, people who move, late facts. For trials only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--members", type=int, required=True)
        parser.add_argument("--facts-per-member", type=int, default=10)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--no-rebuild", action="store_true", help="leave the figures uncounted")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        members = facts = 0
        try:
            with without_checks():
                for members, facts in make_population(options["members"], options["facts_per_member"], options["seed"]):
                    if sys.stderr.isatty():
                        self.stderr.write(f"\r{members} members, {facts} facts", ending="")
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{members} members and {facts} facts in {time.monotonic() - began:.1f} s.")
        if not options["no_rebuild"]:
            rebuild()
            self.stdout.write("All figures are counted.")
