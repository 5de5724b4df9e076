"""Tables that go out as workbooks."""

import io
from typing import Any

import xlsxwriter

# Excel's number of the paper, and as many columns as are read on it upright.
A4, MOST_COLUMNS_UPRIGHT = 9, 6
# What a spreadsheet takes for the beginning of a formula.
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {"Họ và tên": 28, "Mã thành viên": 16, "Lớp": 10, "Chi đoàn": 16}


def neutralise(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) else text


def print_one_page_wide(sheet: Any, *, landscape: bool) -> None:
    """A4, as many pages long as it takes, never a column on a page of its own."""
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)


def write_table(headers: list[str], rows: list[list[str | int | float | None]], sheet_name: str) -> bytes:
    """An XLSX file with one table. Text is written as text, so that codes keep their zeros."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = workbook.add_worksheet(sheet_name[:31])
    print_one_page_wide(sheet, landscape=len(headers) > MOST_COLUMNS_UPRIGHT)
    sheet.repeat_rows(0)
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
