import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.bank.category_paths import BadCategory, names_of_path
from quizzes.formats.all_formats import FORMATS, MB
from quizzes.formats.importing import Outcome, import_questions
from quizzes.formats.questions_of_files import UnreadableQuestionFile

DONE, REFUSED, UNREADABLE = 0, 1, 2


class Command(BaseCommand):
    help = (
        "Imports questions into the bank, published. A question that is there already is skipped. Exit code 0: all taken, "
        "1: something refused and nothing written, 2: the file cannot be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument(
            "--category", default="", help="where to put them, as 'Digital services / Level 3'; made if missing"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, write nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            category = names_of_path(options["category"]) if options["category"].strip() else []
            content = _content_of(options["file"], options["format"])
            outcome = import_questions(content, options["format"], category=category, dry_run=options["dry_run"])
        except (UnreadableQuestionFile, BadCategory) as error:
            raise CommandError(f"{options['file']}: {error}", returncode=UNREADABLE) from error
        if options["json"]:
            self.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False, indent=2))
        else:
            self._tell(outcome, dry_run=options["dry_run"])
        if outcome.errors:
            sys.exit(REFUSED)

    def _tell(self, outcome: Outcome, *, dry_run: bool) -> None:
        for problem in [*outcome.errors, *outcome.notes]:
            self.stdout.write(problem.message)
        if outcome.errors:
            self.stdout.write(f"Nothing was written: {len(outcome.errors)} errors. Mend the file and import it again.")
            return
        kinds = ", ".join(f"{number} {kind}" for kind, number in outcome.by_kind.items())
        word = "would be imported" if dry_run else "imported"
        self.stdout.write(f"{outcome.imported} {word} ({kinds or 'none'}), {outcome.skipped} were there already.")


def _content_of(path: Path, form: str) -> bytes:
    """What a file holds. Raises CommandError with the exit code of an unreadable file, before a large one is read."""
    largest = FORMATS[form].largest
    try:
        if path.stat().st_size > largest:
            raise CommandError(f"{path} is larger than {largest // MB} MB.", returncode=UNREADABLE)
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=UNREADABLE) from error
