"""Rows of a list that are no person."""

import pytest

from rosters.importing.recognise.between_people import is_header, is_numbering, number_said, sounds_like_footer, title_class


@pytest.mark.parametrize(
    "texts", [["(1)", "(2)", "(3)"], ["A", "B", "1", "2"], ["1", "2", "3", "", "5"], ["[1]", "[2]", "[3]"], ["1.", "2.", "3."]]
)
def test_a_row_that_numbers_the_columns_is_no_person(texts):
    assert is_numbering(texts)


@pytest.mark.parametrize("texts", [["1", "2"], ["1", "HS1", "Lê An"], ["", "", ""], ["1", "123", "2"], ["1", "An", "x"]])
def test_other_rows_number_nothing(texts):
    assert not is_numbering(texts)


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (["Lớp 10A2", "", "GVCN: Trần Thị Lan"], "10A2"), (["", "10A2", ""], "10A2"), (["Lớp: 6/2 - Sĩ số: 40"], "6/2"),
        (["10A2", "Lê An"], ""), (["GVCN: Trần Thị Lan"], ""), ([], ""),
    ],
)  # fmt: skip
def test_a_title_between_people_names_their_class(texts, named):
    assert title_class(texts) == named


def test_a_head_that_comes_again_names_columns_and_a_person_does_not():
    assert is_header(["STT", "Họ và tên", "Ngày sinh"], {})
    assert is_header(["Số", "Quý danh"], {"so": "ordinal", "quy danh": "full_name"})
    assert not is_header([1.0, "Lê Nam", "Nữ"], {})
    assert not is_header(["Ngày sinh", "Lớp"], {})


@pytest.mark.parametrize(
    "text",
    [
        "Danh sách này có 42 học sinh", "Tổng cộng: 42", "Người lập biểu", "TM. BAN CHẤP HÀNH", "KT. HIỆU TRƯỞNG", "Sĩ số", "Cộng:", "(Ký, ghi rõ họ tên)",
        "Thoại Sơn, ngày 20 tháng 11 năm 2026", "Giáo viên chủ nhiệm", "Bí thư", "Nơi nhận:",
    ],
)  # fmt: skip
def test_what_stands_below_a_list_is_known(text):
    assert sounds_like_footer(["", text])


@pytest.mark.parametrize("name", ["Công Minh Tuấn", "Bí Văn Thư", "Lê Tổng", "Hiệu Văn Trưởng", "Ghi Văn Chú", ""])
def test_a_name_that_begins_alike_is_a_name(name):
    assert not sounds_like_footer([name])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Danh sách này có 42 học sinh./.", 42), ("Tổng cộng: 06 đoàn viên", 6), ("Sĩ số: 40", 40), ("Danh sách gồm có 7 người", 7), ("Tổng số nữ: 20", None),
        ("Người lập 42", None), ("Tổng cộng", None), ("Cộng danh sách: 12 em", 12), ("Tổng số 42 học sinh, trong đó có 20 nữ", 42),
    ],
)  # fmt: skip
def test_a_list_may_say_how_many_it_has(text, number):
    assert number_said(["", text]) == number
