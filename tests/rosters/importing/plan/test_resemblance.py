"""Names that are nearly the same."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.importing.plan.resemblance import (
    are_near_days,
    fits_grade,
    grade_in,
    is_near,
    is_odd_class,
    look,
    may_be_one,
    within_one_edit,
)

words = st.text(alphabet="abcđêơ", max_size=7)


@pytest.mark.parametrize(
    "name",
    [
        "10Al",
        "10A1.",
        "10 A1",
        "10a1",
        "Lớp 10A1",
        "10A1 (2026-2027)",
        "10A1 - GVCN Lan",
        "10-A1",
        "10A01",
        "l0A1",
        "1OA1",
        "10AI",
    ],
)
def test_names_of_a_class_that_look_alike_have_one_look(name):
    assert look(name) == look("10A1")


@pytest.mark.parametrize("name", ["10A2", "11A1", "10A10", "10A11", "10B1", "10A", "10/1"])
def test_other_classes_look_otherwise(name):
    assert look(name) != look("10A1")


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("60", True),
        ("700", True),
        ("A1", True),
        ("10", True),
        ("10A1", False),
        ("6/2", False),
        ("Lá 1", False),
        ("Ấp Mỹ An", False),
        ("Khóm 3", False),
        ("CA2", False),
    ],
)
def test_a_name_that_no_class_has_is_odd(name, odd):
    assert is_odd_class(name) is odd


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trần Ngọc Anh", "Trần Ngọc Ánh"),
        ("Lý Hoàng Cườg", "Lý Hoàng Cường"),
        ("Mohamad A Min", "Mohamad Amin"),
        ("Lê Ab", "Lê Ba"),
        ("Hòa", "Hoà"),
    ],
)
def test_a_slip_makes_near_names(one, other):
    assert is_near(one, other)
    assert is_near(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Trần Song Sinh", "Trần Song Toàn"), ("Lê An", "Lê Anh Tú"), ("Nguyễn Văn An", "Trần Văn An")]
)
def test_other_names_are_not_near(one, other):
    assert not is_near(one, other)


def distance(one, other):
    """By the textbook, with neighbours that change places (optimal string alignment)."""
    rows = [[max(i, j) if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(words, words)
def test_one_edit_is_what_the_textbook_counts(one, other):
    assert within_one_edit(one, other) is (distance(one, other) <= 1)


@pytest.mark.parametrize(
    ("name", "grade"),
    [
        ("10A1", 10),
        ("6/2", 6),
        ("1A", 1),
        ("12A10", 12),
        ("Lớp 9A", 9),
        ("A1", None),
        ("60", None),
        ("Ấp 3", None),
        ("10", 10),
        ("13A", None),
        ("100", None),
    ],
)
def test_the_grade_stands_in_the_name_of_a_class(name, grade):
    assert grade_in(name) == grade


@pytest.mark.parametrize(
    ("year", "fits"),
    [(2011, True), (2012, True), (2010, True), (2008, True), (2013, False), (2007, False), (1985, False), (2026, False)],
)
def test_an_age_fits_a_grade(year, fits):
    assert fits_grade(dt.date(year, 6, 1), 10, dt.date(2026, 11, 29)) is fits


def test_a_school_year_goes_on_after_new_year():
    assert fits_grade(dt.date(2008, 1, 1), 10, dt.date(2027, 3, 1))
    assert not fits_grade(dt.date(2008, 1, 1), 10, dt.date(2027, 9, 1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lê Hân", "Lê Ngọc Hân"),
        ("Khoa Mai Đức", "Mai Đức Khoa"),
        ("Đổ Hồng Vi", "Đỗ Hồng Vy"),
        ("Đặng N. Thảo", "Đặng Như Thảo"),
        ("Huỳnh Thị Mỹ Quyên", "Huỳnh Mỹ Quyên"),
    ],
)
def test_names_of_one_birthday_that_may_be_one_persons(one, other):
    assert may_be_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Trần Song Sinh", "Trần Song Toàn"), ("Lê Ngọc Hân", "Trần Ngọc Hân"), ("Lê An", "Lê Bình")]
)
def test_names_of_one_birthday_that_are_two_peoples(one, other):
    assert not may_be_one(one, other)


@pytest.mark.parametrize("name", ["10А1", "１０A1"])
def test_letters_of_another_alphabet_and_wide_digits_look_like_ours(name):
    assert look(name) == look("10A1")


@pytest.mark.parametrize("name", ["?", "không rõ", "chưa xếp lớp", "10A1, CLB Toán", "10A1/10A2", "-1", "//"])
def test_what_names_no_class_or_two_is_odd(name):
    assert is_odd_class(name)


@pytest.mark.parametrize("other", ["2010-09-05", "2011-05-09", "2010-05-10", "2010-05-19", "2010-06-09", "2010-05-08"])
def test_a_slip_makes_near_days(other):
    assert are_near_days(dt.date(2010, 5, 9), dt.date.fromisoformat(other))
    assert are_near_days(dt.date.fromisoformat(other), dt.date(2010, 5, 9))


def test_two_digits_in_each_others_place_make_near_days():
    assert are_near_days(dt.date(2010, 9, 12), dt.date(2010, 9, 21))


@pytest.mark.parametrize("other", ["2012-05-19", "2010-07-21", "2011-06-08"])
def test_other_days_are_not_near(other):
    assert not are_near_days(dt.date(2010, 5, 9), dt.date.fromisoformat(other))
