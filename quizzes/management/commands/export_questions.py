import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from quizzes.bank.models import Question
from quizzes.formats.importing import WRITERS, export_questions


class Command(BaseCommand):
    help = "Writes the published questions of the bank, or of a quiz. Exit code 1: the format cannot say some; they are named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", required=True, choices=sorted(WRITERS))
        parser.add_argument("--quiz", type=int, help="id of the quiz whose questions are written")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to; otherwise they are printed")

    def handle(self, *args: Any, **options: Any) -> None:
        questions = Question.objects.select_related("version").order_by("pk")
        if options["quiz"]:
            questions = questions.filter(quizquestion__quiz=options["quiz"]).order_by("quizquestion__sort_order")
        text, number, problems = export_questions(questions, options["format"])
        if options["output"]:
            options["output"].write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text)
        for problem in problems:
            self.stderr.write(problem.message)
        self.stderr.write(f"{number} questions written, {len(problems)} left out.")
        if problems:
            sys.exit(1)
