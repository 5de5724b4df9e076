import datetime as dt

import pytest

from rosters.files.errors import NoHeader, UnreadableFile
from rosters.files.sheets import Sheet
from rosters.importing.recognise.columns import column_letter, recognise
from rosters.importing.recognise.headings import field_of
from rosters.importing.recognise.roster_reader import read_rows


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
    roster = read(["Mã HS", "Họ và tên", "Ngày sinh", "Giới tính"], ["HS 1/2", "Hoa 2", "31/02/2010", "Nma"])
    [row] = roster.rows
    assert [issue.code for issue in row.issues] == ["code_form", "name_digits", "date_impossible", "sex_unknown"]
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
    sheets = [Sheet("10A1", [["Họ và tên"], ["Lê Văn Tám"]]), Sheet("10A2", [["Quý danh"], ["Lê Văn Chín"]])]
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


HEADER = ["STT", "Mã HS", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp"]


def people_of(*rows, header=HEADER):
    roster = read(header, *rows)
    return [row.values.get("full_name") for row in roster.rows], [text for _sheet, _row, text in roster.passed_over]


@pytest.mark.parametrize(
    ("row", "is_person"),
    [
        ([1, "T1", "Lê Hoa", "05/09/2010", "Nữ", "10A1"], True), (["", "", "Lê Hoa", "", "", ""], True), (["", "T1", "Lê Hoa", "", "", ""], True),
        ([2, "", "Lê Hoa", "", "", ""], True), (["", "", "Lê Hoa", "05/09/2010", "", ""], True), (["", "", "Lê Hoa", "", "Nữ", ""], True),
        (["", "", "Lê Hoa", "ngày 5", "", ""], False), (["", "", "Lê Hoa", "", "Hiệu trưởng", ""], False), (["", "", "", "05/09/2010", "Nữ", ""], True),
        (["", "", "", "05/09/2010", "", ""], False), (["", "T1", "", "", "", ""], True), ([1, "T1", "Ví dụ, xóa dòng này", "", "", ""], False),
        (["", "Người lập bảng", "", "", "", ""], False), (["", "", "Tổng cộng: 40", "", "", ""], False),
    ],
)  # fmt: skip
def test_a_row_is_a_person_or_stands_below_the_roster(row, is_person):
    people, passed_over = people_of(row)
    assert (len(people), len(passed_over)) == ((1, 0) if is_person else (0, 1))


@pytest.mark.parametrize(
    ("name", "is_person"),
    [
        ("Công", False),
        ("Tống:", False),
        ("Tổng", False),
        ("Bí thư", False),
        ("Công Tằng", True),
        ("Tổng số học sinh: 3", False),
        ("TM. BCH", False),
        ("Lê Hoa", True),
    ],
)
def test_with_names_alone_the_words_tell(name, is_person):
    people, passed_over = people_of([name], header=["Họ và tên"])
    assert (len(people), len(passed_over)) == ((1, 0) if is_person else (0, 1))


def test_what_was_passed_over_is_shown_with_its_row_and_cut():
    roster = read(HEADER, ["", "", "Danh sách này có", "x" * 200, "", ""])
    ((sheet, number, text),) = roster.passed_over
    assert (sheet, number, len(text)) == ("Sheet1", 2, 120)


def test_a_title_between_classes_tells_the_class_of_those_below_it():
    roster = read(["STT", "Mã HS", "Họ và tên"], ["Lớp 10A1"], [1, "T1", "Lê Hoa"], ["", "", "Lớp 10A2"], [1, "T2", "Lê An"])
    assert [row.values["class_name"] for row in roster.rows] == ["10A1", "10A2"]
    assert [row.values["chapter_name"] for row in roster.rows] == ["10A1", "10A2"]


def test_a_header_that_comes_again_is_no_person():
    assert people_of([1, "T1", "Lê Hoa"], ["STT", "Mã HS", "Họ và tên"], [2, "T2", "Lê An"]) == (["Lê Hoa", "Lê An"], [])


def test_a_class_in_merged_cells_stands_for_everybody_beside_it():
    rows = [
        ["Họ và tên", "Ngày sinh", "Lớp"],
        ["Lê Hoa", "05/09/2010", "10A1"],
        ["Lê An", "05/09/2010", ""],
        ["Lê Vy", "05/09/2010", ""],
    ]
    roster = read_rows([Sheet("S", rows, [((1, 2), (2, 2))])])
    assert [row.values.get("class_name") for row in roster.rows] == ["10A1", "10A1", None]


@pytest.mark.parametrize(
    ("header", "cells", "sex"),
    [
        (["Nữ"], ["x"], "female"), (["Nữ"], [""], "male"), (["Họ", "Nam"], ["Lê", "x"], "male"), (["Nam", "Nữ"], ["x", ""], "male"),
        (["Nam", "Nữ"], ["", "x"], "female"), (["Nam", "Nữ"], ["x", "x"], None), (["Nam", "Nữ"], ["", ""], None), (["Nữ", "Giới tính"], ["x", "Nam"], "male"),
    ],
)  # fmt: skip
def test_sex_is_told_by_marks(header, cells, sex):
    if header[0] == "Họ":
        roster = read(["Mã HS", "Họ và tên", header[1]], ["T1", "Lê Hoa", cells[1]])
    else:
        roster = read(["Mã HS", "Họ và tên", *header], ["T1", "Lê Hoa", *cells])
    assert roster.rows[0].values.get("sex") == sex


def test_a_mark_that_says_nothing_holds_the_row_back():
    (issue,) = read(["Mã HS", "Họ và tên", "Nữ"], ["T1", "Lê Hoa", "chắc vậy"]).rows[0].issues
    assert (issue.column, issue.value, issue.code, issue.place) == ("Nữ (C)", "chắc vậy", "mark_unknown", 2)


@pytest.mark.parametrize(
    ("parts", "born"),
    [
        ((5, 9, 2010), dt.date(2010, 9, 5)),
        (("05", "09", "10"), dt.date(2010, 9, 5)),
        (("", "", 2010), None),
        (("", "", ""), None),
    ],
)
def test_a_date_in_three_columns_is_one_date(parts, born):
    roster = read(["Mã HS", "Họ và tên", "Ngày", "Tháng", "Năm"], ["T1", "Lê Hoa", *parts])
    assert roster.rows[0].values.get("birth_date") == born
    assert roster.rows[0].issues == []


def test_a_date_in_three_columns_that_cannot_be_is_told_at_the_year():
    (issue,) = read(["Mã HS", "Họ và tên", "Ngày", "Tháng", "Năm"], ["T1", "Lê Hoa", 31, 2, 2010]).rows[0].issues
    assert (issue.code, issue.value, issue.place) == ("date_impossible", "31/2/2010", 4)


def test_american_dates_are_turned_and_that_is_told_once():
    roster = read(
        ["Mã HS", "Họ và tên", "Ngày sinh"],
        ["T1", "Lê Hoa", "05/19/2010"],
        ["T2", "Lê An", "05/06/2010"],
        ["T3", "Lê Ba", "05/20/2010"],
    )
    assert [row.values["birth_date"] for row in roster.rows] == [
        dt.date(2010, 5, 19),
        dt.date(2010, 5, 6),
        dt.date(2010, 5, 20),
    ]
    assert roster.notes == ["Ngày sinh trong tệp viết theo kiểu tháng/ngày/năm; hệ thống đã đổi lại."]


def test_zeros_of_codes_come_back_and_that_is_told():
    roster = read(["Mã HS", "Họ và tên"], ["0012", "Lê Hoa"], [13.0, "Lê An"])
    assert [row.values["code"] for row in roster.rows] == ["0012", "0013"]
    assert [row.numeric_code for row in roster.rows] == [False, True]
    assert roster.notes == ["Excel đã bỏ số 0 ở đầu mã; hệ thống viết lại đủ 4 chữ số."]


IDENTITY = ["Mã HS", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh cá nhân"]


@pytest.mark.parametrize(
    ("number", "code"), [("089210001234", None), ("089310001234", "identity_disagrees"), ("123", "identity_form"), ("", None)]
)
def test_an_identity_number_only_warns_and_is_never_shown(number, code):
    row = read(IDENTITY, ["T1", "Lê An", "05/09/2010", "Nam", number]).rows[0]
    assert row.issues == []
    assert [warning.code for warning in row.warnings] == ([code] if code else [])
    assert all((warning.value, warning.place) == ("", 4) for warning in row.warnings)
    assert row.values.get("identity_number") == (number if len(number) == 12 else None)


def test_what_does_not_agree_is_said_in_the_warning():
    (warning,) = read(IDENTITY, ["T1", "Lê An", "05/09/2010", "Nam", "089310001234"]).rows[0].warnings
    assert warning.message == "Số định danh không khớp với giới tính (số định danh cho thấy nữ). Kiểm tra xem bên nào sai."
    assert warning.column == "Số định danh cá nhân (E)"


def test_sheets_without_a_roster_are_told_and_empty_ones_are_not():
    sheets = [Sheet("Hướng dẫn", [["Cách điền"]]), Sheet("Trống", [[]]), Sheet("DS", [["Họ và tên"], ["Lê Hoa"]])]
    assert read_rows(sheets).skipped_sheets == ["Hướng dẫn"]


def test_columns_are_told_once_over_all_sheets():
    sheets = [Sheet(name, [["Mã HS", "Họ và tên", "Ưu tiên"], ["T1", "Lê Hoa", ""]]) for name in "AB"]
    roster = read_rows(sheets)
    assert (roster.used_columns, roster.unused_columns) == (["Mã HS", "Họ và tên"], ["Ưu tiên"])
    assert roster.places == {"code": 0, "full_name": 1}
    assert [(row.sheet, row.row) for row in roster.rows] == [("A", 2), ("B", 2)]


def test_a_header_that_comes_again_is_known_by_its_name_column_alone():
    rows = [["STT", "Họ đệm", "Tên", "Lớp"], [1, "Lê", "Hoa", "10A1"], ["STT", "Họ đệm", "Tên", "LỚP"], [2, "Lê", "An", "10A1"]]
    assert [row.values["full_name"] for row in read(*rows).rows] == ["Lê Hoa", "Lê An"]


def test_a_repeated_code_column_of_few_values_is_read_once_and_alike():
    rows = [["Mã HS", "Họ và tên", "Giới tính", "Lớp"], *([f"T{n}", f"Lê Hoa {'AB'[n % 2]}", "Nữ", "10A1"] for n in range(6))]
    assert {(row.values["sex"], row.values["class_name"]) for row in read(*rows).rows} == {("female", "10A1")}


@pytest.mark.parametrize(
    ("row", "is_person"),
    [
        ([3, "T3", "Lê Hoa"], True),
        ([3, "T3", "Hiệu trưởng"], True),
        ([None, "An Giang, ngày 5", None], False),
        ([None, None, "(Ký tên)"], False),
        ([3, None, None], False),
        ([3, None, "Lê Hoa"], True),
    ],
)
def test_below_a_numbered_roster_a_number_or_a_code_speaks_for_a_person(row, is_person):
    roster = read(["STT", "Mã HS", "Họ và tên"], [1, "T1", "Lê An"], [2, "T2", "Lê Bình"], row)
    assert (len(roster.rows) == 3) is is_person


class TestWithoutAHeader:
    NAMES = (["Nguyễn Thị Hoa"], ["Trần Quốc Khang"], ["Lê Hoàng Uyên"])

    def test_the_first_row_is_asked_about_and_never_lost(self):
        roster = read(*self.NAMES)
        assert [row.values["full_name"] for row in roster.rows] == ["Nguyễn Thị Hoa", "Trần Quốc Khang", "Lê Hoàng Uyên"]
        [doubt] = roster.doubts
        assert (doubt.code, "“Nguyễn Thị Hoa”" in doubt.text, doubt.rows) == ("no_header", True, [("Sheet1", 1)])

    @pytest.mark.parametrize(
        "head",
        [
            ["H? và tên", "Ngày sinh", "Gi?i tính"],
            ["Há»\x8d vÃ\xa0 tÃªn", "NgÃ y sinh", "Giá»›i tÃ\xadnh"],
            ["H\ufffd t\ufffdn", "L\ufffdp"],
        ],
    )
    def test_a_header_whose_letters_are_broken_says_so(self, head):
        with pytest.raises(UnreadableFile, match="Chữ có dấu đã hỏng") as refused:
            read_rows([Sheet("DS", [head, ["Nguy?n Th? Hoa", "05/09/2010", "N?"]])])
        assert not isinstance(refused.value, NoHeader)

    def test_a_question_in_a_title_is_no_broken_letter(self):
        with pytest.raises(NoHeader):
            read_rows([Sheet("DS", [["Em đã tham gia chưa?"], ["Bạn tên gì?"], ["10A1", "20"]])])

    def test_it_may_be_the_header_after_all(self):
        with pytest.raises(NoHeader):
            read_rows([Sheet("DS", [list(row) for row in self.NAMES])], answers={"no_header": "header"})

    def test_a_row_that_was_pointed_at_is_the_header(self):
        sheet = Sheet("DS", [["Quý danh"], *(list(row) for row in self.NAMES)])
        assert len(read_rows([sheet], {"quy danh": "full_name"}, 0).rows) == 3
        with pytest.raises(NoHeader):
            read_rows([sheet], {}, 0)

    def test_another_sheet_without_a_header_is_asked_about(self):
        sheets = [Sheet("10A1", [["Họ và tên"], ["Lê Văn Tám"]]), Sheet("10A2", [list(row) for row in self.NAMES])]
        roster = read_rows(sheets)
        assert roster.skipped_sheets == ["10A2"]
        assert [(doubt.code, "“10A2”" in doubt.text) for doubt in roster.doubts] == [("skipped_sheets", True)]

    def test_a_sheet_of_instructions_is_only_told(self):
        roster = read_rows([Sheet("10A1", [["Họ và tên"], ["Lê Văn Tám"]]), Sheet("Hướng dẫn", [["Điền đủ các cột"]])])
        assert (roster.skipped_sheets, roster.doubts) == (["Hướng dẫn"], [])


def test_a_list_in_viqr_is_read_and_said_to_be():
    roster = read(["STT", "Ho va ten"], [1.0, "Nguye^~n Thi. Hoa"], [2.0, "Le^ Va(n Ta'm"])
    assert [row.values["full_name"] for row in roster.rows] == ["Nguyễn Thị Hoa", "Lê Văn Tám"]
    [doubt] = roster.doubts
    assert (doubt.code, "VIQR: Nguye^~n Thi. Hoa → Nguyễn Thị Hoa" in doubt.text) == ("old_font", True)


@pytest.mark.parametrize("answer", ["convert", "keep"])
def test_a_list_in_an_old_font_is_converted_only_when_that_is_wanted(answer):
    sheet = Sheet("DS", [["Họ và tên"], ["Nguyeãn Thò Hoa"], ["Traàn Vaên Nam"], ["Leâ Hoaøng Uyeân"]])
    names = [row.values.get("full_name") for row in read_rows([sheet], answers={"old_font": answer}).rows]
    assert names == (
        ["Nguyễn Thị Hoa", "Trần Văn Nam", "Lê Hoàng Uyên"]
        if answer == "convert"
        else ["Nguyeãn Thò Hoa", "Traàn Vaên Nam", "Leâ Hoaøng Uyeân"]
    )


def test_khmer_names_in_a_list_in_unicode_stay_as_they_are():
    """Neáng and Sóc are no Vietnamese syllables, and read like ones typed for an old font."""
    names = ["Neáng Srây Mom", "Chau Sóc Kha", "Neáng Sóc Pholly", "Nguyễn Thị Hoa", "Trần Công Luân", "Lê Phú Tín"]
    roster = read(["Họ và tên", "Giới tính"], *([name, "Nữ"] for name in names))
    assert [row.values["full_name"] for row in roster.rows] == names
    assert roster.doubts == []


class TestWhatASheetSays:
    HEAD, AN, BA = ["Mã HS", "Họ và tên", "Lớp"], ["T1", "Lê Văn An", "10A1"], ["T2", "Lê Thị Ba", "10A1"]

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Nghỉ học", "gone"),
            ("Học sinh chuyển đi", "gone"),
            ("10A1 (2)", "old_sheets"),
            ("Bản cũ", "old_sheets"),
            ("Mẫu", "old_sheets"),
            ("Khối 10", ""),
            ("10A2", "class_conflict"),
        ],
    )
    def test_by_its_name(self, name, code):
        roster = read_rows([Sheet("10A1", [self.HEAD, self.AN]), Sheet(name, [self.HEAD, self.BA])])
        taken = 2 if code in ("", "class_conflict") else 1
        assert ([doubt.code for doubt in roster.doubts], len(roster.rows)) == ([code] if code else [], taken)

    def test_by_its_title(self):
        roster = read(["DANH SÁCH HỌC SINH NGHỈ HỌC LỚP 10A1"], self.HEAD, self.AN)
        assert ([doubt.code for doubt in roster.doubts], len(roster.rows)) == (["gone"], 1)
        rows = [["DANH SÁCH HỌC SINH NGHỈ HỌC LỚP 10A1"], self.HEAD, self.AN]
        assert read_rows([Sheet("S", rows)], answers={"gone": "skip"}).rows == []

    def test_by_a_column_to_be_marked(self):
        roster = read([*self.HEAD, "Nghỉ học"], [*self.AN, ""], [*self.BA, "x"])
        assert ([doubt.code for doubt in roster.doubts], [row.values["code"] for row in roster.rows]) == (["gone"], ["T1"])

    def test_by_a_heading_in_its_middle(self):
        roster = read(self.HEAD, self.AN, ["", "HỌC SINH CHUYỂN ĐI", ""], self.BA)
        assert ([doubt.code for doubt in roster.doubts], [row.values["code"] for row in roster.rows]) == (["gone"], ["T1"])


