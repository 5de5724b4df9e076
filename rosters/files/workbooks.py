"""Workbooks that go out: a roster, and a sample to fill in."""

import csv
import io

import tablib
import xlsxwriter

from rosters.importing.recognise.values import FORMULA_BEGINNINGS
from rosters.models import Unit
from rosters.units import Tree

WIDTHS = {"Họ và tên": 28, "Mã thành viên": 16, "Lớp": 10, "Chi đoàn": 16}


def neutralise(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) else text


def write_table(headers: list[str], rows: list[list[str | int | float | None]], sheet_name: str) -> bytes:
    """An XLSX file with one table. Text is written as text, so that codes keep their zeros."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = workbook.add_worksheet(sheet_name[:31])
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text_format = workbook.add_format({"num_format": "@"})
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, bold)
        sheet.set_column(column, column, WIDTHS.get(header, 14))
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, (int, float)):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, neutralise(str(value)), text_format)
    sheet.freeze_panes(1, 0)
    workbook.close()
    return out.getvalue()


def roster_workbook(dataset: tablib.Dataset) -> bytes:
    """A roster exported by RosterResource, as XLSX."""
    return write_table(list(dataset.headers), [list(row) for row in dataset], "Danh sách")


def roster_csv(dataset: tablib.Dataset) -> bytes:
    """The same as CSV, in UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(dataset.headers)
    writer.writerows([[neutralise(str(value or "")) for value in row] for row in dataset])
    return out.getvalue().encode("utf-8-sig")


def sample_workbook(unit: Unit) -> bytes:
    """The columns of a roster with two rows of example, for the tree of `unit`."""
    chapter = unit.tree == Tree.UNION
    headers = ["Mã học sinh", "Họ và tên", "Ngày sinh", "Giới tính", "Chi đoàn" if chapter else "Lớp", "Đoàn viên"]
    rows: list[list[str | int | float | None]] = [
        ["VD0001", "Nguyễn Thị Hoa (ví dụ, xóa dòng này)", "05/09/2010", "Nữ", "10A1", "x"],
        ["VD0002", "Trần Văn Nam (ví dụ, xóa dòng này)", "21/11/2010", "Nam", "10A1", ""],
    ]
    return write_table(headers, rows, "Danh sách")
