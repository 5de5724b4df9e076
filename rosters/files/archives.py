"""Refusing workbooks that would fill the memory or read what they should not, before they are unpacked.

XLSX and ODS files are ZIP archives of XML. They are looked through in blocks of a bounded size, whatever they claim.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from rosters.files.errors import UnreadableFile

LARGEST_UNPACKED = 250 * 1024 * 1024
MOST_FILES = 5_000
MOST_ROWS = 200_000
MOST_CELLS = 8_000_000
BLOCK = 1024 * 1024
# The longest text or tag there may be: a cell of Excel holds 32,767 letters.
LONGEST_PIECE = 256 * 1024
LOCKED = (
    "Tệp có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi tải lên. "
    "Nếu Excel mở tệp mà không hỏi mật khẩu, chọn Lưu thành (Save As) một tệp .xlsx mới rồi tải tệp mới lên."
)

_ROW_NUMBER = re.compile(rb"row\s(?:[^>]*?\s)?r=\"(\d{1,9})\"")
# Only cells beyond column Z, or said to stand beyond a million rows: near ones need not be looked at, one by one.
_FAR_CELL = re.compile(rb"r=\"([A-Z]{2,7}\d{1,9}|[A-Z]\d{7,9})\"")
_TABLE = re.compile(
    rb"<table:table-row(?:[\s/][^>]*)?>|<table:(?:covered-)?table-cell(?:[\s/][^>]*)?>|<table:table[\s>]|<text:p[\s/>]"
)
_VALUE = re.compile(rb"office:(?:date-|time-|boolean-|string-)?value=")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=\"(\d{1,18})\"")


def refuse_bomb(content: bytes) -> None:
    """Raises UnreadableFile for an archive that is broken, locked, too large inside, or declares XML entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise UnreadableFile("Tệp quá lớn sau khi giải nén. Hãy chép danh sách sang một tệp mới rồi tải lên.")
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableFile(LOCKED)
            unpacked = 0
            for entry in entries:
                unpacked += _look_through(archive, entry, LARGEST_UNPACKED - unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile("Tệp bị hỏng, có thể do tải về chưa xong. Hãy lấy lại tệp rồi tải lên.") from error


def unpacked_size(content: bytes) -> int:
    """How large a file is inside, in bytes, as it says itself; of what is no archive its own size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        return len(content)


def _look_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int) -> int:
    """Reads one file of the archive block by block. Returns its true size in bytes, whatever the archive says."""
    is_sheet = entry.filename.startswith("xl/worksheets/")
    is_ods = entry.filename == "content.xml"
    if not entry.filename.endswith((".xml", ".rels", ".bin", ".csv")):
        return 0
    if entry.filename.endswith((".bin", ".csv")):
        return _size_of(archive, entry, allowed)
    size, vast, repeats = 0, _VastSheet(), _Repeats()
    for block in blocks(archive, entry):
        size += BLOCK
        if size > allowed + BLOCK:
            raise UnreadableFile("Tệp quá lớn sau khi giải nén. Hãy chép danh sách sang một tệp mới rồi tải lên.")
        if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
            raise UnreadableFile(
                "Tệp có khai báo lạ bên trong (DOCTYPE), không phải do Excel ghi. Hãy chép danh sách sang một tệp mới."
            )
        if is_sheet:
            vast.see(block)
        elif is_ods:
            repeats.see(block)
    return size


def _size_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int) -> int:
    size = 0
    with archive.open(entry) as file:
        while block := file.read(BLOCK):
            size += len(block)
            if size > allowed:
                raise UnreadableFile("Tệp quá lớn sau khi giải nén. Hãy chép danh sách sang một tệp mới rồi tải lên.")
    return size


def blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The file in blocks that end with a tag, so that no tag is cut in two and none is seen twice."""
    rest = b""
    with archive.open(entry) as file:
        while block := file.read(BLOCK):
            whole, mark, after = (rest + block).rpartition(b">")
            rest = after
            if len(rest) > LONGEST_PIECE:
                raise UnreadableFile("Tệp có nội dung lạ bên trong. Hãy chép danh sách sang một tệp mới rồi tải lên.")
            yield whole + mark


class _VastSheet:
    """The farthest row and column of an XLSX sheet: one cell far out makes a vast empty one."""

    def __init__(self) -> None:
        self.row, self.column = 0, 26

    def see(self, block: bytes) -> None:
        self.row = max(self.row, max(map(int, _ROW_NUMBER.findall(block)), default=0))
        for cell in set(_FAR_CELL.findall(block)):
            letters = cell.rstrip(b"0123456789")
            self.row = max(self.row, int(cell[len(letters) :]))
            self.column = max(self.column, _column_number(letters))
        refuse_vast_sheet(self.row, self.column)


class _Repeats:
    """How many cells an ODS file unfolds to: rows and cells with a content may be said to repeat a million times."""

    def __init__(self) -> None:
        self.cells = self.rows = self.row_times = self.in_row = self.cell_times = 0

    def see(self, block: bytes) -> None:
        for tag in _TABLE.findall(block):
            if tag.startswith(b"<table:table-row"):
                self.row_times, self.in_row = _times(tag), 0
            elif tag.startswith(b"<text:p"):
                self._count(self.cell_times)
                self.cell_times = 0
            elif tag[:-1] == b"<table:table":
                self.rows = 0
            else:
                self.cell_times = _times(tag)
                if _VALUE.search(tag):
                    # A number or a date, which may come without a text.
                    self._count(self.cell_times)
                    self.cell_times = 0

    def _count(self, times: int) -> None:
        if not times:
            return
        if not self.in_row:
            self.rows += self.row_times
        self.in_row += times
        self.cells += times * self.row_times
        if self.rows > MOST_ROWS or self.cells > MOST_CELLS:
            refuse_vast_sheet(max(self.rows, MOST_ROWS + 1), self.in_row)


def _times(tag: bytes) -> int:
    found = _REPEATED.search(tag)
    return int(found.group(1)) if found else 1


def refuse_vast_sheet(last_row: int, last_column: int) -> None:
    """Raises UnreadableFile when a sheet reaches farther than any roster does."""
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
