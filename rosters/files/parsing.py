"""From the bytes of a file to sheets of cells. No database, no Django.

What a file is, is told by its first bytes: many carry the ending of another format. Files from outside are parsed apart
(rosters.files.reading); only tests and benchmarks call this themselves.
"""

import io
import zipfile
from dataclasses import replace
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from rosters.files.archives import LOCKED, refuse_bomb, refuse_vast_sheet
from rosters.files.delimited_text import delimiter_of, read_delimited
from rosters.files.encodings import decode
from rosters.files.errors import BROKEN, UnreadableFile
from rosters.files.flat_xml import as_opendocument, is_flat_opendocument, is_xml_spreadsheet, read_xml_spreadsheet
from rosters.files.markup import is_web_archive, read_html, read_web_archive
from rosters.files.old_workbooks import read_old_workbook
from rosters.files.oneroster import is_oneroster, read_oneroster
from rosters.files.reading import ENDINGS, LARGEST_FILE
from rosters.files.sheets import Sheet
from rosters.files.word_tables import COPY_THE_TABLE, DOCUMENT, read_word
from rosters.files.workbook_details import details_of

_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def parse(file_name: str, content: bytes) -> list[Sheet]:
    """The sheets of a file that holds tables: a workbook, text, HTML, Word, OneRoster.

    Raises UnreadableFile for anything else, and for files that are empty, broken, locked or too large.
    """
    if not content.strip():
        raise UnreadableFile("Tệp rỗng. Mở tệp xem còn danh sách không, lưu lại rồi tải lên.")
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("Tệp lớn hơn 20 MB. Hãy xóa hình ảnh trong tệp hoặc chia danh sách thành nhiều tệp.")
    ending = "." + file_name.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        what_to_do = _OTHER_FILES.get(ending, "Cần tệp Excel (.xlsx, .xls), .ods hoặc .csv.")
        raise UnreadableFile(f"Không đọc được tệp dạng {ending}. {what_to_do}")
    sheets = _sheets(ending, content)
    if not any(any(cell not in (None, "") for cell in row) for sheet in sheets for row in sheet.rows):
        raise UnreadableFile("Tệp không có ô nào có chữ. Kiểm tra lại xem bạn đã chọn đúng tệp chưa.")
    return sheets


# The stream in which Excel puts a workbook with a password: https://learn.microsoft.com/openspecs/office_file_formats/ms-offcrypto
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ARCHIVE = "Giải nén tệp này rồi tải danh sách bên trong lên."
_PICTURE = "Ảnh không đọc được thành danh sách. Xin lại tệp gốc (.xlsx, .xls, .ods hoặc .csv)."
# What to do with files that organizers are handed, too.
_OTHER_FILES = {
    ".doc": COPY_THE_TABLE, ".odt": COPY_THE_TABLE, ".rtf": COPY_THE_TABLE, ".rar": _ARCHIVE, ".7z": _ARCHIVE, ".jpg": _PICTURE,
    ".jpeg": _PICTURE, ".png": _PICTURE, ".heic": _PICTURE,
    ".pdf": "Xin lại tệp gốc, hoặc mở tệp PDF bằng Word rồi chép bảng sang Excel và lưu thành .xlsx.",
}  # fmt: skip


def _sheets(ending: str, content: bytes) -> list[Sheet]:
    if content[:2] == b"PK":
        refuse_bomb(content)
        return _read_archive(content)
    if ending in (".docx", ".zip"):
        raise UnreadableFile(f"Tệp bị hỏng hoặc không phải tệp {ending}. {COPY_THE_TABLE if ending == '.docx' else _ARCHIVE}")
    if content[:4] == b"\xd0\xcf\x11\xe0":
        if _ENCRYPTED in content:
            raise UnreadableFile(LOCKED)
        return read_old_workbook(content)
    if content[:5] == b"%PDF-":
        raise UnreadableFile(f"Đây là tệp PDF. {_OTHER_FILES['.pdf']}")
    if content.lstrip()[:1] == b"\x00":
        raise UnreadableFile(BROKEN)
    if is_xml_spreadsheet(content):
        return read_xml_spreadsheet(content)
    if is_flat_opendocument(content):
        content = as_opendocument(content)
        refuse_bomb(content)
        return _read_workbook(content)
    if is_web_archive(content):
        return read_web_archive(content)
    return [_read_text(content, is_workbook=ending in _WORKBOOKS)]


def _read_archive(content: bytes) -> list[Sheet]:
    names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    if DOCUMENT in names:
        return read_word(content)
    if "xl/workbook.bin" in names:
        # Its parts are no XML: how far its cells reach is not seen before they are read.
        return read_old_workbook(content)
    if is_oneroster(content):
        return read_oneroster(content)
    if not {"xl/workbook.xml", "content.xml"} & names and not any(name.startswith("xl/") for name in names):
        raise UnreadableFile(f"Tệp nén này không phải danh sách. {_ARCHIVE}")
    return _read_workbook(content)


def _read_workbook(content: bytes) -> list[Sheet]:
    details = details_of(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            sheets = [_read_sheet(workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
    except PasswordError as error:
        raise UnreadableFile(LOCKED) from error
    except UnreadableFile:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(BROKEN) from error
    return [replace(sheet, details=details[sheet.name]) if sheet.name in details else sheet for sheet in sheets]


def _read_sheet(sheet: CalamineSheet) -> Sheet:
    refuse_vast_sheet(sheet.total_height, sheet.total_width)
    # Keep empty rows at the top, so that numbers are those that Excel shows.
    rows: list[Any] = sheet.to_python(skip_empty_area=False)
    return Sheet(sheet.name, rows, list(sheet.merged_cell_ranges or []))


def _read_text(content: bytes, *, is_workbook: bool) -> Sheet:
    text = decode(content)
    if text is None or "\0" in text:
        if is_workbook:
            raise UnreadableFile(BROKEN)
        raise UnreadableFile("Không nhận ra bảng mã chữ của tệp. Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại.")
    beginning = text[:2000].lower()
    if "<html" in beginning or "<table" in beginning:
        return read_html(text)
    delimiter = delimiter_of(text)
    # A workbook's name on a text without any column: it was never a table.
    if is_workbook and not delimiter:
        raise UnreadableFile(BROKEN)
    rows = read_delimited(text, delimiter or ",")
    refuse_vast_sheet(len(rows), max(map(len, rows), default=0))
    return Sheet("", rows)
