"""A copy of a workbook with its mistakes marked."""

import io

from openpyxl import Workbook, load_workbook

from rosters.files import marked_copies
from rosters.files.marked_copies import BAD, marked_copy

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


def test_a_large_one_is_written_anew_without_its_looks(monkeypatch):
    """Kept with its looks it took two minutes and 2.6 GB; bench.foreign_files measures it."""
    book = Workbook()
    book.active.title = "DS"
    for row in (["Họ và tên", "Ngày sinh"], ["Lê An", "31/02/2010"], ["Lê Bình", "01/02/2010"]):
        book.active.append(row)
    book.active.column_dimensions["A"].width = 44
    out = io.BytesIO()
    book.save(out)
    monkeypatch.setattr(marked_copies, "MOST_CELLS_MARKED_IN_PLACE", 5)
    sheet = sheet_of(marked_copy("ds.xlsx", out.getvalue(), MARKS))
    assert [[cell.value for cell in row] for row in sheet][1:] == [["Lê An", "31/02/2010"], ["Lê Bình", "01/02/2010"]]
    assert sheet["B2"].comment.text == "Ngày này không có."
    assert sheet.column_dimensions["A"].width != 44
