from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from participation.statistics.fold.folding import fold_pending
from portal.demonstration.campaigns import load_campaign
from portal.demonstration.content import load_courses, name_operator
from portal.demonstration.learning import load_learning
from portal.demonstration.people import load_members, load_staff, load_units
from portal.preparing import prepare_site


class Command(BaseCommand):
    help = "Loads the demonstration: courses, units, fictional members and what they learned. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IN_PRODUCTION:
            raise CommandError("The demonstration has accounts with a known password; it is not loaded in production.")
        with transaction.atomic():
            home = prepare_site()
            name_operator()
            lessons = load_courses(home)
            units = load_units()
            members = load_members(units, timezone.localdate())
            load_staff(units)
            load_learning(members, lessons)
            load_campaign(units, timezone.localdate())
        fold_pending()
        self.stdout.write(f"The demonstration has {len(lessons)} lessons, {len(units)} units and {len(members)} members.")
