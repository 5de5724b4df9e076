"""Tables that go out as workbooks: text stays text, and no name becomes a formula."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.files.workbooks import FORMULA_BEGINNINGS, neutralise, write_table, write_tables


def sheet_of(*rows, headers=("Mã", "Họ và tên"), name="Danh sách"):
    return openpyxl.load_workbook(io.BytesIO(write_table(list(headers), [list(row) for row in rows], name))).active


def test_codes_keep_their_zeros_and_numbers_stay_numbers():
    sheet = sheet_of(["0012", 7])
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value) == ("0012", "s", 7)


def test_an_empty_cell_is_empty():
    assert [cell.value for cell in sheet_of(["", None])[2]] == [None, None]


def test_the_head_is_bold_and_stays_in_sight():
    sheet = sheet_of(["1", "2"])
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"


def test_names_have_room():
    assert sheet_of(["1", "2"]).column_dimensions["B"].width > sheet_of(["1", "2"]).column_dimensions["A"].width


def test_a_long_name_of_a_sheet_is_cut_to_what_excel_takes():
    assert sheet_of(["1", "2"], name="Khóa học về dịch vụ công trực tuyến").title == "Khóa học về dịch vụ công trực t"


@pytest.mark.parametrize("beginning", FORMULA_BEGINNINGS)
def test_what_begins_like_a_formula_is_a_text(beginning):
    cell = sheet_of([f"{beginning}cmd|'/c calc'!A0", ""])["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


@given(st.text(max_size=20))
def test_only_the_beginning_decides_and_nothing_is_lost(text):
    assert neutralise(text).removeprefix("'").endswith(text.removeprefix("'"))
    assert not neutralise(text).startswith(FORMULA_BEGINNINGS)
    if not text.startswith(FORMULA_BEGINNINGS):
        assert neutralise(text) == text


@pytest.mark.parametrize(("columns", "orientation"), [(6, "portrait"), (7, "landscape")])
def test_a_table_is_printed_one_page_wide_with_its_head_on_each_page(columns, orientation):
    book = openpyxl.load_workbook(io.BytesIO(write_table(["Cột"] * columns, [["x"] * columns], "Danh sách")))
    sheet = book.active
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, orientation)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "Trang &P/&N"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"


def names_of(*names):
    return openpyxl.load_workbook(io.BytesIO(write_tables(["Mã"], [(name, [["1"]]) for name in names]))).sheetnames


def test_tables_of_one_name_stand_on_sheets_of_two():
    assert names_of("Lớp 10A1", "lớp 10a1", "Lớp 10A1") == ["Lớp 10A1", "lớp 10a1 2", "Lớp 10A1 3"]


def test_a_sheet_is_named_by_what_excel_takes():
    assert names_of("Khóa: 1/2 [thử]?", "''", "Chi đoàn ấp Vĩnh Thạnh Trung xã Vĩnh Thạnh Trung") == [
        "Khóa  1 2  thử", "1", "Chi đoàn ấp Vĩnh Thạnh Trung xã",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_whatever_tables_are_called_there_is_a_sheet_for_each(names):
    assert len(set(names_of(*names))) == len(names)
