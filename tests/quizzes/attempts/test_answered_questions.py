"""Questions that somebody has answered are not deleted."""

import pytest
from django.urls import reverse

from participation.models import Activity
from quizzes.attempts.answered_questions import is_answered
from quizzes.attempts.handing_in import hand_in
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import Question
from tests import factories
from tests.pages import posted, text_of

DELETE = "wagtailsnippets_quizzes_question:delete"


@pytest.fixture
def answered(db):
    """A question that was answered in a quiz which does not ask it any more."""
    asked = factories.question("Đã có người trả lời")
    quiz = factories.quiz(asked)
    activity = factories.activities("A", 1)["A1q"]
    assert isinstance(activity, Activity)
    hand_in(factories.member(), quiz, quiz_questions(quiz), activity, Submission(factories.answers_of(asked)))
    quiz.quiz_questions.all().delete()
    return asked


def test_only_what_was_asked_is_answered(answered):
    other = factories.question()
    assert (is_answered([answered]), is_answered([other]), is_answered([other, answered]), is_answered([])) == (
        True, False, True, False,
    )  # fmt: skip


def test_it_is_not_deleted_and_it_is_said_why(as_administrator, answered):
    told = text_of(posted(as_administrator, reverse(DELETE, args=[answered.pk])))
    assert "Đã có người trả lời câu hỏi này" in told
    assert Question.objects.filter(pk=answered.pk).exists()


def test_nor_with_others_in_bulk(as_administrator, answered):
    other = factories.question()
    address = reverse("wagtail_bulk_action", args=["quizzes", "question", "delete"])
    posted(as_administrator, f"{address}?id={answered.pk}&id={other.pk}")
    assert Question.objects.count() == 2
    as_administrator.post(f"{address}?id={other.pk}")
    assert Question.objects.count() == 1
