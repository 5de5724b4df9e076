"""What the reader of cells does not tell of an XLSX or ODS workbook: what is hidden, struck through or never computed.

The files are looked through in blocks, after rosters.files.archives has refused what is too large. No database, no Django.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from rosters.files.archives import blocks
from rosters.files.sheets import PLAIN, Details
from rosters.files.workbook_comments import LONGEST, comments_of
from rosters.files.workbook_formats import CellFormats, formats_of, is_struck
from rosters.files.workbook_parts import local_name, root_of

_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
# Said to be hidden, or so narrow or low that nobody sees it.
_HIDDEN = re.compile(rb"hidden=[\"'](?:1|true)[\"']|\swidth=[\"']0(?:\.[0-4]\d*)?[\"']|\sht=[\"'][01](?:\.\d*)?[\"']")
_MAY_HIDE = re.compile(rb"hidden=|=[\"']0[\"'.]|ht=[\"']1[\"'.]")
_NUMBER = re.compile(rb"\s(r|min|max|s|ht)=[\"']([A-Z]*)(\d+)(?:\.\d+)?[\"']")
# A cell with something in it.
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*(?<!/)>(?!</)")
# A cell that holds an error: #N/A, #REF!.
_ERROR = re.compile(rb"\st=[\"']e[\"']")
# A formula with nothing, or an empty text, for its value.
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)><(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
# A cell with its text in it, of which a part is struck through.
_STRUCK_INSIDE = re.compile(
    rb"<(?:\w+:)?c\s([^>]*inlineStr[^>]*)>(?:(?!</(?:\w+:)?c>)[\s\S]){0,3000}?<(?:\w+:)?strike(?:\s*/>|\sval=[\"'](?:1|true))"
)
# A cell that holds a shared text.
_SHARED = re.compile(rb"<(?:\w+:)?c\s([^>]*t=[\"']s[\"'][^>]*)><(?:\w+:)?v>(\d+)<")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
MOST_REPEATED = 200_000


def details_of(content: bytes) -> dict[str, Details]:
    """Details by the name of the sheet, of sheets that have any; nothing for a workbook that is neither XLSX nor ODS."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return _of_xlsx(archive, names)
            if "content.xml" in names:
                return _of_ods(archive)
    except (ElementTree.ParseError, KeyError, ValueError):
        # Whether the workbook can be read at all, the reader of cells tells.
        return {}
    return {}


# XLSX


def _of_xlsx(archive: zipfile.ZipFile, names: set[str]) -> dict[str, Details]:
    book = root_of(archive, "xl/workbook.xml")
    properties = next((each for each in book if local_name(each.tag) == "workbookPr"), None)
    epoch_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    targets = _targets(archive, names)
    formats = formats_of(archive) if "xl/styles.xml" in names else CellFormats()
    struck_texts = _struck_texts(archive, names)
    found = {}
    for sheet in (each for part in book if local_name(part.tag) == "sheets" for each in part):
        relation = next((value for key, value in sheet.attrib.items() if local_name(key) == "id"), "")
        name = targets.get(relation, "")
        hidden = sheet.get("state", "visible") != "visible"
        if name in names:
            details = _of_worksheet(archive, name, formats, struck_texts)
            comments = comments_of(archive, name)
            found[sheet.get("name", "")] = replace(details, hidden=hidden, epoch_1904=epoch_1904, comments=comments)
    return {name: details for name, details in found.items() if details != PLAIN}