@pytest.mark.parametrize(("answer", "people"), [("", 3), ("take", 3), ("skip", 2)])
def test_one_of_whom_only_the_name_is_known_is_asked_about(answer, people):
    rows = [
        ["STT", "Mã HS", "Họ và tên", "Ngày sinh"],
        [1.0, "T1", "Lê An", "05/09/2010"],
        [2.0, "T2", "Lê Ba", "05/09/2010"],
        ["", "", "Nguyễn Thị Mới", ""],
    ]
    roster = read_rows([Sheet("DS", rows)], answers={"name_only": answer})
    assert (len(roster.rows), [doubt.code for doubt in roster.doubts]) == (people, ["name_only"])


@pytest.mark.parametrize("mark", ["nt", '"', "-", "//"])
def test_a_mark_for_as_above_is_asked_about_and_makes_no_class(mark):
    roster = read(["Họ và tên", "Lớp"], ["Lê An", "10A1"], ["Lê Ba", mark], ["Lê Tư", "10A2"], ["Lê Sáu", mark])
    assert [row.values["class_name"] for row in roster.rows] == ["10A1", "10A1", "10A2", "10A2"]
    assert [doubt.code for doubt in roster.doubts] == ["class_as_above"]


@pytest.mark.parametrize(
    ("names", "codes", "answer", "sexes"),
    [
        (("Lâm Thị Lài", "Tô Văn Bằng"), (1.0, 0.0), "", ["female", "male"]), (("Lâm Thị Lài", "Tô Văn Bằng"), (0.0, 1.0), "", ["female", "male"]),
        (("Lâm Lài", "Tô Bằng"), (1.0, 2.0), "male", ["male", "female"]), (("Lâm Lài", "Tô Bằng"), ("1", "0"), "female", ["female", "male"]),
    ],
)  # fmt: skip
def test_sexes_in_numbers_are_asked_about_and_names_tell_what_is_likely(names, codes, answer, sexes):
    sheet = Sheet("DS", [["Họ và tên", "Giới tính"], *([name, code] for name, code in zip(names, codes, strict=True))])
    roster = read_rows([sheet], answers={"sex_codes": answer})
    assert ([row.values["sex"] for row in roster.rows], [doubt.code for doubt in roster.doubts]) == (sexes, ["sex_codes"])


