"""What an author says of how a quiz is taken."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from quizzes.models import Category, Quiz, RandomQuestions
from tests import factories


@pytest.mark.parametrize(
    "said",
    [
        {"time_limit": 10}, {"attempts_allowed": 1}, {"minutes_between": 5}, {"opens_at": timezone.now()},
        {"closes_at": timezone.now()}, {"one_a_page": True}, {"shuffles_questions": True},
    ],
)  # fmt: skip
def test_what_counts_from_the_beginning_has_to_be_begun(said, db):
    assert Quiz.objects.create(title="x", **said).has_to_be_begun


def test_a_quiz_of_which_nothing_is_said_is_taken_freely(db):
    quiz = Quiz.objects.create(title="x")
    assert (quiz.has_to_be_begun, quiz.wait) == (False, dt.timedelta(0))
    RandomQuestions.objects.create(quiz=quiz, category=Category.at(["a"]))
    assert Quiz.objects.with_drawing().get().has_to_be_begun


@pytest.mark.parametrize(
    "said",
    [
        {"opens_at": timezone.now(), "closes_at": timezone.now() - dt.timedelta(hours=1)}, {"forward_only": True},
        {"time_limit": 0}, {"time_limit": 601}, {"attempts_allowed": 0},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(said, db):
    with pytest.raises(ValidationError):
        Quiz(title="x", **said).full_clean()


def test_a_pool_is_of_the_category_and_below_and_as_hard_and_tagged_as_said(db):
    above, below = Category.at(["a"]), Category.at(["a", "b"])
    questions = [factories.question(f"{n}?") for n in range(5)]
    for question, category in zip(questions, (above, below, below, Category.at(["c"]), above), strict=True):
        type(question).objects.filter(pk=question.pk).update(category=category)
    type(questions[4]).objects.filter(pk=questions[4].pk).update(live=False)
    type(questions[1]).objects.filter(pk=questions[1].pk).update(difficulty=3)
    questions[2].tags.add("OTP")
    questions[2].save()
    type(questions[2]).objects.filter(pk=questions[2].pk).update(category=below)
    drawing = RandomQuestions(quiz=Quiz.objects.create(title="x"), category=above)
    assert drawing.pool() == [question.pk for question in questions[:3]]
    drawing.difficulty = 3
    assert drawing.pool() == [questions[1].pk]
    drawing.difficulty, drawing.tag = None, " otp "
    assert drawing.pool() == [questions[2].pk]


@pytest.mark.parametrize("hidden", ["review_at_once", "review_later", "review_closed"])
def test_practice_shows_what_is_right_and_so_hides_nothing_afterwards(hidden, db):
    with pytest.raises(ValidationError, match="Bài luyện tập cho thấy đáp án ngay khi làm"):
        Quiz(title="x", is_practice=True, **{hidden: 1}).full_clean()
    Quiz(title="x", is_practice=True).full_clean()
