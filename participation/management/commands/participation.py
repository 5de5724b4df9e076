import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.text import slugify

from participation.figures.as_json import overview_as_json
from participation.figures.unit_figures import unit_overview
from participation.ledger.models import Activity
from participation.rules.periods import Period, week_of
from rosters.models import Unit
from rosters.names import fold


class Command(BaseCommand):
    help = "Prints the participation figures of a unit: of this week, of the week up to --to, or of any two dates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("unit", metavar="UNIT_CODE")
        parser.add_argument("--from", dest="first", type=_day, help="first day, YYYY-MM-DD")
        parser.add_argument("--to", dest="last", type=_day, help="last day, YYYY-MM-DD")
        parser.add_argument("--course", help="title of one course, or as a slug, or its number; all courses without it")
        parser.add_argument("--by", choices=["week", "sex", "unit"], help="also the same of each part")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = Unit.objects.filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(f"There is no unit with the code {options['unit']}.")
        overview = unit_overview(unit, self._period(options), self._course(options["course"]))
        data = overview_as_json(overview, options["by"])
        if options["as_json"]:
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            self._print(data)

    def _period(self, options: dict[str, Any]) -> Period:
        first, last = options["first"], options["last"]
        week = week_of(last if last and not first else timezone.localdate())
        try:
            return Period(first or week.first, last or max(week.last, first or week.last))
        except ValueError as error:
            raise CommandError("--to lies before --from.") from error

    def _course(self, name: str | None) -> Activity | None:
        if not name:
            return None
        courses = list(Activity.objects.courses().order_by("-is_current", "pk"))
        for course in courses:
            if name == str(course.pk) or _as_slug(name) == _as_slug(course.title):
                return course
        titles = ", ".join(course.title for course in courses)
        raise CommandError(f"There is no course called {name}. There are: {titles}.")

    def _print(self, data: dict[str, Any]) -> None:
        activity, coverage = data["activity"], data["coverage"]
        self.stdout.write(f"{data['unit']['name']} ({data['unit']['code']}), {data['from']} - {data['to']}")
        self.stdout.write(f"  roster {data['roster']}")
        self.stdout.write("  activity " + ", ".join(f"{name} {value}" for name, value in activity.items()))
        self.stdout.write("  coverage " + ", ".join(f"{name} {value}" for name, value in coverage.items()))
        for part in data.get("by", []):
            name = part["unit"]["name"] if "unit" in part else part.get("sex", f"{part['from']} - {part['to']}")
            self.stdout.write(f"    {name}: {part['activity']['people']} people, {part['activity']['turns']} turns")


def _as_slug(name: str) -> str:
    """A title, or its slug, without what differs between the two: capitals, accents, spaces and hyphens."""
    return slugify(fold(name))


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise ArgumentTypeError(f"{value} is no day written as YYYY-MM-DD, such as 2026-11-30") from error
