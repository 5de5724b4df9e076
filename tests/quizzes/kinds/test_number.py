"""A number, as people in Vietnam and as calculators write it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import kind_named
from quizzes.kinds.number import readings
from tests.quizzes.kinds.written import TURN, content, read

KIND = kind_named("number")


def asked(value, tolerance="0", units=(), more=(), **fields):
    answers = [{"value": value, "tolerance": tolerance, "percent": None, "feedback": ""}]
    answers += [{"value": v, "tolerance": t, "percent": p, "feedback": "Gần."} for v, t, p in more]
    return content("number", answers=answers, units=[{"name": name, "factor": factor} for name, factor in units], **fields)


@pytest.mark.parametrize(
    ("text", "numbers", "unit"),
    [
        ("1.234,5", {"1234.5"}, ""), ("1,234.5", {"1234.5"}, ""), ("1 234,5", {"1234.5"}, ""), ("1234.5", {"1234.5"}, ""),
        ("1.234", {"1234", "1.234"}, ""), ("1,5", {"1.5"}, ""), ("1.5", {"1.5"}, ""), ("1.234.567", {"1234567"}, ""),
        ("-3", {"-3"}, ""), ("−3", {"-3"}, ""), ("+3", {"3"}, ""), ("12 kg", {"12"}, "kg"), ("50.000đ", {"50000", "50"}, "đ"),
        ("1.5e3", {"1500"}, ""), (",5", {"0.5"}, ""), ("0,5", {"0.5"}, ""), ("", set(), ""), ("mười", set(), ""), ("1.2.3", set(), ""),
        ("1,2,3", set(), ""), ("12.", {"12"}, ""),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(text, numbers, unit):
    assert readings(text) == ({Decimal(number) for number in numbers}, unit)


def test_a_number_without_end_is_none():
    assert readings("9" * 200) == (set(), "")


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [("1234,5", 1), ("1.234,5", 1), ("1234.4", 1), ("1.234,7", 0), ("1234,5 đồng", 1), ("", 0), ("không", 0)],
)
def test_what_is_within_the_tolerance_is_right(typed, fraction):
    made = asked("1234.5", "0.1")
    assert KIND.fraction(made, read("number", made, {"": [typed]})) == fraction


MONEY = asked("50000", units=[("đồng", "1"), ("nghìn đồng", "1000")])


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [("50.000 đồng", 1), ("50 nghìn đồng", 1), ("50 nghin dong", 1), ("50000", 0), ("50 USD", 0), ("50 đồng", 0)],
)
def test_where_a_unit_is_wanted_it_must_stand_there(typed, fraction):
    assert KIND.fraction(MONEY, typed) == fraction


def test_the_first_answer_that_fits_tells_the_mark():
    made = asked("10", more=[("10", "1", 50)])
    assert [KIND.fraction(made, typed) for typed in ("10", "10,5", "12")] == [1, Decimal("0.5"), 0]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (asked(None), "Có đáp số để trống."), (asked("1", text=""), "Chưa có câu hỏi."), (asked("1", units=[("", "1")]), "Mỗi đơn vị"),
        (asked("1", units=[("kg", "0")]), "một số khác 0"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(made, told):
    assert any(told in problem for problem in KIND.problems(made))


def test_what_is_wanted_is_written_as_in_vietnam_and_shown_afterwards_only():
    made = asked("1234.5", "0.5", units=[("đồng", "1")])
    assert KIND.shown(made, TURN, "5", revealed=False) == {"answer": "5", "is_number": True, "units": ["đồng"]}
    assert KIND.shown(made, TURN, "5", revealed=True)["wanted"] == ["1.234,5 ± 0,5 đồng"]
    assert KIND.shown(asked("-0.5"), TURN, "5", revealed=True)["wanted"] == ["-0,5"]


def test_its_classes_are_the_answers():
    (own,) = (answer["id"] for answer in MONEY["answers"])
    assert KIND.classify(MONEY, "50.000 đồng") == {"": own}
    assert KIND.classify(MONEY, "1 đồng") == {"": ""}
    assert [each.text for each in KIND.classes(MONEY)[""]] == ["50.000 đồng"]


@given(st.decimals(-(10**9), 10**9, places=2))
def test_every_number_is_right_in_both_spellings(number):
    made = asked(str(number))
    plain = f"{number:f}"
    for typed in (plain, plain.replace(".", ","), f"{number:,.2f}", f"{number:,.2f}".translate(str.maketrans(",.", ".,"))):
        assert KIND.fraction(made, typed) == 1, typed
