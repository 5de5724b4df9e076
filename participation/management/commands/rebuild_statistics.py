from django.core.management.base import BaseCommand

from participation.folding import rebuild


class Command(BaseCommand):
    help = "Counts all statistics anew from the facts."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"Counted anew from {rebuild()} facts.")
