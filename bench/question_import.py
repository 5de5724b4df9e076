"""Questions a second from a GIFT file into the bank, against writing as many rows of the same text.

    python -m bench.question_import [questions]

On a database of its own with the demonstration; BENCH_DATABASE_URL=postgres://... for PostgreSQL.
"""

import os
import sys
import tempfile
import time

from bench.world import ROOT, prepare


def gift(number: int) -> str:
    """So many questions, each another: four choices with feedback, every third of several right ones."""
    texts = []
    for place in range(number):
        several = place % 3 == 0
        marks = ("~%50%", "~%50%", "~%-50%", "~%-50%") if several else ("=", "~", "~", "~")
        choices = "\n".join(
            f"  {mark}Phương án {letter} của câu {place} #Vì thế." for mark, letter in zip(marks, "ABCD", strict=True)
        )
        texts.append(f"::Câu {place}::Giấy tờ số {place} cần cho thủ tục nào? {{\n{choices}\n}}")
    return "\n\n".join(texts)


def measure(number: int) -> None:
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django

    django.setup()
    from django.db import connection, transaction

    from quizzes.formats.importing import import_questions
    from quizzes.models import Question

    content = gift(number).encode()
    started = time.perf_counter()
    with transaction.atomic():
        Question.objects.bulk_create(
            [Question(text=text, live=False) for text in content.decode().split("\n\n")], batch_size=500
        )
        rows = time.perf_counter() - started
        transaction.set_rollback(True)
    started = time.perf_counter()
    outcome = import_questions(content, "gift", None)
    took = time.perf_counter() - started
    assert outcome.imported == number, outcome.errors[:3]
    started = time.perf_counter()
    again = import_questions(content, "gift", None)
    seen = time.perf_counter() - started
    assert (again.imported, again.skipped) == (0, number)
    print(f"{connection.vendor}: {number} GIFT questions ({len(content) / 1024:.0f} KB)")
    print(f"  imported:                {number / took:8.0f} a second ({took:.1f} s)")
    print(f"  found to be there:       {number / seen:8.0f} a second")
    print(f"  rows of the same text:   {number / rows:8.0f} a second; an import is {100 * rows / took:.0f} % of that")


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= prepare(folder)
        measure(wanted)
