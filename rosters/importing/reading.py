"""From the bytes of an uploaded file to sheets of cells. No database, no Django."""

import csv
import datetime as dt
import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 200_000
MOST_CELLS = 8_000_000
_ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=\"(\d{1,9})\"")
_CELL_COLUMN = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,7})\d")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXT_ENDINGS = (".csv", ".txt", ".tsv")


class UnreadableFile(ValueError):
    """The file cannot be read as a roster; the message says why and what to do, in Vietnamese."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and its rows of cells. Row and column numbers count from 0 as in the file."""

    name: str
    rows: list[list[Cell]]


def read_sheets(file_name: str, content: bytes) -> list[Sheet]:
    """The sheets of an XLSX, XLS, ODS or CSV file.

    Raises UnreadableFile for anything else, and for files that are empty, broken, locked or too large.
    """
    if not content:
        raise UnreadableFile("Tệp rỗng. Mở tệp xem còn danh sách không, lưu lại rồi tải lên.")
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("Tệp lớn hơn 20 MB. Hãy xóa hình ảnh trong tệp hoặc chia danh sách thành nhiều tệp.")
    ending = "." + file_name.rpartition(".")[2].lower()
    if ending not in WORKBOOK_ENDINGS + TEXT_ENDINGS:
        raise UnreadableFile(f"Không đọc được tệp dạng {ending}. Cần tệp Excel (.xlsx, .xls), .ods hoặc .csv.")
    sheets = _read_workbook(content) if ending in WORKBOOK_ENDINGS else [Sheet("", _read_text(content))]
    if not any(any(cell not in (None, "") for cell in row) for sheet in sheets for row in sheet.rows):
        raise UnreadableFile("Tệp không có ô nào có chữ. Kiểm tra lại xem bạn đã chọn đúng tệp chưa.")
    return sheets


def _read_workbook(content: bytes) -> list[Sheet]:
    if content[:2] == b"PK":
        _refuse_bomb(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.height > MOST_ROWS:
                raise UnreadableFile(f"Trang tính “{name}” có hơn {MOST_ROWS} dòng. Hãy xóa các dòng trống ở cuối.")
            # Keep empty rows at the top, so that numbers are those that Excel shows.
            rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            sheets.append(Sheet(name, rows))
        return sheets
    except PasswordError as error:
        raise UnreadableFile("Tệp có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi tải lên.") from error
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(
            "Tệp bị hỏng hoặc không phải tệp Excel. Mở tệp bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."
        ) from error


def _refuse_bomb(content: bytes) -> None:
    """Refuses what would fill the memory: too much when unpacked, or a cell far out that makes a vast empty sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFile("Tệp quá lớn sau khi giải nén. Hãy chép danh sách sang một tệp mới rồi tải lên.")
            for entry in archive.infolist():
                if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                    _refuse_vast_sheet(archive.read(entry))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        if "password" in str(error):
            raise UnreadableFile("Tệp có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi tải lên.") from error
        raise UnreadableFile("Tệp bị hỏng, có thể do tải về chưa xong. Hãy lấy lại tệp rồi tải lên.") from error


def _refuse_vast_sheet(xml: bytes) -> None:
    last_row = max((int(number) for number in _ROW_NUMBER.findall(xml)), default=0)
    last_column = max((_column_number(letters) for letters in set(_CELL_COLUMN.findall(xml))), default=0)
    if last_row > MOST_ROWS or last_row * last_column > MOST_CELLS:
        raise UnreadableFile(
            f"Có ô nằm rất xa (đến dòng {last_row}, cột thứ {last_column}). "
            "Hãy xóa các dòng, cột trống ở ngoài danh sách, hoặc chép danh sách sang một tệp mới."
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def decode_text(content: bytes) -> str:
    """The text of a CSV file, whether UTF-8, UTF-16 or Windows-1258."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("Không nhận ra bảng mã chữ của tệp. Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại.")


def _read_text(content: bytes) -> list[list[Cell]]:
    text = decode_text(content)
    first_lines = "\n".join(text.splitlines()[:20])
    delimiter = max(";\t,", key=first_lines.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise UnreadableFile(
            "Tệp CSV có dấu ngoặc kép không khép. Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."
        ) from error
