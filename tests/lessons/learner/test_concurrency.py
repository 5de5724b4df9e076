"""Double taps and two phones at the same moment."""

import uuid

import pytest
from django.db import connection
from django.utils import timezone

from lessons.learner.learning import begin_quiz, finish_step, hand_in_quiz, save_attempt
from lessons.models import Certificate, LessonPage
from participation.models import Fact
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import Attempt, Quiz
from tests.factories import answers_of
from tests.threads import run_all

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def test_the_last_two_things_of_a_course_at_once_complete_it_once(units, make_member, make_lesson):
    lessons = [make_lesson(steps=1), make_lesson(steps=1)]
    member = make_member(units.class_a)
    questions = [quiz_questions(lesson.quiz) for lesson in lessons]
    for lesson in lessons:
        finish_step(member, lesson, lesson.step_ids[0])

    def hand_in(number):
        lesson = LessonPage.objects.get(pk=lessons[number].pk)
        answers = answers_of(*questions[number])
        hand_in_quiz(member, lesson, questions[number], Submission(answers, uuid.UUID(int=number + 1)))

    run_all(lambda: hand_in(0), lambda: hand_in(1), lambda: hand_in(0), lambda: hand_in(1))
    assert Attempt.objects.count() == 2
    assert Certificate.objects.count() == 1
    assert Fact.objects.filter(verb="completed", activity__kind="course").count() == 1


def test_saving_and_handing_in_from_two_phones_at_once_make_one_result(units, make_member, make_lesson):
    lesson = make_lesson(steps=1)
    Quiz.objects.filter(pk=lesson.quiz_id).update(time_limit=30)
    lesson = LessonPage.objects.get(pk=lesson.pk)
    member = make_member(units.class_a)
    begun = []

    def begin():
        begun.append(begin_quiz(member, LessonPage.objects.get(pk=lesson.pk), timezone.now()))

    run_all(begin, begin, begin)
    assert len({attempt.pk for attempt in begun}) == 1
    answers = answers_of(*quiz_questions(lesson.quiz))

    def send(*, hands_in):
        page = LessonPage.objects.get(pk=lesson.pk)
        save_attempt(member, page, begun[0].key, Submission(answers, begun[0].key), hands_in=hands_in)

    run_all(*[lambda: send(hands_in=True)] * 3, *[lambda: send(hands_in=False)] * 3)
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.right) == ("handed_in", attempt.total)
    assert Fact.objects.filter(verb="handed_in").count() == 1


def test_of_two_hundred_learners_who_hand_in_at_once_nothing_is_lost_or_doubled(units, make_member, make_lesson):
    lesson = make_lesson(steps=1)
    members = [make_member(units.class_a, name=f"Nguyễn Văn {number}") for number in range(200)]
    versions = quiz_questions(lesson.quiz)
    answers = answers_of(*versions)

    def hand_in(some):
        page = LessonPage.objects.get(pk=lesson.pk)
        for member in some:
            for _again in range(2):
                hand_in_quiz(member, page, versions, Submission(answers, uuid.UUID(int=member.pk)))

    run_all(*[lambda some=members[start::20]: hand_in(some) for start in range(20)])
    assert Attempt.objects.filter(state="handed_in", right=len(versions)).count() == 200
    assert Fact.objects.filter(verb="handed_in").count() == 200
    assert Fact.objects.filter(verb="passed").values("member").distinct().count() == 200
