"""Which column holds what: headers as people write them, over one row or two, beside what is not needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.files.errors import UnreadableFile
from rosters.files.sheets import Sheet
from rosters.importing.recognise.columns import (
    class_in_title,
    column_letter,
    field_of,
    header_key,
    likely_header_row,
    recognise,
)


def table(*rows, own=None, name="Sheet1", header_row=None):
    return recognise(Sheet(name, [list(row) for row in rows]), own, header_row)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Họ và tên", "ho va ten"), ("  HỌ VÀ\nTÊN: ", "ho va ten"), ("Họ và tên (*)", "ho va ten"), ("Mã HS (nếu có)", "ma hs"),
        ("(Mã)", "(ma)"), ("Ngày sinh...", "ngay sinh"), ("Giới tính (Nam/Nữ", "gioi tinh"), (None, ""), (12, "12"),
    ],
)  # fmt: skip
def test_a_header_is_compared_without_what_people_add_to_it(header, key):
    assert header_key(header) == key


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Họ tên học sinh", "full_name"), ("Họ và tên của đoàn viên", "full_name"), ("Tên lớp", "class_name"), ("Phái", "sex"),
        ("Mã học sinh", "code"), ("Ngày tháng năm sinh", "birth_date"), ("Ghi chú", "remark"), ("Dân tộc", ""), ("", ""),
    ],
)  # fmt: skip
def test_headers_are_known_in_many_spellings(header, field):
    assert field_of(header, {}) == field


def test_what_an_organizer_mapped_goes_first():
    assert field_of("Ghi chú", {"ghi chu": "class_name"}) == "class_name"
    assert field_of("Lớp", {"lop": ""}) == ""


def test_the_row_with_the_most_known_headers_is_the_header():
    found = table(["Họ và tên"], ["Mã HS", "Họ và tên", "Lớp", "Dân tộc"], ["1", "Hoa", "10A1", "Kinh"])
    assert (found.header_row, found.first_row) == (1, 2)
    assert found.columns == {"code": 0, "full_name": 1, "class_name": 2}


def test_without_a_name_there_is_no_roster():
    assert table(["Mã HS", "Lớp"], ["1", "10A1"]) is None
    assert table(["Họ", "Lớp"], ["Nguyễn", "10A1"]) is None
    assert table(["Họ", "Tên"], ["Nguyễn", "Hoa"]).columns == {"family_name": 0, "given_name": 1}


def test_a_given_name_alone_is_the_whole_name():
    assert table(["Tên", "Lớp"], ["Nguyễn Hoa", "10A1"]).columns == {"full_name": 0, "class_name": 1}


def test_a_header_beyond_the_first_rows_is_not_looked_for():
    assert table(*[["x"]] * 30, ["Họ và tên"]) is None
    assert table(*[["x"]] * 29, ["Họ và tên"]).header_row == 29


def test_the_row_an_organizer_points_at_is_taken():
    rows = ["Mã HS", "Họ và tên", "Lớp"], ["x", "y", "z"], ["Họ và tên", "", ""]
    assert table(*rows, header_row=2).header_row == 2
    assert table(*rows, header_row=1) is None


def test_headers_over_two_rows_are_read_together():
    found = table(
        ["TT", "Họ và tên", "", "Ngày sinh", "", ""],
        ["", "Họ đệm", "Tên", "Ngày", "Tháng", "Năm"],
        ["1", "Lê", "Hoa", 1, 2, 2010],
    )
    assert found.first_row == 2
    assert {"family_name", "given_name", "birth_day", "birth_month", "birth_year"} <= found.columns.keys()
    assert "birth_date" not in found.columns


def test_a_first_row_of_people_is_no_second_header():
    assert table(["Họ và tên", "Lớp"], ["Lê Tên", "10A1"]).first_row == 1


def test_a_column_to_mark_men_is_told_from_a_year():
    assert table(["Họ và tên", "Nam", "Nữ"], ["Lê An", "x", ""]).columns["male_mark"] == 1
    assert "male_mark" not in table(["Họ và tên", "Năm"], ["Lê An", 2010]).columns


def test_a_unit_stands_for_class_and_chapter_where_none_is_named():
    assert table(["Họ và tên", "Đơn vị"], ["Lê An", "10A1"]).columns == {"full_name": 0, "class_name": 1, "chapter_name": 1}
    assert table(["Họ và tên", "Đơn vị", "Lớp"], ["Lê An", "x", "10A1"]).columns["class_name"] == 2


def test_one_header_over_two_columns_of_names_splits_it():
    found = table(["Họ và tên", None, "Lớp"], ["Nguyễn Thị", "Hoa", "10A1"], ["Lê Văn", "Tám", "10A1"])
    assert found.columns == {"family_name": 0, "given_name": 1, "class_name": 2}


def test_two_rosters_side_by_side_are_refused_in_words():
    with pytest.raises(UnreadableFile, match="hai danh sách đặt cạnh nhau"):
        table(["Họ và tên", "Lớp", "Họ và tên", "Lớp"], ["A", "1", "B", "2"])


def test_what_is_not_needed_is_listed_as_written():
    assert table(["Họ và tên", "Dân tộc ", "Ưu tiên"], ["A", "Kinh", ""]).unused == ["Dân tộc", "Ưu tiên"]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("DANH SÁCH LỚP 10A1", "10A1"), ("Danh sách học sinh lớp: 9/2 năm học", "9/2"), ("Chi đoàn 12 c1", "12C1"),
        ("DANH SÁCH HỌC SINH", ""), ("Lớp 13A1", ""), ("lớp học 10", ""), ("Lớp 10A1Tin", ""),
    ],
)  # fmt: skip
def test_a_class_is_read_from_a_title(title, named):
    assert class_in_title(title) == named


@pytest.mark.parametrize(("name", "hint"), [("10A1", "10A1"), ("Lớp 10A1", "10A1"), ("Sheet1", ""), ("DS 10A1", "10A1")])
def test_the_name_of_a_sheet_may_be_a_class(name, hint):
    assert table(["Họ và tên"], ["A"], name=name).class_hint.sheet == hint


@given(st.integers(0, 20_000))
def test_letters_of_columns_count_on_as_in_excel(place):
    number = 0
    for letter in column_letter(place):
        number = 26 * number + ord(letter) - 64
    assert number == place + 1


def test_where_no_header_was_found_the_row_with_most_texts_is_offered():
    sheet = Sheet("", [["Trường"], ["a", "b", "c"], ["a", "a", "a"], [1, 2, 3, 4]])
    assert likely_header_row(sheet) == 1
    assert likely_header_row(Sheet("", [])) == 0


def test_a_second_header_takes_the_place_of_the_merged_one_above_it():
    found = table(
        ["STT", "Họ và tên", None, "Giới tính", None],
        [None, "Họ và chữ đệm", "Tên", "Nam", "Nữ"],
        [1, "Lê Văn", "Tám", "x", ""],
    )
    assert found.columns == {"ordinal": 0, "family_name": 1, "given_name": 2, "male_mark": 3, "female_mark": 4}
    assert (found.headers[2], found.headers[4], found.first_row) == ("Tên", "Nữ", 2)


def test_a_second_header_leaves_a_column_that_is_known_already():
    found = table(["Họ và tên", "Lớp", "Ngày sinh"], ["Họ và tên", "Lớp", "Năm sinh"], ["Lê An", "10A1", 2010])
    assert found.columns["full_name"] == 0
    assert found.columns["class_name"] == 1
