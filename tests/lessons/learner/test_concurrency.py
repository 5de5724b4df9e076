"""Double taps and two phones at the same moment."""

import uuid

import pytest
from django.db import connection

from lessons.learner.learning import finish_step, hand_in_quiz
from lessons.models import Certificate, LessonPage
from participation.models import Fact
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import Attempt
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
