"""Which column of a sheet holds what. No database, no Django."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rosters.fields.roster_fields import FIELD_OF_SPELLING
from rosters.files.errors import UnreadableFile
from rosters.files.reading import Cell, Sheet
from rosters.names import clean_text, fold

# Words that say whose name, class or code it is, and nothing more.
_WHOSE = re.compile(r" (?:cua )?(?:hoc sinh|hs|doan vien|dv|sinh vien|sv|hoc vien|thanh vien|thi sinh|nguoi hoc)$")

HEADER_SEARCH_DEPTH = 30
_CLASS = r"(?:1[0-2]|[1-9])(?:\s?[a-z]{1,2}\d{0,2}|/\d{1,2})"
_CLASS_IN_TITLE = re.compile(rf"\b(?:lop|chi doan|chi doi)\s*:?\s*({_CLASS})(?![a-z0-9])")
_CLASS_ALONE = re.compile(rf"^(?:lop |chi doan |chi doi )?({_CLASS})$")


@dataclass(frozen=True)
class Table:
    """Where the roster stands in a sheet.

    `columns` maps a field to its column number; `headers` a column number to its text as written;
    `unused` lists the headers that are not needed; `class_hint` is a class named in a title or the sheet's name.
    """

    header_row: int
    first_row: int
    columns: dict[str, int]
    headers: dict[int, str]
    unused: list[str] = field(default_factory=list)
    class_hint: str = ""

    def has_names(self) -> bool:
        return "full_name" in self.columns or {"family_name", "given_name"} <= self.columns.keys()


def header_key(cell: Cell) -> str:
    """A header ready to be looked up: folded, without (*), what stands in brackets, line breaks and end marks."""
    text = fold(clean_text(str(cell or "")))
    without = re.sub(r"\([^)]*\)?|\*", " ", text)
    return clean_text(without if without.strip() else text).strip(" :.")


def field_of(cell: Cell, own: Mapping[str, str]) -> str:
    """The field that a header names, or an empty text. `own` are the organizer's spellings and go first."""
    key = header_key(cell)
    if key in own:
        return own[key]
    return FIELD_OF_SPELLING.get(key) or FIELD_OF_SPELLING.get(_WHOSE.sub("", key), "")


def recognise(sheet: Sheet, own: Mapping[str, str] | None = None, header_row: int | None = None) -> Table | None:
    """The roster in `sheet`, or None when no row among the first ones looks like its header.

    `own` maps header keys to fields as the organizer mapped them by hand; `header_row` is the row pointed at.
    """
    best: Table | None = None
    for number, row in enumerate(sheet.rows[:HEADER_SEARCH_DEPTH]):
        if header_row is not None and number != header_row:
            continue
        table = _table_at(sheet, number, row, own or {})
        if table and table.has_names() and (best is None or len(table.columns) > len(best.columns)):
            best = table
    return best


def _table_at(sheet: Sheet, number: int, row: list[Cell], own: Mapping[str, str]) -> Table:
    columns: dict[str, int] = {}
    headers: dict[int, str] = {}
    unused: dict[int, str] = {}
    for place, cell in enumerate(row):
        if not header_key(cell):
            continue
        headers[place] = clean_text(str(cell))
        name = field_of(cell, own)
        if name and name not in columns:
            columns[name] = place
        else:
            unused[place] = headers[place]
    first_row = number + 1
    if any(field_of(text, own) == "full_name" for text in unused.values()):
        raise UnreadableFile(
            f"Trang tính {sheet.name or '1'} có hai danh sách đặt cạnh nhau. Chuyển danh sách bên phải xuống dưới hoặc sang trang tính khác."
        )
    if _is_second_header(sheet, first_row, columns, own):
        _take_second_header(sheet.rows[first_row], columns, headers, unused, own)
        first_row += 1
    _settle_ambiguous(columns, headers)
    _split_merged_name(sheet, first_row, columns, headers)
    return Table(number, first_row, columns, headers, list(unused.values()), _class_hint(sheet, number))


