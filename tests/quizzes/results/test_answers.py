"""Answers in words, of plain attempts."""

from fractions import Fraction

import pytest

from quizzes.models import Attempt, QuestionVersion, Regrading
from quizzes.results.answers import answers_in, right_answer, same_answers
from tests.quizzes.kinds.written import choice, content


def version(pk, kind, **value):
    return QuestionVersion(pk=pk, question_id=pk, number=1, kind=kind, content=content(kind, **value))


CHOICES = version(1, "single", choices=[choice("A", True), choice("B"), choice("C")], is_shuffled=True)
GAPS = version(2, "gaps", gapped="<p>{sáu} chữ {số}</p>")
VERSIONS = {1: CHOICES, 2: GAPS}


def attempt(member, place, gaps, **fields):
    chosen = [CHOICES.content["choices"][place]["id"]] if place is not None else None
    typed = {gap["id"]: text for gap, text in zip(GAPS.content["gaps"], gaps, strict=True) if text}
    values = {
        "versions": [2, 1],
        "answers": {"1": chosen, "2": typed or None},
        "fractions": {"1": str(int(place == 0)), "2": "1/2"},
    }
    return Attempt(member_id=member, **{**values, "tries": {}, "marks": {}, **fields})


def test_the_answers_of_an_attempt_stand_in_the_order_in_which_it_was_asked():
    first, second = answers_in(attempt(1, 1, ["6", ""], marks={"1": "2", "2": "4"}), VERSIONS)
    assert (first.number, first.said, first.right, first.earned) == (1, "6; …", "sáu; số", 2)
    assert (second.number, second.said, second.right, second.earned) == (2, "B", "A", 0)


def test_a_version_that_is_there_no_more_is_left_out_and_an_open_answer_says_nothing():
    [only] = answers_in(attempt(1, None, ["", ""]), {1: CHOICES})
    assert (only.said, only.fraction) == ("", 0)


def test_the_same_answers_stand_together_wrong_ones_and_those_of_many_first():
    attempts = [attempt(member, place, ["", ""]) for member, place in [(1, 0), (2, 1), (3, 2), (4, 2), (4, 2), (5, None)]]
    rows = same_answers(attempts, 1, VERSIONS)
    assert [(row.said, row.fraction, list(row.members), row.attempts, row.is_right) for row in rows] == [
        ("C", Fraction(0), [3, 4], 3, False),
        ("", Fraction(0), [5], 1, False),
        ("B", Fraction(0), [2], 1, False),
        ("A", Fraction(1), [1], 1, True),
    ]
    assert same_answers(attempts, 99, VERSIONS) == []


@pytest.mark.parametrize(
    ("kind", "value", "right"),
    [
        ("true_false", {"is_true": False, "feedback_true": "", "feedback_false": ""}, "Sai"),
        ("multiple", {"choices": [choice("A", True), choice("B", True), choice("C")], "is_shuffled": True, "marking": "shares"}, "A; B"),
        ("multiple", {"choices": [choice("A", True, 60), choice("B", True, 40), choice("C")], "marking": "own", "is_shuffled": True}, "A; B"),
        ("ordering", {"items": [{"text": "<p>a</p>"}, {"text": "<p>b</p>"}], "marking": "pairs"}, "1. a; 2. b"),
        ("matching", {"pairs": [{"text": "<p>Thẻ</p>", "match": "Công an"}, {"text": "<p>x</p>", "match": "y"}], "more": [], "is_shuffled": True},
         "Thẻ → Công an; x → y"),
        ("short_answer", {"answers": [{"text": "OTP", "percent": None, "feedback": ""}, {"text": "mã", "percent": None, "feedback": ""}]}, "OTP"),
    ],
)  # fmt: skip
def test_what_is_right_is_said_in_words(kind, value, right):
    assert right_answer(version(3, kind, **value)) == right


@pytest.mark.parametrize(("rule", "right"), [("corrected", "B"), ("either", "A / B"), ("full", "Ai cũng được đủ điểm")])
def test_what_is_right_follows_a_regrading(rule, right):
    shown, corrected = (
        version(pk, "single", choices=[choice("A", pk == 3), choice("B", pk == 4)], is_shuffled=True) for pk in (3, 4)
    )
    shown.regrading = Regrading(pk=1, rule=rule, corrected=None if rule == "full" else corrected)
    assert right_answer(shown) == right
