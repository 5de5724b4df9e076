import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rosters.exporting import RosterResource, roster_csv, roster_workbook
from rosters.models import Unit


class Command(BaseCommand):
    help = "Writes the roster of a unit, which imports back unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("unit", metavar="UNIT", help="code of the unit")
        parser.add_argument("--format", choices=["xlsx", "csv"], default="xlsx")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to; the standard output when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = Unit.objects.filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(f"No unit has the code {options['unit']}.")
        dataset = RosterResource().export_unit(unit)
        content = roster_csv(dataset) if options["format"] == "csv" else roster_workbook(dataset)
        if options["output"]:
            options["output"].write_bytes(content)
            self.stdout.write(f"{len(dataset)} members written to {options['output']}.")
        else:
            getattr(self.stdout, "buffer", sys.stdout.buffer).write(content)
