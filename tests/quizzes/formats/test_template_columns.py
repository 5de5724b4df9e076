"""The words that the cells of the template hold."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats import template_columns as columns
from quizzes.formats.questions_of_files import Unreadable


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("Câu hỏi", "Câu hỏi"), ("NỘI DUNG CÂU HỎI", "Câu hỏi"), ("Phương án A", "A"), ("c", "C"), ("Đáp án", "Đáp án"),
        ("Đáp án đúng", "Đáp án"), ("Mức độ", "Độ khó"), ("Giải thích", "Giải thích"), ("STT", ""), ("Điểm", ""),
    ],
)  # fmt: skip
def test_heads_are_known_by_their_words(head, column):
    assert columns.column_named(head) == column


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("A", {"A": None}), ("a", {"A": None}), ("A, C", {"A": None, "C": None}), ("A;C", {"A": None, "C": None}),
        ("A và C", {"A": None, "C": None}), ("A C", {"A": None, "C": None}), ("B.", {"B": None}), ("", {}),
        ("A 50%, B -33,3%", {"A": "50", "B": "-33.3"}), ("A = 50%; C(25 %)", {"A": "50", "C": "25"}), ("A&B", {"A": None, "B": None}),
    ],
)  # fmt: skip
def test_letters_with_or_without_per_cents(text, letters):
    assert columns.letters_of(text) == letters


@pytest.mark.parametrize("text", ["X", "A, A", "12", "Hà Nội", "A 50", "AB C"])
def test_what_are_no_letters_is_refused(text):
    with pytest.raises(Unreadable):
        columns.letters_of(text)


@given(st.dictionaries(st.sampled_from(columns.LETTERS), st.one_of(st.none(), st.integers(-100, 100).map(str))))
def test_letters_come_back(letters):
    assert columns.letters_of(columns.said_letters(letters)) == letters


def test_kinds_are_known_with_and_without_accents():
    assert [columns.kind_of_word(word) for word in ("Ghép đôi", "GHEP DOI", "", *columns.KINDS.values())] == [
        "matching", "matching", "", *columns.KINDS,
    ]  # fmt: skip
    with pytest.raises(Unreadable, match="Chọn một"):
        columns.kind_of_word("Tự luận")


def test_markings_difficulties_and_days():
    assert columns.markings_of("Đúng hết; không trộn") == {"đúng hết", "không trộn"}
    assert [columns.difficulty_of(text) for text in ("", "Khó", "trung bình", "1")] == [None, 3, 2, 1]
    assert [columns.day_of(text) for text in ("", "31/12/2026", "2026-12-31")] == [None, *[dt.date(2026, 12, 31)] * 2]
    for read, text in ((columns.markings_of, "x"), (columns.difficulty_of, "x"), (columns.day_of, "31/13/2026")):
        with pytest.raises(Unreadable):
            read(text)


@pytest.mark.parametrize(
    ("text", "value", "tolerance"),
    [("3", "3", "0"), ("3 ± 0,5", "3", "0.5"), ("3+-0,5", "3", "0.5"), ("1.234,5", "1234.5", "0"), ("-2,25", "-2.25", "0")],
)
def test_numbers_with_their_tolerance(text, value, tolerance):
    assert columns.value_and_tolerance(text) == (Decimal(value), Decimal(tolerance))


@pytest.mark.parametrize("text", ["ba", "1.234", "3 km", ""])
def test_a_number_that_is_none_or_may_be_two_is_refused(text):
    with pytest.raises(Unreadable):
        columns.number_of_cell(text)


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_number_comes_back(number):
    text = format(number.normalize(), "f")
    assert columns.number_of_cell(columns.said_number(text)) == number


def test_feedback_has_a_line_for_each_letter():
    text = columns.said_by_letter([("A", "Vâng: có"), ("B", ""), ("C", "Không")])
    assert text == "A: Vâng: có\nC: Không"
    assert columns.feedback_by_letter(text, ["A", "B", "C"]) == {"A": "Vâng: có", "C": "Không"}
    for spoiled in ("Vâng", "D: Vâng"):
        with pytest.raises(Unreadable):
            columns.feedback_by_letter(spoiled, ["A", "B", "C"])
