from typing import Any

from django.core.management.base import BaseCommand

from portal.preparing import prepare_site


class Command(BaseCommand):
    help = "Makes what every installation needs: groups with their rights, the home page, competency frameworks."

    def handle(self, *args: Any, **options: Any) -> None:
        prepare_site()
        self.stdout.write("The site is prepared.")
