from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.preparing import prepare_site


class Command(BaseCommand):
    help = "Makes what every installation needs: groups with their rights, the home page, competency frameworks."

    def handle(self, *args: Any, **options: Any) -> None:
        prepare_site()
        # What is indexed may have changed with the release; a province's pages are some hundreds.
        call_command("update_index", verbosity=0)
        self.stdout.write("The site is prepared.")
