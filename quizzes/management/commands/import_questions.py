import json
import re
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.formats.importing import READERS, Outcome, import_questions
from rosters.files.encodings import decode

DONE, REFUSED, UNREADABLE = 0, 1, 2
LARGEST = 20 * 1024 * 1024
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")


class Command(BaseCommand):
    help = (
        "Imports questions into the bank, published. A question that is there already is skipped. Exit code 0: all taken, "
        "1: something refused and nothing written, 2: the file cannot be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=sorted(READERS))
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, write nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = import_questions(_text_of(options["file"]), options["format"], dry_run=options["dry_run"])
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


def _text_of(path: Path) -> str:
    """The text of a file, in whatever encoding. Raises CommandError with the exit code of an unreadable file."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=UNREADABLE) from error
    if content is None:
        raise CommandError(f"{path} is larger than {LARGEST // 1024 // 1024} MB.", returncode=UNREADABLE)
    text = decode(content)
    if text is None or _NO_TEXT.search(text):
        raise CommandError(f"{path} is no text.", returncode=UNREADABLE)
    return text
