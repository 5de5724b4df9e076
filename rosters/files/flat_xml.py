"""Workbooks in one file of XML: XML Spreadsheet 2003 (an .xls of many web systems) and flat OpenDocument. No database, no Django."""

import datetime as dt
import io
import re
import zipfile
from xml.etree import ElementTree

from rosters.files.archives import MOST_CELLS, refuse_vast_sheet
from rosters.files.errors import UnreadableFile
from rosters.files.sheets import Cell, Details, Range, Sheet

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
_BROKEN = "Tệp XML bị hỏng. Mở tệp bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."


def is_xml_spreadsheet(content: bytes) -> bool:
    """Whether this is XML Spreadsheet 2003, by its root."""
    head = content[:8000].replace(b"\0", b"")
    return b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"Workbook" in head and b"<html" not in head.lower()


def is_flat_opendocument(content: bytes) -> bool:
    """Whether this is a flat OpenDocument spreadsheet (.fods), by its root."""
    return b"urn:oasis:names:tc:opendocument:xmlns:office:1.0" in content[:20_000] and b"<?xml" in content[:200]


def refuse_entities(content: bytes) -> None:
    """Raises UnreadableFile for XML that declares entities, which could unfold without end."""
    # Letters of two bytes hide nothing.
    plain = content.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise UnreadableFile(
            "Tệp có khai báo lạ bên trong (DOCTYPE), không phải do Excel ghi. Hãy chép danh sách sang một tệp mới."
        )


def as_opendocument(content: bytes) -> bytes:
    """A flat OpenDocument spreadsheet in the archive that its readers expect. Raises UnreadableFile."""
    refuse_entities(content)
    body = re.sub(rb"(</?)office:document(?=[\s>])", rb"\1office:document-content", content)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _ODS_TYPE)
        archive.writestr("content.xml", body)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return out.getvalue()


def read_xml_spreadsheet(content: bytes) -> list[Sheet]:
    """The sheets of an XML Spreadsheet 2003: https://learn.microsoft.com/previous-versions/office/developer/office-xp/aa140066(v=office.10)

    Raises UnreadableFile.
    """
    refuse_entities(content)
    sheets, reader = [], _Reader()
    struck: set[str] = set()
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(content), events=("start", "end")):  # noqa: S314 - see refuse_entities
            if event == "start" and element.tag == f"{_SS}Worksheet":
                reader = _Reader(element.get(f"{_SS}Name", ""), frozenset(struck))
            elif event == "end" and element.tag == f"{_SS}Style":
                if any(font.get(f"{_SS}StrikeThrough") == "1" for font in element.iter(f"{_SS}Font")):
                    struck.add(element.get(f"{_SS}ID", ""))
            elif event == "end":
                reader.take(element)
                if element.tag == f"{_SS}Worksheet":
                    sheets.append(reader.sheet())
                if element.tag in (f"{_SS}Row", f"{_SS}Worksheet"):
                    element.clear()
    except UnreadableFile:
        raise
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableFile(_BROKEN) from error
    return sheets


class _Reader:
    """Collects the rows of one worksheet."""

    def __init__(self, name: str = "", struck_styles: frozenset[str] = frozenset()) -> None:
        self.name, self.struck_styles = name, struck_styles
        self.rows: list[list[Cell]] = []
        self.merged: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.struck: set[int] = set()
        self.uncomputed: set[tuple[int, int]] = set()
        self.column = 0
        self.cells = 0
        self.hidden = False

    def sheet(self) -> Sheet:
        return Sheet(
            self.name, self.rows, self.merged,
            Details(
                self.hidden, frozenset(self.hidden_rows), frozenset(self.hidden_columns), frozenset(self.struck),
                frozenset(self.uncomputed),
            ),
        )  # fmt: skip

    def take(self, element: ElementTree.Element) -> None:
        if element.tag == f"{_SS}Row":
            self._take_row(element)
        elif element.tag == f"{_SS}Column":
            self.column = int(element.get(f"{_SS}Index", self.column + 1))
            span = int(element.get(f"{_SS}Span", "0"))
            if element.get(f"{_SS}Hidden") == "1":
                self.hidden_columns.update(range(self.column - 1, self.column + min(span, 1000)))
            self.column += span
        elif element.tag == f"{_EXCEL}Visible":
            self.hidden = (element.text or "").strip() != "SheetVisible"

    def _take_row(self, element: ElementTree.Element) -> None:
        number = int(element.get(f"{_SS}Index", len(self.rows) + 1)) - 1
        refuse_vast_sheet(number + 1, 1)
        while len(self.rows) < number:
            self.rows.append([])
        row: list[Cell] = []
        for cell in element.iter(f"{_SS}Cell"):
            place = int(cell.get(f"{_SS}Index", len(row) + 1)) - 1
            self.cells += max(place - len(row), 0) + 1
            if self.cells > MOST_CELLS or place > MOST_CELLS:
                refuse_vast_sheet(number + 1, MOST_CELLS + 1)
            row += [""] * (place - len(row))
            across, down = int(cell.get(f"{_SS}MergeAcross", "0")), int(cell.get(f"{_SS}MergeDown", "0"))
            value = _value(cell)
            if value == "" and cell.get(f"{_SS}Formula"):
                self.uncomputed.add((number, len(row)))
            if value != "" and cell.get(f"{_SS}StyleID", element.get(f"{_SS}StyleID", "")) in self.struck_styles:
                self.struck.add(number)
            row += [value, *[""] * min(across, 1000)]
            if across or down:
                self.merged.append(((number, place), (number + down, place + across)))
        # A cell that is merged down takes the place of those below it, which are left out of the file but have an index.
        self.rows.append(row)
        if element.get(f"{_SS}Hidden") == "1":
            self.hidden_rows.add(number)


def _value(cell: ElementTree.Element) -> Cell:
    data = cell.find(f"{_SS}Data")
    if data is None:
        return ""
    text, kind = "".join(data.itertext()), data.get(f"{_SS}Type")
    if kind == "Number":
        return float(text)
    if kind == "DateTime":
        return dt.datetime.fromisoformat(text)
    if kind == "Boolean":
        return text == "1"
    return text