def _targets(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """Id of a relation of the workbook -> name of its file in the archive."""
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in names:
        return {}
    targets = {each.get("Id", ""): each.get("Target", "") for each in root_of(archive, relations)}
    return {key: target[1:] if target.startswith("/") else f"xl/{target}" for key, target in targets.items()}


def _struck_texts(archive: zipfile.ZipFile, names: set[str]) -> frozenset[int]:
    """The numbers of the shared texts of which a part is struck through: the reader of cells gives them whole."""
    if "xl/sharedStrings.xml" not in names or b"strike" not in archive.read("xl/sharedStrings.xml"):
        return frozenset()
    root = root_of(archive, "xl/sharedStrings.xml")
    return frozenset(
        number
        for number, text in enumerate(each for each in root if local_name(each.tag) == "si")
        if any(map(is_struck, text.iter()))
    )


def _of_worksheet(archive: zipfile.ZipFile, name: str, formats: CellFormats, struck_texts: frozenset[int]) -> Details:
    rows: set[int] = set()
    columns: set[int] = set()
    struck_rows: set[int] = set()
    uncomputed: set[tuple[int, int]] = set()
    dayless: set[tuple[int, int]] = set()
    unseen: set[tuple[int, int]] = set()
    padded: dict[tuple[int, int], tuple[str, int]] = {}
    last_row = 0
    for block in blocks(archive, archive.getinfo(name)):
        if _MAY_HIDE.search(block):
            columns |= _hidden_columns(block)
            for tag in _ROW.findall(block):
                last_row = _row_number(tag, last_row)
                if _HIDDEN.search(tag):
                    rows.add(last_row - 1)
        struck_rows |= _struck_rows(block, formats.struck, struck_texts)
        unseen |= _cells_of(block, formats.invisible)
        dayless |= _cells_of(block, formats.dayless)
        for padding, styles in formats.padded.items():
            padded |= dict.fromkeys(_cells_of(block, styles), padding)
        uncomputed |= _without_value(block)
    return Details(
        hidden_rows=frozenset(rows), hidden_columns=frozenset(columns), struck=frozenset(struck_rows),
        uncomputed=frozenset(uncomputed), dayless=frozenset(dayless), unseen=frozenset(unseen),
        padded=padded,
    )  # fmt: skip


def _hidden_columns(block: bytes) -> set[int]:
    found: set[int] = set()
    for tag in _COLUMN.findall(block):
        if _HIDDEN.search(tag):
            numbers = {key: int(number) for key, _letters, number in _NUMBER.findall(tag)}
            first, last = numbers.get(b"min", 1), numbers.get(b"max", 1)
            found.update(range(first - 1, min(last, first + 1000)))
    return found


def _without_value(block: bytes) -> set[tuple[int, int]]:
    """The cells with a formula that was never calculated, and those with an error: the reader of cells gives nothing for #N/A."""
    found: set[tuple[int, int]] = set()
    if b"<f" in block or b":f" in block:
        found |= {place for attributes in _UNCOMPUTED.findall(block) for place in _places(b" " + attributes)}
    if b't="e"' in block or b"t='e'" in block:
        found |= {place for tag in _CELL.findall(block) if _ERROR.search(tag) for place in _places(tag)}
    return found


def _row_number(tag: bytes, last: int) -> int:
    return next((int(number) for key, _letters, number in _NUMBER.findall(tag) if key == b"r"), last + 1)


def _places(attributes: bytes) -> Iterator[tuple[int, int]]:
    for key, letters, number in _NUMBER.findall(attributes):
        if key == b"r" and letters:
            column = 0
            for letter in letters:
                column = 26 * column + letter - 64
            yield int(number) - 1, column - 1


def _cells_of(block: bytes, styles: frozenset[int]) -> set[tuple[int, int]]:
    """The cells of a block with one of the formats."""
    found = set()
    for tag in _CELL.findall(block) if styles else ():
        if next((int(number) for key, _letters, number in _NUMBER.findall(tag) if key == b"s"), -1) in styles:
            found |= set(_places(tag))
    return found


def _struck_rows(block: bytes, styles: frozenset[int], texts: frozenset[int]) -> set[int]:
    """The rows of a block with a text that is struck through, by the format of its cell or in a part of the text."""
    cells = _cells_of(block, styles)
    if b"strike" in block:
        cells |= {place for attributes in _STRUCK_INSIDE.findall(block) for place in _places(b" " + attributes)}
    if texts:
        shared = ((attributes, int(number)) for attributes, number in _SHARED.findall(block))
        cells |= {place for attributes, number in shared if number in texts for place in _places(b" " + attributes)}
    return {row for row, _column in cells}


# ODS


def _of_ods(archive: zipfile.ZipFile) -> dict[str, Details]:
    content = archive.read("content.xml")
    if not any(
        mark in content
        for mark in (b"table:visibility", b"table:display", b"table:formula", b"line-through", b"office:annotation")
    ):
        return {}
    root = ElementTree.fromstring(content)  # noqa: S314 - archives.refuse_bomb has refused entities
    invisible = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for each in style
        if each.get(f"{_TABLE}display") == "false"
    }
    struck_styles = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for each in style
        if any(value not in ("", "none") for key, value in each.attrib.items() if key.endswith("}text-line-through-style"))
    }
    found = {}
    for table in root.iter(f"{_TABLE}table"):
        rows = _collapsed(table, f"{_TABLE}table-row", f"{_TABLE}number-rows-repeated")
        columns = _collapsed(table, f"{_TABLE}table-column", f"{_TABLE}number-columns-repeated")
        hidden = table.get(f"{_TABLE}style-name") in invisible
        struck, uncomputed = _of_ods_cells(table, struck_styles)
        details = Details(hidden, rows, columns, struck, uncomputed, comments=_comments_of_ods(table))
        found[table.get(f"{_TABLE}name", "")] = details
    return {name: details for name, details in found.items() if details != PLAIN}


def _of_ods_cells(table: ElementTree.Element, struck_styles: set[str | None]) -> tuple[frozenset[int], frozenset[Any]]:
    """The rows with a text that is struck through, and the cells with a formula that has no value."""
    struck, uncomputed = set(), set()
    number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        place = 0
        for cell in row:
            times = min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), MOST_REPEATED)
            has_text = any(True for _text in cell.itertext() if _text.strip())
            if cell.get(f"{_TABLE}formula") and not has_text and cell.get(f"{_OFFICE}value-type") is None:
                uncomputed.add((number, place))
            if has_text and (cell.get(f"{_TABLE}style-name") in struck_styles or _has_struck_span(cell, struck_styles)):
                struck.add(number)
            place += times
        number += min(int(row.get(f"{_TABLE}number-rows-repeated", "1")), MOST_REPEATED)
    return frozenset(struck), frozenset(uncomputed)


def _comments_of_ods(table: ElementTree.Element) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        for each in row.iter(f"{_OFFICE}annotation"):
            text = " ".join("".join(paragraph.itertext()) for paragraph in each.iter(f"{_TEXT}p"))
            found.setdefault(number, []).append(text.strip())
        number += min(int(row.get(f"{_TABLE}number-rows-repeated", "1")), MOST_REPEATED)
    return {place: " ".join(texts)[:LONGEST] for place, texts in found.items() if any(texts)}


def _has_struck_span(cell: ElementTree.Element, struck_styles: set[str | None]) -> bool:
    return any(each.get(f"{_TEXT}style-name") in struck_styles for each in cell.iter(f"{_TEXT}span"))


def _collapsed(table: ElementTree.Element, tag: str, repeated: str) -> frozenset[int]:
    found: set[int] = set()
    place = 0
    for each in table.iter(tag):
        times = min(int(each.get(repeated, "1")), MOST_REPEATED)
        if each.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            found.update(range(place, place + times))
        place += times
    return frozenset(found)
