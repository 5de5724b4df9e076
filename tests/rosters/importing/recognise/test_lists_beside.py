"""Signers below a list, and other lists in its sheet."""

import datetime as dt

import pytest

from rosters.files.sheets import Sheet
from rosters.importing.recognise.roster_reader import read_rows
from tests.rosters.importing.recognise.test_table_reader import AN, BA, HEAD, TU, asked, read, values


class TestSignersBelow:
    """A form teacher who signs right below the last pupil, without a word before the name."""

    HEAD = ("STT", "Họ và tên", "Ngày sinh")

    def test_a_row_without_a_number_below_numbered_ones_is_asked_about(self):
        rows = [[1.0, "Lê Văn An", "05/09/2010"], [2.0, "Lê Thị Ba", "21/11/2010"], [None, "Trần Thị Lan", None]]
        roster = read(self.HEAD, *rows, ["", "GVCN", ""], name="10A1")
        assert asked(roster)["name_only"].rows == [("10A1", 4)]

    def test_a_list_that_numbers_nobody_is_not_asked_about(self):
        rows = [[None, "Lê Văn An", "05/09/2010"], [None, "Lê Thị Ba", "21/11/2010"], [None, "Trần Thị Lan", None]]
        assert "name_only" not in asked(read(self.HEAD, *rows, name="10A1"))

    def test_somebody_with_a_number_and_no_birth_date_is_a_pupil(self):
        rows = [[1.0, "Lê Văn An", "05/09/2010"], [2.0, "Lê Thị Ba", "21/11/2010"], [3.0, "Trần Thị Lan", None]]
        assert "name_only" not in asked(read(self.HEAD, *rows, name="10A1"))


class TestOtherLists:
    """A second list in the sheet of a first one."""

    def test_one_beside_the_first_is_asked_about(self):
        head = ["STT", "Họ và tên", "Ngày sinh", "", "TT", "Học sinh", "Sinh"]
        rows = [
            [n, name, "05/09/2010", "", n + 3, other, "05/10/2010"]
            for n, (name, other) in enumerate(
                [("Lê Văn An", "Trần Thị Ba"), ("Võ Văn Tư", "Phan Thị Năm"), ("Đỗ Thị Sáu", "Hồ Văn Bảy")], 1
            )
        ]
        assert "second_block" in asked(read(head, *rows, name="10A1"))

    def test_names_of_parents_beside_a_list_are_no_second_one(self):
        head = ["STT", "Họ và tên", "Ngày sinh", "Họ tên cha"]
        rows = [
            [n, name, "05/09/2010", other]
            for n, (name, other) in enumerate(
                [("Lê Văn An", "Lê Văn Ba"), ("Võ Văn Tư", "Võ Văn Năm"), ("Đỗ Thị Sáu", "Đỗ Văn Bảy")], 1
            )
        ]
        assert asked(read(head, *rows, name="10A1")) == {}

    def test_a_second_head_with_its_name_in_the_same_column_is_read_by_itself(self):
        roster = read(
            ["STT", "Họ và tên", "Ngày sinh", "Lớp"],
            [1.0, "Lê Văn An", "05/09/2010", "10A1"],
            ["STT", "Họ và tên", "Lớp", "Ngày sinh"],
            [2.0, "Lê Thị Ba", "10A2", "21/11/2010"],
        )
        assert values(roster, "class_name") == ["10A1", "10A2"]

    def test_a_list_of_another_class_below_the_signatures_is_asked_about(self):
        head = ["STT", "Họ và tên", "Ngày sinh"]
        roster = read(
            ["DANH SÁCH HỌC SINH LỚP 10A1"],
            head,
            [1.0, "Lê Văn An", "05/09/2010"],
            ["", "", "Giáo viên chủ nhiệm"],
            ["DANH SÁCH HỌC SINH LỚP 10 TIN"],
            head,
            [1.0, "Lê Thị Ba", "21/11/2010"],
        )
        assert "under_title" in asked(roster)

    def test_a_class_named_at_the_end_of_another_ones_list_is_asked_about(self):
        roster = read(
            ["DANH SÁCH HỌC SINH LỚP 10A1"],
            ["STT", "Họ và tên", "Ngày sinh"],
            [1.0, "Lê Văn An", "05/09/2010"],
            ["Danh sách này có 1 học sinh lớp 10A2"],
        )
        assert "class_conflict" in asked(roster)
        assert values(roster, "class_name") == ["10A1"]

    def test_teachers_in_a_sheet_of_subjects_are_no_pupils(self):
        sheets = [Sheet("10A1", [HEAD, AN]), Sheet("Phân công", [["STT", "Họ và tên", "Môn dạy"], [1.0, "Lê Thị Lan", "Toán"]])]
        assert asked(read_rows(sheets))["not_pupils"].number == 1


