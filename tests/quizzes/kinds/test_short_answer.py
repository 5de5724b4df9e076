"""A few words typed by the learner."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import kind_named
from tests.quizzes.kinds.written import TURN, content, read

KIND = kind_named("short_answer")


def asked(*answers, **more):
    written = [{"text": text, "percent": percent, "feedback": told} for text, percent, told in answers]
    return content("short_answer", answers=written, **more)


OTP = asked(("mật khẩu", None, ""), ("khóa *", 50, "Gần đúng."))


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [
        ("mật khẩu", 1), ("  Mật   KHẨU ", 1), ("mat khau", 1), ("ma\u0323\u0302t khẩu", 1), ("mật\u200b khẩu", 1), ("mật khẩu mạnh", 0),
        ("khóa màn hình", Fraction(1, 2)), ("KHOA", Fraction(1, 2)), ("ổ khóa", 0), ("", 0),
    ],
)  # fmt: skip
def test_spelling_is_tolerated_unless_the_author_wants_it(typed, fraction):
    assert KIND.fraction(OTP, read("short_answer", OTP, {"": [typed]})) == fraction


@pytest.mark.parametrize(
    ("more", "typed", "fraction"),
    [
        ({"keeps_accents": True}, "Mật khẩu", 1), ({"keeps_accents": True}, "mat khau", 0), ({"keeps_case": True}, "mat khau", 1),
        ({"keeps_case": True}, "Mat khau", 0), ({"keeps_case": True, "keeps_accents": True}, "mật khẩu", 1),
        ({"keeps_case": True, "keeps_accents": True}, "Mật khẩu", 0),
    ],
)  # fmt: skip
def test_the_author_may_want_accents_and_capitals(more, typed, fraction):
    assert KIND.fraction(asked(("mật khẩu", None, ""), **more), typed) == fraction


def test_a_star_after_a_backslash_is_a_star():
    made = asked((r"\*101#", None, ""))
    assert [KIND.fraction(made, typed) for typed in ("*101#", "x101#")] == [1, 0]


def test_signs_of_patterns_are_letters_like_others():
    made = asked(("a.b(c", None, ""))
    assert [KIND.fraction(made, typed) for typed in ("a.b(c", "axb(c")] == [1, 0]


def test_a_very_long_answer_and_many_stars_end_in_time():
    made = asked(("a*a*a*a*a*b", None, ""))
    assert KIND.fraction(made, "a" * 500) == 0


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (asked(("", None, "")), "Có câu trả lời để trống."),
        (asked(("a", 50, "")), "Cần ít nhất một câu trả lời được 100% điểm."),
        (asked(("a*b*c*d*e*f*g", None, "")), "quá nhiều dấu *"),
        (asked(("a", None, ""), text=""), "Chưa có câu hỏi."),
    ],
)
def test_what_cannot_be_asked_is_told(made, told):
    assert any(told in problem for problem in KIND.problems(made))


def test_what_is_wanted_is_shown_afterwards_only():
    assert KIND.shown(OTP, TURN, "khóa số", revealed=False) == {"answer": "khóa số"}
    told = KIND.shown(OTP, TURN, "khóa số", revealed=True)
    assert told == {"answer": "khóa số", "fraction": Fraction(1, 2), "feedback": "Gần đúng.", "wanted": ["mật khẩu"]}


def test_people_are_shown_no_stars_of_the_author():
    assert KIND.shown(asked(("khóa *", None, "")), TURN, "x", revealed=True)["wanted"] == ["khóa …"]


def test_its_classes_are_the_answers_and_what_fits_none_is_in_none():
    ids = [answer["id"] for answer in OTP["answers"]]
    assert [each.id for each in KIND.classes(OTP)[""]] == ids
    assert [KIND.classify(OTP, typed)[""] for typed in ("mat khau", "khóa", "gì đó")] == [*ids, ""]
    assert KIND.guess(OTP) == 0


@given(st.text(max_size=40))
def test_an_answer_is_right_when_it_is_typed_as_it_was_written(text):
    made = asked((text.replace("*", "").replace("\\", ""), None, ""), keeps_case=True, keeps_accents=True)
    if not KIND.problems(made):
        assert KIND.fraction(made, made["answers"][0]["text"]) == 1
