import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.bank.categories import Category
from quizzes.bank.category_paths import BadCategory, names_of_path
from quizzes.bank.models import Question
from quizzes.formats.all_formats import WRITTEN
from quizzes.formats.exporting import export_questions


class Command(BaseCommand):
    help = (
        "Writes the published questions of the bank, of a category with all below it, or of a quiz. Exit code 1: the format "
        "cannot say some; they are named, the others are written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", required=True, choices=sorted(WRITTEN))
        parser.add_argument("--category", default="", help="as 'Digital services / Level 3'")
        parser.add_argument("--quiz", type=int, help="id of the quiz whose questions are written")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to; otherwise they are printed")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] == "xlsx" and not options["output"]:
            raise CommandError("A workbook is not printed: say --output FILE.")
        questions = Question.objects.select_related("version").prefetch_related("tags").order_by("category__path", "pk")
        if options["category"].strip():
            questions = questions.filter(category__path__startswith=_category(options["category"]).path)
        if options["quiz"]:
            questions = questions.filter(quizquestion__quiz=options["quiz"]).order_by("quizquestion__sort_order")
        exported = export_questions(questions, options["format"])
        if options["output"]:
            options["output"].write_bytes(exported.content)
        else:
            self.stdout.write(exported.content.decode())
        for message in [*(problem.message for problem in exported.problems), *exported.notes]:
            self.stderr.write(message)
        self.stderr.write(f"{exported.questions} questions written, {len(exported.problems)} left out.")
        if exported.problems:
            sys.exit(1)


def _category(path: str) -> Category:
    try:
        found = Category.named(names_of_path(path))
    except BadCategory as error:
        raise CommandError(str(error)) from error
    if found is None:
        raise CommandError(f"There is no category “{path}”.")
    return found
