import datetime as dt

import pytest

from rosters.files.errors import UnreadableFile
from rosters.files.reading import Sheet
from rosters.importing.recognise.columns import column_letter, recognise
from rosters.importing.recognise.rows import read_rows


def read(*rows, name="Sheet1"):
    return read_rows([Sheet(name, [list(row) for row in rows])])


def test_the_header_is_found_below_titles_and_the_footer_is_passed_over():
    roster = read(
        ["SỞ GIÁO DỤC VÀ ĐÀO TẠO AN GIANG"],
        ["DANH SÁCH HỌC SINH LỚP 10A1"],
        [],
        ["STT", "Mã HS (*)", "Họ và\ntên", "NGAY SINH", "Phái", "Dân tộc"],
        [1, "HS1", "Nguyễn Thị Hoa", "05/09/2010", "Nữ", "Kinh"],
        [2, "HS2", "Chau Rươl", "6/9/2010", "Nam", "Khmer"],
        [],
        ["Danh sách này có 2 học sinh"],
        ["", "", "HIỆU TRƯỞNG"],
    )
    assert [row.values["full_name"] for row in roster.rows] == ["Nguyễn Thị Hoa", "Chau Rươl"]
    assert [row.row for row in roster.rows] == [5, 6]
    assert roster.rows[0].values == {
        "code": "HS1",
        "full_name": "Nguyễn Thị Hoa",
        "birth_date": dt.date(2010, 9, 5),
        "sex": "female",
        "class_name": "10A1",
        "chapter_name": "10A1",
    }
    assert roster.unused_columns == ["Dân tộc"]
    assert [row for _sheet, row, _text in roster.passed_over] == [8, 9]


def test_a_name_in_two_columns_and_a_date_in_three_are_joined():
    roster = read(
        ["STT", "Họ và chữ đệm", "Tên", "Ngày sinh", None, None, "Nữ"],
        [None, None, None, "Ngày", "Tháng", "Năm", None],
        [1, "Trần Ngọc", "Ánh", 5, 9, 2010, "x"],
        [2, "Lê Văn", "Tám", 6, 9, 2010, ""],
    )
    first, second = roster.rows
    assert first.values["full_name"] == "Trần Ngọc Ánh"
    assert first.values["birth_date"] == dt.date(2010, 9, 5)
    assert (first.values["sex"], second.values["sex"]) == ("female", "male")


def test_the_class_may_stand_only_in_the_name_of_the_sheet():
    roster = read(["Họ tên"], ["Nguyễn Thị Hoa"], name="11B2")
    assert roster.rows[0].values["class_name"] == "11B2"


def test_every_mistake_of_a_row_is_told_at_once_with_its_column():
    roster = read(["Mã HS", "Họ và tên", "Ngày sinh", "Giới tính"], ["HS 1/2", "Hoa", "31/02/2010", "Nma"])
    [row] = roster.rows
    assert [issue.code for issue in row.issues] == ["code_form", "name_one_word", "date_impossible", "sex_unknown"]
    assert row.issues[2].column == "Ngày sinh (C)"
    assert row.issues[2].value == "31/02/2010"


def test_a_person_named_like_a_footer_is_not_lost():
    roster = read(["STT", "Họ và tên"], [1, "Tống Văn Cộng"], [2, "Công Tằng Tôn Nữ Hạnh"])
    assert len(roster.rows) == 2


def test_a_family_named_like_a_footer_without_numbers_is_not_lost():
    roster = read(["Họ và tên"], ["Công Tằng Tôn Nữ Hạnh"], ["Tổng cộng: 1"])
    assert [row.values["full_name"] for row in roster.rows] == ["Công Tằng Tôn Nữ Hạnh"]
    assert len(roster.passed_over) == 1


def test_a_file_without_a_name_column_is_refused_with_an_example():
    with pytest.raises(UnreadableFile, match="Họ và tên"):
        read(["Mã", "Điểm"], ["HS1", 9])


def test_given_name_alone_is_the_whole_name():
    table = recognise(Sheet("", [["Tên", "Lớp"]]))
    assert table.columns["full_name"] == 0


def test_columns_are_lettered_as_excel_does():
    assert [column_letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_one_header_over_two_columns_of_a_name_loses_no_given_name():
    roster = read(["STT", "Họ và tên", None, "Lớp"], [1, "Nguyễn Thị", "Hoa", "10A1"], [2, "Lê Văn", "Tám", "10A1"])
    assert [row.values["full_name"] for row in roster.rows] == ["Nguyễn Thị Hoa", "Lê Văn Tám"]


def test_a_signature_is_not_a_pupil_and_a_pupil_is_not_a_footer():
    roster = read(
        ["STT", "Mã HS", "Họ và tên", "Ngày sinh"],
        [1, "HS1", "Tống Công Minh", "05/09/2010"],
        ["", "", "Tống Công Danh", "06/09/2010"],
        ["", "Danh sách này có 2 học sinh", "", ""],
        ["", "", "Giáo viên chủ nhiệm", ""],
        ["", "", "Trần Thị Thu Hà", "Ký tên"],
    )
    assert [row.values["full_name"] for row in roster.rows] == ["Tống Công Minh", "Tống Công Danh"]
    assert len(roster.passed_over) == 3


def test_a_sheet_without_a_header_is_told_and_two_lists_side_by_side_are_refused():
    sheets = [Sheet("10A1", [["Họ và tên"], ["Lê Văn Tám"]]), Sheet("10A2", [["Họ tên các em"], ["Lê Văn Chín"]])]
    roster = read_rows(sheets)
    assert roster.skipped_sheets == ["10A2"]
    with pytest.raises(UnreadableFile, match="cạnh nhau"):
        read(["STT", "Họ và tên", "STT", "Họ và tên"], [1, "Lê Văn Tám", 2, "Lê Văn Chín"])


@pytest.mark.parametrize(
    ("title", "name"),
    [("DANH SÁCH LỚP 10A1", "10A1"), ("LỚP 10 NĂM HỌC 2026-2027", None), ("Lớp 9/1", "9/1"), ("Chi đoàn: 11 B2", "11B2")],
)
def test_a_class_is_read_from_a_title(title, name):
    roster = read([title], ["Họ và tên"], ["Lê Văn Tám"])
    assert roster.rows[0].values.get("class_name") == name


def test_a_column_nam_marks_men():
    roster = read(["STT", "Họ và tên", "Nam"], [1, "Lê Văn Tám", "x"], [2, "Lê Thị Chín", ""])
    assert [row.values["sex"] for row in roster.rows] == ["male", "female"]


def test_a_person_without_a_name_is_told_and_an_empty_numbered_row_is_not_a_person():
    roster = read(
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính"],
        [1, "Lê Văn Tám", "05/09/2010", "Nam"],
        [2, "", "06/09/2010", "Nữ"],
        [3, "", "", ""],
        ["", "", "An Giang, ngày 5 tháng 9", ""],
    )
    assert [row.row for row in roster.rows] == [2, 3]
    assert len(roster.passed_over) == 2
