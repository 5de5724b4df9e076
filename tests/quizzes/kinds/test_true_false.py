"""True or false."""

from fractions import Fraction

import pytest

from quizzes.kinds import kind_named
from tests.quizzes.kinds.written import TURN, content, read

KIND = kind_named("true_false")
TRUE = content("true_false", is_true=True, feedback_true="Đúng vậy.", feedback_false="Xem lại.")
FALSE = content("true_false", is_true=False)


@pytest.mark.parametrize(
    ("made", "response", "fraction"),
    [(TRUE, "true", 1), (TRUE, "false", 0), (FALSE, "false", 1), (FALSE, "true", 0), (TRUE, None, 0)],
)
def test_one_of_two_answers_is_right(made, response, fraction):
    assert KIND.fraction(made, response) == fraction


def test_a_form_says_one_of_the_two():
    marks = [choice["mark"] for choice in KIND.shown(TRUE, TURN, None, revealed=False)["choices"]]
    assert [read("true_false", TRUE, {"": [mark]}) for mark in marks] == ["true", "false"]
    assert read("true_false", TRUE, {"": marks}) is None
    assert read("true_false", TRUE, {"": ["true"]}) is None


def test_before_answering_nothing_tells_which():
    assert all(
        choice.keys() == {"mark", "text", "is_chosen", "is_ours"}
        for choice in KIND.shown(TRUE, TURN, None, revealed=False)["choices"]
    )
    told = KIND.shown(TRUE, TURN, "false", revealed=True)["choices"]
    assert [(choice["outcome"], choice["feedback"]) for choice in told] == [("right", "Đúng vậy."), ("wrong", "Xem lại.")]


def test_its_classes_are_the_two_answers_and_half_is_guessed():
    assert [(each.id, each.fraction) for each in KIND.classes(FALSE)[""]] == [("true", 0), ("false", 1)]
    assert KIND.classify(FALSE, "true") == {"": "true"}
    assert KIND.guess(TRUE) == Fraction(1, 2)


def test_it_needs_a_sentence():
    assert KIND.problems(content("true_false", text="")) == ["Chưa có câu hỏi."]
    assert KIND.problems(TRUE) == []
    assert KIND.words(TRUE) == "Hỏi gì? Đúng Sai"
