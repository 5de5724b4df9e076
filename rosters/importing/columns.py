"""Which column of a sheet holds what. No database, no Django."""

import re
from dataclasses import dataclass, field

from rosters.importing.reading import Cell, Sheet, UnreadableFile
from rosters.names import clean_text, fold

# Canonical field -> header spellings met in the field, folded (lower case, no accents).
SPELLINGS: dict[str, tuple[str, ...]] = {
    "ordinal": ("stt", "tt", "so tt", "so thu tu", "no", "no."),
    "code": (
        "ma hs", "ma hoc sinh", "ma dinh danh", "ma dinh danh bo gd&dt", "ma dinh danh bo gddt", "ma dinh danh bo",
        "ma dd", "ma thanh vien", "ma sv", "ma sinh vien", "student id", "ma", "ma so", "ma so hs", "ma so hoc sinh", "mshs", "member code", "code",
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

FIELD_OF_SPELLING = {spelling: name for name, spellings in SPELLINGS.items() for spelling in spellings}

HEADER_SEARCH_DEPTH = 30
_CLASS = r"(?:1[0-2]|[1-9])(?:\s?[a-z]{1,2}\d{0,2}|/\d{1,2})"
_CLASS_IN_TITLE = re.compile(rf"\b(?:lop|chi doan)\s*:?\s*({_CLASS})(?![a-z0-9])")
_CLASS_ALONE = re.compile(rf"^(?:lop |chi doan )?({_CLASS})$")


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
        if table and table.has_names() and (best is None or len(table.columns) > len(best.columns)):
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
    if any(FIELD_OF_SPELLING.get(header_key(text)) == "full_name" for text in unused):
        raise UnreadableFile(
            f"Trang tính {sheet.name or '1'} có hai danh sách đặt cạnh nhau. Chuyển danh sách bên phải xuống dưới hoặc sang trang tính khác."
        )
    if _has_second_header(sheet, first_row, columns):
        _take_second_header(sheet.rows[first_row], columns, headers)
        first_row += 1
    _settle_ambiguous(columns, headers)
    _split_merged_name(sheet, first_row, columns, headers)
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


def _settle_ambiguous(columns: dict[str, int], headers: dict[int, str]) -> None:
    """`Tên` alone, without `Họ`, is the whole name; `Nam` alone is a column to mark men, and `Năm` alone says nothing."""
    if "given_name" in columns and "family_name" not in columns and "full_name" not in columns:
        columns["full_name"] = columns.pop("given_name")
    if "birth_year" in columns and not {"birth_day", "birth_month"} <= columns.keys():
        place = columns.pop("birth_year")
        if headers[place].casefold() == "nam":
            columns["male_mark"] = place


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
