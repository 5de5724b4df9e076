"""Questions and quizzes as the database keeps them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from quizzes.attempts.presenting import quiz_questions
from quizzes.models import Choice, Quiz, QuizQuestion
from tests import factories

pytestmark = pytest.mark.django_db


def test_choices_stay_in_their_order():
    asked = factories.question(right=1, wrong=2)
    first = asked.choices.first()
    first.sort_order = 99
    first.save()
    assert list(asked.choices.all())[-1] == first


def test_a_question_that_is_asked_somewhere_cannot_be_deleted():
    asked = factories.question()
    factories.quiz(asked)
    with pytest.raises(ProtectedError):
        asked.delete()


def test_a_question_that_nobody_asks_goes_with_its_choices():
    asked = factories.question()
    asked.delete()
    assert not Choice.objects.exists()


def test_deleting_a_quiz_leaves_its_questions_in_the_bank():
    asked = factories.question()
    factories.quiz(asked).delete()
    asked.refresh_from_db()
    assert not QuizQuestion.objects.exists()


@pytest.mark.parametrize("mark", [0, 101, 1000])
def test_a_pass_mark_is_a_percentage(mark):
    with pytest.raises(ValidationError, match="Mức đạt là một số từ 1 đến 100"):
        Quiz(title="Kiểm tra", pass_mark=mark).full_clean()
    with pytest.raises(IntegrityError):
        Quiz.objects.create(title="Kiểm tra", pass_mark=mark)


@pytest.mark.parametrize("mark", [1, 100])
def test_the_least_and_the_greatest_pass_mark_are_taken(mark):
    Quiz(title="Kiểm tra", pass_mark=mark).full_clean()


def test_one_question_may_stand_in_two_quizzes():
    asked = factories.question("Chung")
    for each in (factories.quiz(asked), factories.quiz(asked, factories.question("Riêng"))):
        assert quiz_questions(each)[0] == asked


def test_everything_is_named_by_its_words():
    asked = factories.question("OTP là gì?")
    quiz = factories.quiz(asked, title="Kiểm tra OTP")
    assert [str(each) for each in (asked, asked.choices.first(), quiz, quiz.quiz_questions.first())] == [
        "OTP là gì?", "Ý đúng 0", "Kiểm tra OTP", "OTP là gì?",
    ]  # fmt: skip


def test_only_a_multiple_question_takes_several():
    assert factories.question(kind="multiple", right=2).is_multiple
    assert not factories.question().is_multiple
