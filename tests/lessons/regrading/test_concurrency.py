"""Grading anew beside learners who hand in, and readers who fold, with real threads and connections."""

import contextlib
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from lessons.learner.completions import CompletionsOfLessons
from lessons.learner.learning import finish_step, hand_in_quiz
from lessons.models import Certificate, LessonPage
from participation.models import Fact
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.verifying import Difference, verify
from quizzes.attempts.presenting import quiz_questions, versions_of
from quizzes.attempts.submission import Submission
from quizzes.models import Attempt, Question, Regrading
from quizzes.regrading.applying import Refused, apply, rules_in_force, settle_late
from quizzes.regrading.changes import changes_of, digest_of
from tests import factories
from tests.threads import run_all

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]
BEGUN = timezone.now()


def chosen(version, place):
    return {version.question_id: [version.content["choices"][place]["id"]]}


@pytest.fixture
def class_of_24(units, make_member, make_lesson):
    """A lesson whose quiz everybody has handed in, a third of them by each choice; its only version, and the members."""
    lesson = make_lesson(steps=1, questions=1)
    [version] = quiz_questions(lesson.quiz)
    members = [make_member(units.class_a, units.chapter) for _ in range(24)]
    for number, member in enumerate(members):
        finish_step(member, lesson, lesson.step_ids[0])
        hand_in_quiz(member, lesson, [version], Submission(chosen(version, number % 3)))
    return lesson, version, members


def regrade(pk):
    """As one who looks again where somebody handed in meanwhile."""
    for _ in range(20):
        own = Regrading.objects.select_related("question", "corrected").get(pk=pk)
        digest = digest_of(changes_of(own.question, rules_in_force(own)), timezone.now())
        with contextlib.suppress(Refused):
            return apply(own, digest, CompletionsOfLessons("Sai"))
    return None


def hand_in_again(lesson, version, some):
    page = LessonPage.objects.get(pk=lesson.pk)
    for number, member in enumerate(some):
        [shown] = versions_of([version.pk])
        hand_in_quiz(member, page, [shown], Submission(chosen(shown, (number + 1) % 3), uuid.uuid4()))


def assert_all_follows_from(right):
    """Who passes, has completed and holds a certificate is whoever answered so, and every figure agrees."""
    answered = {str(own): each for own, each in right.items()}
    for attempt in Attempt.objects.all():
        assert attempt.passed == (attempt.answers == answered)
    passing = set(Attempt.objects.filter(passed=True).values_list("member", flat=True))
    for verb in ("passed", "completed"):
        told = Fact.objects.filter(verb=verb, activity__kind__in=["quiz", "course"])
        assert set(told.values_list("member", flat=True)) == passing
    assert set(Certificate.objects.valid().values_list("member", flat=True)) == passing
    fold_pending()
    assert not isinstance(verify(), Difference)


def test_who_hands_in_meanwhile_passes_or_not_by_the_rule_that_holds(class_of_24):
    lesson, version, members = class_of_24
    question = factories.with_other_right_choice(Question.objects.get(pk=version.question_id), 1)
    made = Regrading.objects.create(
        question=question, versions={str(version.pk): None}, rule="corrected", corrected=question.version, reason="Sai"
    )
    run_all(
        lambda: regrade(made.pk),
        lambda: hand_in_again(lesson, version, members[::2]),
        lambda: hand_in_again(lesson, version, members[1::2]),
        fold_pending,
    )
    assert Regrading.objects.get().status == "applied"
    settle_late(Regrading.objects.get(), CompletionsOfLessons("Sai"), BEGUN)
    assert Attempt.objects.count() == 48
    assert_all_follows_from(chosen(version, 1))