@pytest.mark.parametrize(
    ("header", "field"),
    [("Lớp HC", "class_name"), ("Lớp năm học 2026-2027", "class_name"), ("N.sinh", "birth_date"), ("Ngày sinh của em", "birth_date"), ("Họ tên đầy đủ", "full_name"),
     ("Họ và tên trẻ", "full_name"), ("Lớp tham gia (ENROLLED_IN)", "class_name"), ("Chức vụ", "role")],
)  # fmt: skip
def test_headers_of_the_field_are_known(header, field):
    assert field_of(header, {}) == field


def test_a_head_merged_over_two_rows_names_its_column_below_a_group():
    rows = [["STT", "Học sinh", "", "Lớp"], ["", "Họ và tên", "Ngày sinh", ""], [1.0, "Lê An", "05/09/2010", "10A1"]]
    [row] = read(*rows).rows
    assert (row.values["full_name"], row.values["class_name"]) == ("Lê An", "10A1")


def test_birth_dates_that_are_years_are_counted_and_told():
    roster = read(["Họ và tên", "Năm sinh"], ["Lê An", 2010.0], ["Lê Ba", "2011"], ["Lê Tư", "05/09/2010"])
    assert [row.values.get("birth_date") for row in roster.rows] == [None, None, dt.date(2010, 9, 5)]
    assert roster.notes == ["2 dòng chỉ có năm sinh, không có ngày: hệ thống để trống ngày sinh."]
