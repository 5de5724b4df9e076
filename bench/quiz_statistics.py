"""Statistics of a quiz with very many attempts: the SQL that they take, and what keeping the results costs beside handing in.

    BENCH_DATABASE_URL=postgres://... python -m bench.quiz_statistics [attempts]

Ten questions, a hundred attempts in each class, two attempts for each learner; on a database of its own with the demonstration.
"""

import os
import random
import sys
import tempfile
import time
import uuid

from bench.world import ROOT, prepare

A_CLASS, QUESTIONS = 100, 10


def quiz_of_ten():
    """A quiz, and the versions that it asks."""
    from quizzes.bank.writing import choice, choice_question, keep_question
    from quizzes.models import Quiz, QuizQuestion

    choices = [choice(letter, is_right=letter == "a") for letter in "abcd"]
    quiz = Quiz.objects.create(title="Đo", pass_mark=80)
    questions = [keep_question(*choice_question(f"Câu {n}?", choices)) for n in range(QUESTIONS)]
    for order, question in enumerate(questions):
        QuizQuestion.objects.create(quiz=quiz, question=question, sort_order=order)
    return quiz, [question.version for question in questions]


def places(number: int):
    """A unit, so many classes below it, and two attempts' worth of members."""
    from rosters.models import Member, Unit

    department = Unit.add_root(name="Đo", kind="department", tree="school", code="DO")
    school = department.add_child(name="Trường", kind="school", tree="school", code="DO-T")
    classes = [school.add_child(name=f"L{n}", kind="class", tree="school", code=f"DO-{n}") for n in range(number // A_CLASS)]
    members = [Member(code=f"DO{n}", full_name="Nguyễn Văn An") for n in range(number // 2)]
    for member in members:
        member.set_derived_fields()
    return department, classes, Member.objects.bulk_create(members, batch_size=2_000)


def world(number: int):
    """A quiz, and so many attempts with their facts, written at once. The quiz, the unit above all classes, ids of facts."""
    from django.utils import timezone

    from participation.models import Activity, Fact
    from quizzes.models import Attempt

    quiz, versions = quiz_of_ten()
    department, classes, members = places(number)
    activity = Activity.objects.filter(kind="quiz").select_related("parent__parent").first()
    chance, now, attempts, facts = random.Random(1), timezone.now(), [], []
    for n in range(number):
        picks = {version: chance.choice((0, 0, 0, 1, 2, 3)) for version in versions}
        right = list(picks.values()).count(0)
        key = uuid.UUID(int=chance.getrandbits(128), version=4)
        answers = {str(version.question_id): [version.content["choices"][pick]["id"]] for version, pick in picks.items()}
        fractions = {str(version.question_id): str(int(pick == 0)) for version, pick in picks.items()}
        who = {"member": members[n // 2], "activity": activity}
        ids = [version.pk for version in versions]
        over = {"state": "handed_in", "handed_in_at": now, "right": right, "total": QUESTIONS}
        attempts.append(Attempt(key=key, quiz=quiz, versions=ids, answers=answers, fractions=fractions, **who, **over))
        when = {"at": now, "day": timezone.localdate(now), "score": 10 * right}
        told = {"key": f"handed_in:{key}", "verb": "handed_in", "course": activity.course, "school_unit": classes[n // A_CLASS]}
        facts.append(Fact(**told, **who, **when))
    Attempt.objects.bulk_create(attempts, batch_size=2_000)
    Fact.objects.bulk_create(facts, batch_size=2_000)
    return quiz, department, list(Fact.objects.filter(school_unit__in=classes).order_by("pk").values_list("pk", flat=True))


def measure(number: int) -> None:
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django

    django.setup()
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from quizzes.attempts.presenting import versions_of
    from quizzes.kept_results.keeping import keep, results_of_units
    from quizzes.results.question_figures import table_of

    quiz, department, facts = world(number)
    started = time.perf_counter()
    for start in range(0, len(facts), 2_000):
        with transaction.atomic():
            keep(facts[start : start + 2_000])
    kept = time.perf_counter() - started
    print(f"{connection.vendor}: {number} attempts at {QUESTIONS} questions in {number // A_CLASS} classes")
    print(f"  kept by folding:       {1000 * kept / number:.2f} ms an attempt")
    results_of_units(quiz.pk, [department])
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        taken = results_of_units(quiz.pk, [department])
        versions = {version.pk: version for version in versions_of({pk for each in taken for pk in each.layout.versions})}
        read = time.perf_counter() - started
    assert len(taken) == number
    sql = sum(float(query["time"]) for query in queries)
    started = time.perf_counter()
    table = table_of(taken, versions)
    counted = time.perf_counter() - started
    assert table.figures.number == number
    print(f"  SQL of its statistics: {1000 * sql:.0f} ms in {len(queries)} statements; read and unpacked in {read:.2f} s")
    print(f"  figures counted:       {counted:.2f} s")


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= prepare(folder)
        measure(wanted)
