"""Questions on a printed test are not deleted."""

import pytest
from django.urls import reverse

from lessons.printed.papers import make
from lessons.printed.printed_questions import is_printed
from quizzes.models import Question, QuizQuestion
from tests import factories
from tests.pages import posted, text_of


@pytest.fixture
def printed(units, make_lesson):
    lesson = make_lesson(questions=1, steps=1)
    make(units.class_a, lesson, 2)
    [question] = Question.objects.filter(quizquestion__quiz=lesson.quiz)
    QuizQuestion.objects.all().delete()
    return question


def test_only_what_was_printed_is_in_any_version(printed):
    assert is_printed([factories.with_other_right_choice(printed, 1)])
    assert not is_printed([factories.question()])
    assert not is_printed([])


def test_deleting_it_is_refused_with_what_to_do(as_administrator, printed):
    address = reverse("wagtailsnippets_quizzes_question:delete", args=[printed.pk])
    assert "có trong một đề đã in nên không xóa được" in text_of(posted(as_administrator, address))
    bulk = reverse("wagtail_bulk_action", args=["quizzes", "question", "delete"])
    assert "có trong một đề đã in" in text_of(posted(as_administrator, f"{bulk}?id={printed.pk}"))
    assert Question.objects.filter(pk=printed.pk).exists()
