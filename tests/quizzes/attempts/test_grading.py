"""Grading a quiz of whichever kinds, by plain values."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts.grading import Asked, Grade, grade
from quizzes.kinds import kind_named


def choices(**fractions):
    return {
        "text": "<p>Câu</p>",
        "choices": [
            {"id": name, "text": name, "is_right": percent > 0, "percent": str(percent), "feedback": ""}
            for name, percent in fractions.items()
        ],
        "is_shuffled": True,
        "marking": "shares",
    }


ASKED = [
    Asked(1, kind_named("single"), choices(a=100, b=0)),
    Asked(2, kind_named("multiple"), choices(a=100, b=100, c=0)),
    Asked(3, kind_named("single"), choices(a=100, b=50)),
]


def test_each_question_earns_its_fraction_and_the_mark_is_their_sum():
    result = grade(ASKED, {1: ["a"], 2: ["a"], 3: ["b"]})
    assert result.fractions == {1: 1, 2: Fraction(1, 2), 3: Fraction(1, 2)}
    assert (result.right, result.total, result.mark) == (1, 3, 2)
    assert result.score == pytest.approx(66.6667, abs=1e-4)


def test_an_answer_left_out_is_wrong_and_an_unknown_question_counts_for_nothing():
    assert grade(ASKED, {1: ["a"], 2: None, 99: ["a"]}).fractions == {1: 1, 2: 0, 3: 0}


@pytest.mark.parametrize(
    ("fractions", "mark", "passes"),
    [
        ([1, 1, 0], 66, True), ([1, 1, 0], 67, False), ([1, 1, 1, 0, 0], 60, True), ([], 1, False),
        ([Fraction(1, 3)] * 3, 33, True), ([Fraction(1, 3)] * 3, 34, False), ([Fraction(1, 2), 1], 75, True),
    ],
)  # fmt: skip
def test_the_mark_is_compared_exactly(fractions, mark, passes):
    assert Grade(dict(enumerate(map(Fraction, fractions)))).passes(mark) is passes


@given(st.dictionaries(st.integers(1, 3), st.lists(st.sampled_from("abcd"), max_size=3)))
def test_a_mark_never_exceeds_the_number_of_questions(answers):
    result = grade(ASKED, answers)
    assert 0 <= result.right <= result.mark <= result.total
    assert 0 <= result.score <= 100
