from django.core.management.base import BaseCommand

from participation.statistics.fold.folding import fold_pending


class Command(BaseCommand):
    help = "Folds waiting facts into the statistics."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"Folded {fold_pending()} facts.")
