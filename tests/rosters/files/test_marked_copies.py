"""A copy of a workbook with its mistakes marked."""

import io
import time

from openpyxl import Workbook, load_workbook

from rosters.files.marked_copies import BAD, MOST_CELLS_MARKED_IN_PLACE, marked_copy
from rosters.files.workbooks import write_table

MARKS = {("DS", 2): {1: (BAD, "Ngày này không có.")}}


def sheet_of(content):
    return load_workbook(io.BytesIO(content)).active


def test_the_looks_of_the_workbook_stay_and_its_cell_is_marked():
    book = Workbook()
    book.active.title = "DS"
    book.active.append(["Họ và tên", "Ngày sinh"])
    book.active.append(["Lê An", "31/02/2010"])
    book.active.column_dimensions["A"].width = 44
    out = io.BytesIO()
    book.save(out)
    sheet = sheet_of(marked_copy("ds.xlsx", out.getvalue(), MARKS))
    assert (sheet["B2"].comment.text, sheet["B2"].fill.start_color.rgb[-6:]) == ("Ngày này không có.", BAD)
    assert sheet.column_dimensions["A"].width == 44


def test_what_a_formula_gave_stays_in_place_of_the_formula():
    out = io.BytesIO()
    import xlsxwriter

    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("DS")
        sheet.write_row(0, 0, ["Mã HS", "Ngày sinh"])
        sheet.write_formula(1, 0, '="HS"&1', value="HS1")
        sheet.write(1, 1, "31/02/2010")
    assert sheet_of(marked_copy("ds.xlsx", out.getvalue(), MARKS))["A2"].value == "HS1"


def test_a_file_that_is_no_xlsx_is_written_anew():
    sheet = sheet_of(marked_copy("ds.csv", "Mã,Tên\nHS1,=Hoa\n".encode(), {("", 2): {1: (BAD, "Sai.")}}))
    assert (sheet["B2"].value, sheet["B2"].comment.text) == ("'=Hoa", "Sai.")


def test_a_large_one_takes_a_time_in_a_line_with_its_cells():
    # Kept with its looks it took two minutes and 2.6 GB.
    rows = [[f"{row}-{column}" for column in range(10)] for row in range(MOST_CELLS_MARKED_IN_PLACE // 10 + 100)]
    content = write_table([f"C{n}" for n in range(10)], rows, "DS")
    began = time.monotonic()
    marked_copy("ds.xlsx", content, MARKS)
    assert time.monotonic() - began < 20
