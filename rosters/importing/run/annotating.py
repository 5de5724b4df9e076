"""The organizer's own workbook given back, with the cells that hold it up marked and explained in comments."""

import datetime as dt
import io
from collections import defaultdict

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook

from rosters.files.reading import Sheet, read_sheets
from rosters.files.workbooks import FORMULA_BEGINNINGS
from rosters.importing.plan.rows import PlanRow
from rosters.importing.run.plan_chunks import chunks_with
from rosters.models import RosterImport

BAD, DOUBTFUL = "FFC7CE", "FFEB9C"
AUTHOR = "Học vụ số"
# Marking keeps the looks of the workbook but holds all of it in memory; larger ones are written anew, cells only.
MOST_ROWS_MARKED_IN_PLACE = 20_000

# (sheet, row as Excel shows it) -> column counted from 0 -> (colour, what to do)
Marks = dict[tuple[str, int], dict[int, tuple[str, str]]]


def marks_of(rows: list[PlanRow], fallback: int) -> Marks:
    """What to mark for rows that are refused, asked about or warned of; `fallback` is the column for what is in no cell."""
    marks: Marks = defaultdict(dict)
    for row in rows:
        told = [(issue, DOUBTFUL) for issue in row.warnings]
        told += [(issue, DOUBTFUL if row.action == "ask" else BAD) for issue in row.issues]
        for issue, colour in told:
            place = issue.place if issue.place >= 0 else fallback
            found = f"Đọc được “{issue.value}”. " if issue.value else ""
            before = marks[row.sheet, row.row].get(place, (colour, ""))[1]
            text = "\n".join(filter(None, [before, f"{found}{issue.message}"]))
            if row.candidates:
                text += "\n" + "\n".join(f"- {each.full_name}, mã {each.code}, {each.unit_name}" for each in row.candidates)
            marks[row.sheet, row.row][place] = (colour, text)
    return marks


def annotated_workbook(kept: RosterImport) -> bytes:
    """An XLSX copy of the file of `kept` with its mistakes marked. Raises UnreadableFile."""
    places = kept.reading.get("places", {})
    marks: Marks = {}
    for rows in chunks_with(kept, kept.counts):
        marks |= marks_of([row for row in rows if row.issues or row.warnings], places.get("full_name", 0))
    content = bytes(kept.content)
    sheets = read_sheets(kept.file_name, content)
    rows_in_all = sum(len(sheet.rows) for sheet in sheets)
    if content[:2] == b"PK" and b"xl/workbook.xml" in content and rows_in_all <= MOST_ROWS_MARKED_IN_PLACE:
        # read_sheets has refused entities and bombs already.
        workbook = load_workbook(io.BytesIO(content))
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