def _is_second_header(sheet: Sheet, number: int, columns: dict[str, int], own: Mapping[str, str]) -> bool:
    """Whether the row below has headers too, under merged ones: every cell with a text is one, and there are two or more."""
    if number >= len(sheet.rows) or not ({"full_name", "family_name"} & columns.keys()):
        return False
    keys = [header_key(cell) for cell in sheet.rows[number] if header_key(cell)]
    named = {field_of(key, own) for key in keys}
    return len(named) >= 2 and "" not in named


def _take_second_header(
    row: list[Cell], columns: dict[str, int], headers: dict[int, str], unused: dict[int, str], own: Mapping[str, str]
) -> None:
    found = {field_of(cell, own): place for place, cell in enumerate(row) if header_key(cell)}
    above = {"birth_day": "birth_date", "given_name": "full_name", "female_mark": "sex"}
    for name, whole in above.items():
        if name in found:
            columns.pop(whole, None)
    for name, place in found.items():
        if name and name not in columns:
            columns[name] = place
            headers[place] = clean_text(str(row[place]))
            unused.pop(place, None)


def _settle_ambiguous(columns: dict[str, int], headers: dict[int, str]) -> None:
    """One header may mean two things, as the others decide.

    `Tên` alone, without `Họ`, is the whole name; `Nam` alone is a column to mark men, and `Năm` alone says nothing;
    `Đơn vị` is the class or chapter where none is named; the ministry's code is the code where there is no other.
    """
    if "given_name" in columns and "family_name" not in columns and "full_name" not in columns:
        columns["full_name"] = columns.pop("given_name")
    if "birth_year" in columns and not {"birth_day", "birth_month"} <= columns.keys():
        place = columns.pop("birth_year")
        if headers[place].casefold() == "nam":
            columns["male_mark"] = place
    unit = columns.pop("unit_name", None)
    if unit is not None:
        columns.setdefault("class_name", unit)
        columns.setdefault("chapter_name", unit)
    if "ministry_code" in columns:
        columns.setdefault("code", columns["ministry_code"])


def _split_merged_name(sheet: Sheet, first_row: int, columns: dict[str, int], headers: dict[int, str]) -> None:
    """One header over two columns: the family and middle names stand in the first, the given name in the second."""
    place = columns.get("full_name")
    if place is None or place + 1 in headers:
        return
    rows = [row for row in sheet.rows[first_row : first_row + 50] if len(row) > place and row[place]]
    with_second = [row for row in rows if len(row) > place + 1 and isinstance(row[place + 1], str) and row[place + 1]]
    if rows and 2 * len(with_second) > len(rows):
        columns["family_name"], columns["given_name"] = columns.pop("full_name"), place + 1
        headers[place + 1] = headers[place]


def class_in_title(text: str) -> str:
    """The class or chapter that a title names: 10A1 for `DANH SÁCH LỚP 10A1`; an empty text for none."""
    found = _CLASS_IN_TITLE.search(fold(text))
    return found.group(1).replace(" ", "").upper() if found else ""


def _class_hint(sheet: Sheet, header_row: int) -> str:
    for row in sheet.rows[:header_row]:
        for cell in row:
            if cell and (found := class_in_title(str(cell))):
                return found
    alone = _CLASS_ALONE.match(fold(sheet.name))
    return alone.group(1).replace(" ", "").upper() if alone else ""


def column_letter(place: int) -> str:
    """The letters of a column as Excel shows them: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def likely_header_row(sheet: Sheet) -> int:
    """The row, among the first ones, with the most different texts: what to offer when none was recognised."""
    texts = [{fold(cell) for cell in row if isinstance(cell, str) and cell} for row in sheet.rows[:HEADER_SEARCH_DEPTH]]
    return max(range(len(texts)), key=lambda number: (len(texts[number]), -number), default=0)
