"""Old Excel files, and what they hide."""

import io

import pytest
import xlwt

from rosters.files.errors import UnreadableFile
from rosters.files.old_workbooks import read_old_workbook
from rosters.files.sheets import PLAIN


def old_workbook(rows, far=None):
    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("DS")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    if far:
        sheet.write(*far, "x")
    book.save(out)
    return out.getvalue()


def test_its_sheets_are_read():
    [sheet] = read_old_workbook(old_workbook([["Mã", "Tên"], ["1", "Hoa"]]))
    assert (sheet.name, sheet.rows, sheet.merged, sheet.details) == ("DS", [["Mã", "Tên"], ["1", "Hoa"]], [], PLAIN)


def test_what_is_no_workbook_is_broken():
    with pytest.raises(UnreadableFile, match="bị hỏng"):
        read_old_workbook(b"\xd0\xcf\x11\xe0 gi do")


def test_a_cell_far_out_is_told_and_not_read():
    with pytest.raises(UnreadableFile, match="rất xa"):
        read_old_workbook(old_workbook([["x"]], far=(60_000, 250)))


def test_what_it_hides_is_told():
    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("DS")
    struck = xlwt.easyxf("font: struck_out on")
    for number, name in enumerate(("Họ và tên", "Lê An", "Lê Ba")):
        sheet.write(number, 0, name, struck if number == 2 else xlwt.Style.default_style)
    sheet.row(1).hidden = True
    sheet.col(3).hidden = True
    book.add_sheet("Cũ").visibility = 1
    book.save(out)
    shown, old = read_old_workbook(out.getvalue())
    assert (shown.details.hidden_rows, shown.details.hidden_columns, shown.details.struck) == ({1}, {3}, {2})
    assert old.details.hidden


def test_a_day_may_be_counted_from_1904():
    book, out = xlwt.Workbook(), io.BytesIO()
    book.dates_1904 = True
    book.add_sheet("DS").write(0, 0, "x")
    book.save(out)
    assert read_old_workbook(out.getvalue())[0].details.epoch_1904
