"""Tables that go out as workbooks."""

import io
import re
from collections.abc import Iterable
from typing import Any

import xlsxwriter

# Excel's number of the paper, and as many columns as are read on it upright.
A4, MOST_COLUMNS_UPRIGHT = 9, 6
# What a spreadsheet takes for the beginning of a formula.
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {"Họ và tên": 28, "Mã thành viên": 16, "Lớp": 10, "Chi đoàn": 16, "Đơn vị": 18, "Đến đâu": 30}


def neutralise(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) else text


def print_one_page_wide(sheet: Any, *, landscape: bool) -> None:
    """A4, as many pages long as it takes, never a column on a page of its own."""
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&CTrang &P/&N")
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)


Row = list[str | int | float | None]
# What the name of a sheet may not hold, and how long it may be.
NOT_IN_SHEET_NAMES, LONGEST_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff]"), 31


def write_table(headers: list[str], rows: list[Row], sheet_name: str) -> bytes:
    """An XLSX file with one table. Text is written as text, so that codes keep their zeros."""
    return write_tables(headers, [(sheet_name, rows)])


def write_tables(headers: list[str], tables: Iterable[tuple[str, list[Row]]], title: tuple[str, str] | None = None) -> bytes:
    """An XLSX file with tables of the same columns, each (name, rows) on a sheet of its own.

    With `title`, a heading and a line below it, each sheet begins with these and the table's name, to be printed; without,
    with the headers, to be read in.
    """
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text_format = workbook.add_format({"num_format": "@"})
    large = workbook.add_format({"bold": True, "font_size": 14})
    names: set[str] = set()
    for name, rows in tables:
        sheet = workbook.add_worksheet(_sheet_name(name, names))
        if title:
            sheet.write_string(0, 0, neutralise(title[0]), large)
            sheet.write_string(1, 0, neutralise(f"{title[1]} · {name}"))
        _write_sheet(sheet, headers, rows, bold, text_format, head=3 if title else 0)
    workbook.close()
    return out.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook takes, and that no other of its sheets has."""
    base = NOT_IN_SHEET_NAMES.sub(" ", name).strip(" '") or "1"
    shown, number = base[:LONGEST_SHEET_NAME].rstrip("' ") or "1", 1
    while shown.lower() in taken:
        number += 1
        shown = f"{base[: LONGEST_SHEET_NAME - 4]} {number}"
    taken.add(shown.lower())
    return shown


def _write_sheet(sheet: Any, headers: list[str], rows: list[Row], bold: Any, text_format: Any, head: int) -> None:
    print_one_page_wide(sheet, landscape=len(headers) > MOST_COLUMNS_UPRIGHT)
    sheet.repeat_rows(head)
    for column, header in enumerate(headers):
        sheet.write_string(head, column, header, bold)
        sheet.set_column(column, column, WIDTHS.get(header, 14))
    for number, row in enumerate(rows, head + 1):
        for column, value in enumerate(row):
            if isinstance(value, (int, float)):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, neutralise(str(value)), text_format)
    sheet.freeze_panes(head + 1, 0)
