"""A copy of a workbook with some of its cells marked and explained in comments. No database, no Django."""

import datetime as dt
import io

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook

from rosters.files.parsing import parse
from rosters.files.sheets import Sheet
from rosters.files.workbooks import FORMULA_BEGINNINGS

BAD, DOUBTFUL = "FFC7CE", "FFEB9C"
AUTHOR = "Học vụ số"
# Marking keeps the looks of the workbook but holds all of it in memory; larger ones are written anew, cells only.
MOST_CELLS_MARKED_IN_PLACE = 200_000

# (sheet, row as Excel shows it) -> column counted from 0 -> (colour, what to do)
Marks = dict[tuple[str, int], dict[int, tuple[str, str]]]


def marked_copy(file_name: str, content: bytes, marks: Marks) -> bytes:
    """An XLSX copy of a file with `marks`. Raises UnreadableFile."""
    sheets = parse(file_name, content)
    cells = sum(max(map(len, sheet.rows), default=0) * len(sheet.rows) for sheet in sheets)
    if content[:2] == b"PK" and b"xl/workbook.xml" in content and cells <= MOST_CELLS_MARKED_IN_PLACE:
        # parse has refused entities and bombs already. Values in place of formulas: openpyxl would keep these without
        # what they gave, and the corrected file would be empty there.
        workbook = load_workbook(io.BytesIO(content), data_only=True)
        mark_in_place(workbook, marks)
        out = io.BytesIO()
        workbook.save(out)
        return out.getvalue()
    return write_anew(sheets, marks)


def mark_in_place(workbook: Workbook, marks: Marks) -> None:
    for (sheet_name, row), cells in marks.items():
        if sheet_name not in workbook.sheetnames:
            continue
        sheet = workbook[sheet_name]
        for place, (colour, text) in cells.items():
            cell = sheet.cell(row=row, column=place + 1)
            if isinstance(cell, WorkbookCell):
                cell.fill = PatternFill("solid", start_color=colour)
                cell.comment = Comment(text, AUTHOR, height=60 + 18 * (len(text) // 40 + text.count("\n")), width=320)


def write_anew(sheets: list[Sheet], marks: Marks) -> bytes:
    """The cells of `sheets` as a new workbook: for files that were no XLSX, or are very long."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        formats = {
            colour: book.add_format({"bg_color": f"#{colour}"} if colour else {"num_format": "@"})
            for colour in ("", BAD, DOUBTFUL)
        }
        for number, sheet in enumerate(sheets, 1):
            page = book.add_worksheet((sheet.name or f"Trang {number}")[:31])
            for place, row in enumerate(sheet.rows):
                marked = marks.get((sheet.name, place + 1), {})
                for column in range(max([len(row), *(each + 1 for each in marked)])):
                    colour, text = marked.get(column, ("", ""))
                    shown = _as_text(row[column] if column < len(row) else "")
                    page.write_string(place, column, shown, formats[colour])
                    if text:
                        page.write_comment(place, column, text, {"author": AUTHOR, "x_scale": 2.5, "y_scale": 1.5})
    return out.getvalue()


def _as_text(cell: object) -> str:
    if isinstance(cell, dt.date):
        return cell.strftime("%d/%m/%Y")
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell if cell is not None else "")
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) else text
