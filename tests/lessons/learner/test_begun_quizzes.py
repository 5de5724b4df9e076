"""Quizzes that were begun: the home page leads back to them, on whatever device."""

import datetime as dt

import pytest
from django.utils import timezone

from lessons.learner.begun_quizzes import begun_by
from lessons.models import LessonPage
from participation.models import Activity
from quizzes.models import Attempt, Quiz
from tests.lessons.learner.test_attempt_views import QUIZ, begin
from tests.pages import page, page_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(as_learner, make_lesson):
    lesson = make_lesson(questions=2, steps=1)
    Quiz.objects.filter(pk=lesson.quiz_id).update(time_limit=30)
    return begin(as_learner)


def test_the_home_page_names_it_with_the_time_it_is_open(as_learner, attempt):
    shown = page_text(as_learner, "/")
    assert "Bài kiểm tra đang làm dở, câu đã trả lời vẫn còn:" in shown
    assert f"(làm đến {timezone.localtime(attempt.due_at):%H:%M ngày %d/%m})" in shown
    assert f'href="{QUIZ}"' in page(as_learner, "/")


def test_somebody_who_began_nothing_is_not_asked_about(as_learner, client, make_lesson):
    make_lesson(questions=1)
    for who in (as_learner, client):
        assert "đang làm dở" not in page_text(who, "/")


def test_what_is_over_handed_in_or_gone_is_not_named(attempt):
    now = timezone.now()
    assert [each.url for each in begun_by(attempt.member, now)] == [QUIZ]
    assert begun_by(attempt.member, now + dt.timedelta(hours=1)) == []
    LessonPage.objects.get().unpublish()
    assert begun_by(attempt.member, now) == []


def test_the_one_that_ends_first_stands_first(attempt, make_lesson):
    second = make_lesson(questions=1, steps=1)
    third = make_lesson(questions=1, steps=1)
    values = {"member": attempt.member, "versions": [], "answers": {}, "fractions": {}, "total": 0, "state": "in_progress"}
    for number, (lesson, due) in enumerate([(third, None), (second, timezone.now() + dt.timedelta(minutes=5))]):
        key, activity = f"00000000-0000-4000-8000-00000000000{number}", Activity.objects.get(source=lesson.quiz_source)
        Attempt.objects.create(key=key, quiz=lesson.quiz, activity=activity, due_at=due, **values)
    assert [each.title for each in begun_by(attempt.member, timezone.now())] == [second.title, "Bài 1", third.title]


def test_a_lesson_that_has_another_quiz_by_now_is_not_named(attempt):
    LessonPage.objects.update(quiz=Quiz.objects.create(title="Khác"))
    assert begun_by(attempt.member, timezone.now()) == []
