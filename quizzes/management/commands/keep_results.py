"""python manage.py keep_results: keeps the results of every attempt anew, for statistics (quizzes.kept_results)."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from participation.statistics.fold.folding import fold_pending, lock_folding
from quizzes.kept_results.keeping import keep_all
from quizzes.kept_results.models import KeptResults


class Command(BaseCommand):
    help = (
        "Keeps the results of every attempt anew; once after an upgrade from a version that kept none, otherwise never needed."
    )

    def handle(self, **options: Any) -> None:
        fold_pending()
        with transaction.atomic():
            lock_folding()
            KeptResults.objects.all().delete()
            number = keep_all()
        self.stdout.write(f"{number} attempts are kept. Next: nothing; folding keeps what comes.")
