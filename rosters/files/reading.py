"""From the bytes of an uploaded file to sheets of cells. No database, no Django.

What a file is, is told by its first bytes: many carry the ending of another format.
"""

import csv
import datetime as dt
import io
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from rosters.files.archives import LOCKED, refuse_bomb, refuse_vast_sheet
from rosters.files.encodings import decode
from rosters.files.errors import UnreadableFile
from rosters.files.isolated_reader import read_apart
from rosters.files.markup import read_html

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

LARGEST_FILE = 20 * 1024 * 1024
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".tsv", ".htm", ".html")
PASTED = "o-da-dan.tsv"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and its rows of cells. Row and column numbers count from 0 as in the file.

    `merged` are its merged cells as ((first row, first column), (last row, last column)).
    """

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


def read_sheets(file_name: str, content: bytes) -> list[Sheet]:
    """The sheets of an XLSX, XLS, ODS, CSV or HTML file.

    Raises UnreadableFile for anything else, and for files that are empty, broken, locked or too large.
    """
    if not content.strip():
        raise UnreadableFile("Tệp rỗng. Mở tệp xem còn danh sách không, lưu lại rồi tải lên.")
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("Tệp lớn hơn 20 MB. Hãy xóa hình ảnh trong tệp hoặc chia danh sách thành nhiều tệp.")
    ending = "." + file_name.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        raise UnreadableFile(f"Không đọc được tệp dạng {ending}. Cần tệp Excel (.xlsx, .xls), .ods hoặc .csv.")
    if content[:2] == b"PK":
        refuse_bomb(content)
        sheets = _read_workbook(content)
    elif content[:4] == b"\xd0\xcf\x11\xe0":
        sheets = _read_old_workbook(content)
    elif content.lstrip()[:1] == b"\x00" or content[:5] == b"%PDF-":
        raise UnreadableFile(_BROKEN)
    else:
        sheets = [Sheet("", _read_text(content, is_workbook=ending in (".xlsx", ".xlsm", ".xls", ".ods")))]
    if not any(any(cell not in (None, "") for cell in row) for sheet in sheets for row in sheet.rows):
        raise UnreadableFile("Tệp không có ô nào có chữ. Kiểm tra lại xem bạn đã chọn đúng tệp chưa.")
    return sheets


_BROKEN = "Tệp bị hỏng hoặc không phải tệp Excel. Mở tệp bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."


def _read_workbook(content: bytes) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return [_read_sheet(workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
    except PasswordError as error:
        raise UnreadableFile(LOCKED) from error
    except UnreadableFile:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(_BROKEN) from error


def _read_old_workbook(content: bytes) -> list[Sheet]:
    found = read_apart(content)
    if isinstance(found, str):
        messages = {"password": LOCKED, "broken": _BROKEN}
        if found in messages:
            raise UnreadableFile(messages[found])
        raise UnreadableFile("Có ô nằm rất xa danh sách, hoặc tệp quá lớn. Hãy chép danh sách sang một tệp mới rồi tải lên.")
    for _name, (last_row, last_column), _rows, _merged in found:
        refuse_vast_sheet(last_row, last_column)
    return [Sheet(name, rows, merged) for name, _size, rows, merged in found]


def _read_sheet(sheet: CalamineSheet) -> Sheet:
    refuse_vast_sheet(sheet.total_height, sheet.total_width)
    # Keep empty rows at the top, so that numbers are those that Excel shows.
    rows: list[Any] = sheet.to_python(skip_empty_area=False)
    return Sheet(sheet.name, rows, list(sheet.merged_cell_ranges or []))


def _read_text(content: bytes, *, is_workbook: bool) -> list[list[Cell]]:
    text = decode(content)
    if text is None or "\0" in text:
        if is_workbook:
            raise UnreadableFile(_BROKEN)
        raise UnreadableFile("Không nhận ra bảng mã chữ của tệp. Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại.")
    beginning = text[:2000].lower()
    if "<html" in beginning or "<table" in beginning:
        return [list(row) for row in read_html(text)]
    delimiter = _delimiter(text)
    # A workbook's name on a text without any column: it was never a table.
    if is_workbook and not delimiter:
        raise UnreadableFile(_BROKEN)
    try:
        rows: list[list[Cell]] = [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter or ",")]
    except csv.Error as error:
        raise UnreadableFile(
            "Tệp CSV có dấu ngoặc kép không khép. Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."
        ) from error
    refuse_vast_sheet(len(rows), max(map(len, rows), default=0))
    return rows


def _delimiter(text: str) -> str:
    """What stands between the cells of the first lines; nothing when they have one column."""
    first_lines = "\n".join(text[:20_000].splitlines()[:20])
    found = max("\t;,|", key=first_lines.count)
    return found if first_lines.count(found) else ""
