import datetime as dt
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from participation.ledger.exporting import export_facts
from participation.ledger.models import Fact
from rosters.models import Unit


class Command(BaseCommand):
    help = "Writes every fact, so that anybody can recount: CSV, Parquet, or xAPI 1.0.3 statements, one a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", metavar="UNIT_CODE", help="only what happened in this unit and the units below it")
        parser.add_argument("--from", dest="first", type=dt.date.fromisoformat, help="first day, YYYY-MM-DD")
        parser.add_argument("--to", dest="last", type=dt.date.fromisoformat, help="last day, YYYY-MM-DD")
        parser.add_argument("--format", dest="form", choices=["csv", "parquet", "xapi"], default="csv")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        facts = Fact.objects.all()
        if options["unit"]:
            unit = Unit.objects.filter(code=options["unit"]).first()
            if unit is None:
                raise CommandError(f"There is no unit with the code {options['unit']}.")
            facts = facts.under(unit)
        if options["first"]:
            facts = facts.filter(day__gte=options["first"])
        if options["last"]:
            facts = facts.filter(day__lte=options["last"])
        try:
            number = export_facts(facts, options["form"], options["output"], self._report)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error}") from error
        self.stdout.write(f"Wrote {number} facts to {options['output']}.")

    def _report(self, number: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{number} facts", ending="")
