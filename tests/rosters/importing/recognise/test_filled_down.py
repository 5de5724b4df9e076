"""What is written once for several rows."""

import pytest

from rosters.files.sheets import Sheet
from rosters.importing.recognise.columns import recognise
from rosters.importing.recognise.filled_down import cell_at, fill_merged
from tests.rosters.importing.recognise.test_table_reader import AN, BA, HEAD, TU, asked, read, values


def test_behind_the_end_of_a_row_there_is_nothing():
    assert (cell_at(["a"], 0), cell_at(["a"], 1)) == ("a", None)


def test_a_class_merged_in_the_last_column_stands_in_rows_that_end_before_it():
    rows = [["Mã", "Họ và tên", "Lớp"], ["T1", "Lê An", "10A1"], ["T2", "Lê Ba"], ["T3", "Lê Tư", "10A2"], ["T4", "Lê Sáu"]]
    roster = read(*rows, merged=[((1, 2), (2, 2)), ((3, 2), (4, 2))])
    assert values(roster, "class_name") == ["10A1", "10A1", "10A2", "10A2"]
    assert asked(roster) == {}


def test_cells_merged_above_the_header_fill_nothing():
    rows = [["LỚP 10A1", "", ""], ["Mã", "Họ và tên", "Lớp"], ["T1", "Lê An", ""]]
    sheet = Sheet("DS", rows, [((0, 0), (2, 2))])
    table = recognise(sheet, {})
    fill_merged(sheet, table)
    assert sheet.rows[2] == ["T1", "Lê An", ""]


def test_a_remark_merged_over_three_rows_is_that_of_all_three():
    rows = [[*AN, "Đã chuyển trường"], BA, [*TU, ""], [4.0, "T9", "Lê Chín", *AN[3:], ""]]
    roster = read([*HEAD, "Ghi chú"], *rows, merged=[((1, len(HEAD)), (3, len(HEAD)))])
    assert asked(roster)["gone"].rows == [("DS", 2), ("DS", 3), ("DS", 4)]


@pytest.mark.parametrize("mark", ["nt", '"', "như trên", "NT"])
def test_a_remark_as_above_is_that_of_above(mark):
    roster = read([*HEAD, "Ghi chú"], [*AN, "Bỏ học"], [*BA, mark], [*TU, ""])
    assert asked(roster)["gone"].rows == [("DS", 2), ("DS", 3)]


@pytest.mark.parametrize("nothing", ["-", "…", "..."])
def test_a_dash_in_a_remark_says_nothing(nothing):
    roster = read([*HEAD, "Ghi chú"], [*AN, "Bỏ học"], [*BA, nothing], [*TU, ""])
    assert asked(roster)["gone"].rows == [("DS", 2)]
