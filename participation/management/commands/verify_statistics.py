from django.core.management.base import BaseCommand, CommandError

from participation.verifying import Difference, verify


class Command(BaseCommand):
    help = "Recounts every figure from the facts and fails loudly on the first difference."

    def handle(self, *args: object, **options: object) -> None:
        result = verify()
        if isinstance(result, Difference):
            raise CommandError(f"Statistics differ from the facts. {result}. Mend them with rebuild_statistics.")
        self.stdout.write(
            f"{result.facts} facts, {result.waiting} of them waiting to be folded: "
            f"{result.day_cells} day cells and {result.presence_cells} presence cells all agree."
        )
