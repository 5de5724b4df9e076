"""Old Excel files (.xls) and binary ones (.xlsb), which cannot be looked through in blocks before they are read. No database, no Django.

One cell far out makes their reader fill its memory before it can be asked how far: they are read only in a process that may
hold a bounded amount of it (rosters.files.isolated).
"""

import io
import struct
from typing import Any

import xlrd
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from rosters.files.archives import LOCKED, refuse_vast_sheet
from rosters.files.errors import BROKEN, UnreadableFile
from rosters.files.sheets import Details, Sheet


def read_old_workbook(content: bytes) -> list[Sheet]:
    """The sheets of an .xls or .xlsb file. Raises UnreadableFile."""
    details = _details(content) if content[:2] != b"PK" else {}
    sheets = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            hidden = {each.name for each in workbook.sheets_metadata if each.visible != SheetVisibleEnum.Visible}
            for name in workbook.sheet_names:
                sheet = workbook.get_sheet_by_name(name)
                refuse_vast_sheet(sheet.total_height, sheet.total_width)
                rows: list[Any] = sheet.to_python(skip_empty_area=False)
                found = details.get(name, Details(name in hidden))
                sheets.append(Sheet(name, rows, list(sheet.merged_cell_ranges or []), found))
    except PasswordError as error:
        raise UnreadableFile(LOCKED) from error
    except UnreadableFile:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(BROKEN) from error
    return sheets


def _details(content: bytes) -> dict[str, Details]:
    """What is hidden or struck through in an .xls file, by sheet; nothing where xlrd cannot tell."""
    try:
        with xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO(), on_demand=True) as book:
            return {sheet.name: _details_of(book, sheet) for sheet in map(book.sheet_by_index, range(book.nsheets))}
    except (xlrd.XLRDError, AssertionError, IndexError, KeyError, NotImplementedError, ValueError, struct.error):
        return {}


def _details_of(book: Any, sheet: Any) -> Details:
    def is_struck(row: int) -> bool:
        filled = (place for place in range(sheet.row_len(row)) if sheet.cell_value(row, place) not in ("", None))
        return any(book.font_list[book.xf_list[sheet.cell_xf_index(row, place)].font_index].struck_out for place in filled)

    return Details(
        sheet.visibility != 0,
        frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden),
        frozenset(place for place, info in sheet.colinfo_map.items() if info.hidden),
        frozenset(filter(is_struck, range(sheet.nrows))) if any(font.struck_out for font in book.font_list) else frozenset(),
        epoch_1904=book.datemode == 1,
    )