def test_a_column_to_mark_women_that_nobody_filled_in_is_asked_about():
    head = ["STT", "Họ và tên", "Ngày sinh", "Nữ"]
    rows = [[1.0, "Lê Văn An", "05/09/2010", ""], [2.0, "Lê Thị Ba", "21/11/2010", ""]]
    assert values(read(head, *rows, name="10A1", marks_empty="drop"), "sex") == [None, None]
    assert "marks_empty" in asked(read(head, *rows, name="10A1"))
    assert asked(read(head, rows[0], name="10A1")) == {}


class TestOtherHeads:
    @pytest.mark.parametrize("sex", ["GT", "Phái"])
    def test_a_head_that_comes_again_is_passed_over_whatever_it_calls_the_sex(self, sex):
        head = ["STT", "Mã HS", "Họ và tên", "Ngày sinh", sex, "Lớp"]
        assert values(read(head, AN, head, BA), "code") == ["T1", "T2"]

    @pytest.mark.parametrize("title", ["DANH SÁCH GIÁO VIÊN CHỦ NHIỆM", "BAN ĐẠI DIỆN CHA MẸ HỌC SINH"])
    def test_a_list_of_teachers_or_parents_below_is_asked_about(self, title):
        roster = read(HEAD, AN, BA, [], [title], ["STT", "Họ và tên", "Lớp"], [1.0, "Trần Thị Lan", "10A1"])
        assert (values(roster, "code"), list(asked(roster))) == (["T1", "T2"], ["not_pupils"])

    def test_men_and_women_left_of_day_month_and_year(self):
        top = ["STT", "Họ và tên", "Giới tính", "", "Ngày sinh", "", "", "Lớp"]
        below = ["", "", "Nam", "Nữ", "Ngày", "Tháng", "Năm", ""]
        roster = read(top, below, [1.0, "Lê Thị Ba", "", "x", 5.0, 9.0, 2010.0, "10A1"])
        assert (values(roster, "sex"), values(roster, "birth_date")) == (["female"], [dt.date(2010, 9, 5)])


@pytest.mark.parametrize(
    ("title", "footer"),
    [(["LỚP 10A1 - SĨ SỐ: 42"], []), ([], ["(Danh sách này có 42 học sinh)"]), ([], ["Ấn định danh sách này có 42 (bốn mươi hai) học sinh"]), ([], ["Lớp có 42 học sinh, trong đó nữ 20"])],
)  # fmt: skip
def test_the_number_that_a_list_says_is_held_against_its_people(title, footer):
    rows = [*([title] if title else []), HEAD, AN, BA, *([footer] if footer else [])]
    assert asked(read(*rows))["number_said"].text == "Danh sách ghi 42 người, đọc được 2 ở trang tính DS."


class TestTheSameClassAgain:
    HEAD, TITLE = HEAD[:-1], ["LỚP 10A1"]

    def test_lists_numbered_from_one_under_a_copied_title_are_asked_about(self):
        roster = read(self.TITLE, self.HEAD, AN[:-1], [2.0, *BA[1:-1]], self.TITLE, self.HEAD, [1.0, *TU[1:-1]])
        assert "10A1" in asked(roster)["class_again"].text

    def test_a_list_that_goes_on_overleaf_is_not(self):
        roster = read(self.TITLE, self.HEAD, AN[:-1], [2.0, *BA[1:-1]], self.TITLE, self.HEAD, [3.0, *TU[1:-1]])
        assert asked(roster) == {}
