"""Questions that ask nearly the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.bank.alike import alike, likeness, most_alike, rare_words
from rosters.names import fold
from tests import factories

ASKED = "Mã OTP gửi về điện thoại dùng để làm gì?"


def test_the_longest_words_are_looked_for():
    assert rare_words(fold(ASKED)) == ["thoai", "dien", "dung", "gui"]
    assert rare_words("") == []


@pytest.mark.parametrize(
    ("other", "is_alike"),
    [
        ("Mã OTP gửi về điện thoại dùng để làm gì", True), ("MA OTP gui ve dien thoai dung de lam gi?", True),
        ("Mã OTP gửi về máy điện thoại dùng để làm gì?", True), ("Mã OTP là gì?", False), ("", False),
        ("Mật khẩu VNeID dùng để làm gì?", False),
    ],
)  # fmt: skip
def test_one_word_more_or_less_is_the_same_question(other, is_alike):
    assert bool(most_alike(fold(ASKED), [(1, fold(other))])) is is_alike


@given(st.text(st.sampled_from("abc d"), max_size=30), st.text(st.sampled_from("abc d"), max_size=30))
def test_likeness_is_between_nothing_and_all(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == (1 if one else 0)


def test_they_are_found_in_the_bank_in_two_queries(db, django_assert_num_queries):
    first = factories.question(ASKED)
    near = factories.question("Mã OTP gửi về máy điện thoại dùng để làm gì?")
    factories.question("Hồ sơ nộp ở đâu?")
    with django_assert_num_queries(2):
        assert alike(first) == [near]


def test_a_question_without_words_is_like_none(db):
    assert alike(factories.question("?", publish=False)) == []
