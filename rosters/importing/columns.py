"""Which column of a sheet holds what. No database, no Django."""

import re
from dataclasses import dataclass, field

from rosters.importing.reading import Cell, Sheet
from rosters.names import clean_text, fold

# Canonical field -> header spellings met in the field, folded (lower case, no accents).
SPELLINGS: dict[str, tuple[str, ...]] = {
    "ordinal": ("stt", "tt", "so tt", "so thu tu", "no", "no."),
    "code": (
        "ma hs", "ma hoc sinh", "ma dinh danh", "ma dinh danh bo gd&dt", "ma dinh danh bo gddt", "ma dinh danh bo",
        "ma dd", "ma thanh vien", "ma sv", "ma sinh vien", "ma doan vien", "student id", "ma", "member code", "code",
    ),
    "full_name": (
        "ho va ten", "ho ten", "ho, ten", "ho va ten hoc sinh", "ho ten hoc sinh", "ho va ten doan vien",
        "ho ten doan vien", "ho va ten sinh vien", "full name", "name",
    ),
    "family_name": ("ho dem", "ho va chu dem", "ho va ten dem", "ho lot", "ho va chu lot", "ho", "last name"),
    "given_name": ("ten", "ten hoc sinh", "first name", "given name"),
    "birth_date": (
        "ngay sinh", "ngay, thang, nam sinh", "ngay thang nam sinh", "ntns", "sinh ngay", "nam sinh",
        "date of birth", "dob", "birth date",
    ),
    "birth_day": ("ngay",),
    "birth_month": ("thang",),
    "birth_year": ("nam",),
    "sex": ("gioi tinh", "gt", "phai", "nam/nu", "nam / nu", "sex", "gender"),
    "female_mark": ("nu",),
    "class_name": ("lop", "ten lop", "ma lop", "lop hoc", "class"),
    "chapter_name": ("chi doan", "ten chi doan", "chi doan sinh hoat", "chapter"),
    "union_member": ("doan vien", "doan vien (x)", "la doan vien", "union member"),
}  # fmt: skip

# Known columns that are not needed here; they are read over, and nothing of them is kept.
NOT_KEPT = {
    "dan toc", "ton giao", "quoc tich", "dien thoai", "sdt", "so dien thoai", "sdt phu huynh", "dia chi", "noi sinh",
    "ghi chu", "tinh", "huyen", "xa", "ho ten cha", "nam sinh cha", "ho ten me", "nam sinh me", "so ddcn", "cccd",
    "so dinh danh ca nhan", "so cccd", "cmnd/cccd", "ma dinh danh cong dan", "ngay vao doan", "ngay ket nap",
    "so the doan vien", "chuc vu", "email", "khoi", "don vi",
}  # fmt: skip

FIELD_OF_SPELLING = {spelling: name for name, spellings in SPELLINGS.items() for spelling in spellings}

HEADER_SEARCH_DEPTH = 30
_CLASS_IN_TITLE = re.compile(r"\b(?:lop|chi doan)\s*:?\s*((?:1[0-2]|[1-9])\s?[a-z]{0,3}\s?\d{0,2})\b")
_CLASS_ALONE = re.compile(r"^(?:lop |chi doan )?((?:1[0-2]|[1-9])[a-z]{1,3}\d{0,2})$")


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
    """A header ready to be looked up: folded, without (*), line breaks and end marks."""
    text = fold(clean_text(str(cell or "")))
    text = re.sub(r"\(\s*\*\s*\)|\*", "", text)
    return text.strip(" :.")


def recognise(sheet: Sheet) -> Table | None:
    """The roster in `sheet`, or None when no row among the first ones looks like its header."""
    best: Table | None = None
    for number, row in enumerate(sheet.rows[:HEADER_SEARCH_DEPTH]):
        table = _table_at(sheet, number, row)
        if table.has_names() and (best is None or len(table.columns) > len(best.columns)):
            best = table
    return best


def _table_at(sheet: Sheet, number: int, row: list[Cell]) -> Table:
    columns: dict[str, int] = {}
    headers: dict[int, str] = {}
    unused = []
    for place, cell in enumerate(row):
        key = header_key(cell)
        if not key:
            continue
        headers[place] = clean_text(str(cell))
        name = FIELD_OF_SPELLING.get(key)
        if name and name not in columns:
            columns[name] = place
        else:
            unused.append(headers[place])
    first_row = number + 1
    if _has_second_header(sheet, first_row, columns):
        _take_second_header(sheet.rows[first_row], columns, headers)
        first_row += 1
    _settle_ambiguous(columns)
    return Table(number, first_row, columns, headers, unused, _class_hint(sheet, number))


def _has_second_header(sheet: Sheet, number: int, columns: dict[str, int]) -> bool:
    if number >= len(sheet.rows) or ("full_name" not in columns and "family_name" not in columns):
        return False
    keys = {header_key(cell) for cell in sheet.rows[number]}
    return {"ngay", "thang", "nam"} <= keys


def _take_second_header(row: list[Cell], columns: dict[str, int], headers: dict[int, str]) -> None:
    for place, cell in enumerate(row):
        key = header_key(cell)
        name = FIELD_OF_SPELLING.get(key)
        if name and name not in columns:
            columns[name] = place
            headers[place] = clean_text(str(cell))
    columns.pop("birth_date", None)


def _settle_ambiguous(columns: dict[str, int]) -> None:
    """`Họ` and `Tên` are one name in two columns; `Tên` alone, without `Họ`, is the whole name."""
    if "given_name" in columns and "family_name" not in columns and "full_name" not in columns:
        columns["full_name"] = columns.pop("given_name")


def _class_hint(sheet: Sheet, header_row: int) -> str:
    for row in sheet.rows[:header_row]:
        for cell in row:
            found = _CLASS_IN_TITLE.search(fold(str(cell or "")))
            if found:
                return found.group(1).replace(" ", "").upper()
    found = _CLASS_ALONE.match(fold(sheet.name))
    return found.group(1).upper() if found else ""


def column_letter(place: int) -> str:
    """The letters of a column as Excel shows them: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
