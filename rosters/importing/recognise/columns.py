"""Which column of a sheet holds what. No database, no Django."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from rosters.files.encodings import is_syllable
from rosters.files.errors import UnreadableFile
from rosters.files.sheets import Cell, Sheet
from rosters.importing.recognise.class_names import ClassHint, class_alone, class_in_sheet_name, class_in_title, classes_named
from rosters.importing.recognise.headings import field_of, header_key
from rosters.importing.recognise.statuses import says_gone
from rosters.names import clean_text, fold

# `Năm sinh Nam | Năm sinh Nữ` in one row.
_BIRTH_OF_A_SEX = re.compile(
    r"(?:(?:ngay|nam)(?:,? thang,?(?: nam)?)? sinh|sinh (?:nam|ngay)|ns)\W*(nam|nu)\W*|(nam|nu) sinh (?:ngay|nam)"
)
# A heading over columns about somebody else: parents, a form teacher.
_SOMEBODY_ELSE = re.compile(
    r"(?:thong tin )?(?:ve )?(?:ho ten )?(?:cha|me|bo|ba|cha me|bo me|cha/me|phu huynh|nguoi giam ho|giam ho|than nhan|gia dinh|nguoi than|"
    r"gvcn|giao vien(?: chu nhiem)?|chu nhiem|co van)(?: (?:hoc sinh|hs|1|2|ruot))?"
)
# `Số buổi nghỉ học` counts, and marks nobody who has left.
_COUNT = re.compile(r"(?:tong )?(?:so )?(?:buoi|ngay nghi hoc co|tiet|lan|luot)\b|so ngay\b|.*\b(?:co|khong) phep\b")

# `Họ tên (cha)`.
_IN_BRACKETS = re.compile(r"\((?:cha|me|bo|ba|cha/me|phu huynh|phhs|nguoi giam ho|gvcn)\)")
_NAME_OF_A_PARENT = re.compile(r"(?:ho va ten|ho ten|ten) \(?(?:cha|me|bo|ba|phu huynh|nguoi giam ho|giam ho)\b")

_BIRTHS = ("birth_date", "birth_year")

HEADER_SEARCH_DEPTH = 30


@dataclass(frozen=True)
class Table:
    """Where the roster stands in a sheet.

    `columns` maps a field to its column number; `headers` a column number to its text as written;
    `unused` lists the headers that are not needed; `hidden` maps fields that only a hidden column would give to that column;
    `titles` are the texts above the header, `class_hint` the class that these and the sheet's name tell.
    A list without a header has the header row -1.
    """

    header_row: int
    first_row: int
    columns: dict[str, int]
    headers: dict[int, str]
    unused: list[str] = field(default_factory=list)
    hidden: dict[str, int] = field(default_factory=dict)
    class_hint: ClassHint = field(default_factory=ClassHint)
    titles: list[str] = field(default_factory=list)
    is_double: bool = False
    # A second column of classes: `Lớp` and `Lớp mới`.
    again: dict[str, int] = field(default_factory=dict)

    def is_of_somebody_else(self, sheet: Sheet, place: int) -> bool:
        """Whether a column stands under the heading of parents or a teacher."""
        return _is_about_somebody_else(sheet, self.header_row - 1, place) or _is_about_somebody_else(
            sheet, self.header_row, place
        )

    def has_names(self) -> bool:
        return "full_name" in self.columns or {"family_name", "given_name"} <= self.columns.keys()


def recognise(sheet: Sheet, own: Mapping[str, str] | None = None, header_row: int | None = None) -> Table | None:
    """The roster in `sheet`, or None when no row among the first ones looks like its header.

    `own` maps header keys to fields as the organizer mapped them by hand; `header_row` is the row pointed at.
    Raises UnreadableFile for two lists side by side.
    """
    best: Table | None = None
    for number, row in enumerate(sheet.rows[:HEADER_SEARCH_DEPTH]):
        if header_row is not None and number != header_row:
            continue
        table = table_at(sheet, number, row, own or {})
        if table.has_names() and (best is None or len(table.columns) > len(best.columns)):
            if best and len(best.columns) > 1 and _has_people(sheet, best, number):
                # The head of another list, further down: it is met when the first is read.
                break
            best = table
    if best and _is_turned(sheet, best, own or {}):
        raise UnreadableFile(
            "Danh sách viết theo hàng ngang: mỗi người một cột, tiêu đề ở cột đầu. Trong Excel, chép cả bảng rồi dán bằng"
            " “Dán đặc biệt – Hoán vị (Transpose)”, hoặc lập lại mỗi người một dòng."
        )
    if best and best.is_double:
        raise UnreadableFile(
            f"Trang tính {sheet.name or '1'} có hai danh sách đặt cạnh nhau. Chuyển danh sách bên phải xuống dưới hoặc sang trang tính khác."
        )
    return best


def _has_people(sheet: Sheet, table: Table, end: int) -> bool:
    """Whether somebody stands between the head of `table` and the row `end`."""
    place = table.columns.get("full_name", table.columns.get("family_name", -1))
    names = [row[place] for row in sheet.rows[table.first_row : end] if 0 <= place < len(row)]
    return any(isinstance(name, str) and len(name.split()) > 1 and not header_names_a_field(name) for name in names)


def header_names_a_field(text: str) -> bool:
    return bool(field_of(text, {}))


def _is_turned(sheet: Sheet, table: Table, own: Mapping[str, str]) -> bool:
    """Whether the column of names holds headings: each person is a column, not a row."""
    place = table.columns.get("full_name", -1)
    below = [row for row in sheet.rows[table.first_row : table.first_row + HEADER_SEARCH_DEPTH] if 0 <= place < len(row)]
    named: set[str] = set()
    for row in below:
        # Another head, further down, has several headings in its row.
        headings = {field_of(cell, own) for cell in row} - _IN_CELLS
        if len(headings) == 1 and field_of(row[place], own) in headings:
            named |= headings
    return len(named - {"full_name", "ordinal", "given_name", "family_name"}) >= 2


# What headings and cells have in common: Nam and Nữ, and nothing.
_IN_CELLS = {"", "female_mark", "male_mark", "birth_year"}


def table_at(sheet: Sheet, number: int, row: list[Cell], own: Mapping[str, str]) -> Table:
    """What the columns hold if `row`, with this number, is the header."""
    columns: dict[str, int] = {}
    hidden, again = dict[str, int](), dict[str, int]()
    headers: dict[int, str] = {}
    unused: dict[int, str] = {}
    is_double = is_of_parent = False
    for place, cell in enumerate(_with_those_above(sheet, number, row, own)):
        if not header_key(cell):
            continue
        headers[place] = clean_text(str(cell))
        name = _field_of_column(sheet, number, place, cell, own)
        is_of_parent = is_of_parent or bool(_NAME_OF_A_PARENT.match(header_key(cell)))
        # A second birth behind the name of a parent is that of the parent.
        name = "" if is_of_parent and name in _BIRTHS and "birth_date" in columns else name
        if place in sheet.details.hidden_columns:
            hidden.setdefault(name, place)
        elif name and name not in columns:
            columns[name] = place
        else:
            is_double = is_double or name == "full_name"
            if name in ("class_name", "chapter_name", "birth_date"):
                again.setdefault(name, place)
            unused[place] = headers[place]
    first_row = number + 1
    if _is_second_header(sheet, first_row, columns, own):
        _take_second_header(sheet, first_row, columns, headers, unused, own)
        first_row += 1
    elif _has_sub_heads(sheet, first_row, columns, headers):
        again.setdefault("class_name", _take_sub_heads(sheet, first_row, columns["class_name"], headers))
        first_row += 1
    _settle_ambiguous(columns, headers)
    _split_merged_name(sheet, first_row, columns, headers)
    _find_births_under_sexes(sheet, first_row, columns)
    titles = _titles_above(sheet, number)
    return Table(
        number, first_row, columns, headers, list(unused.values()),
        {name: place for name, place in hidden.items() if name and name not in columns and name != "ordinal"},
        class_hint_of(titles, sheet.name), titles, is_double, again,
    )  # fmt: skip


def _titles_above(sheet: Sheet, number: int) -> list[str]:
    """The texts above the header, the row `number`."""
    cells = (cell for row in sheet.rows[:number] for cell in row)
    return [clean_text(cell) for cell in cells if isinstance(cell, str) and cell.strip()]


def _field_of_column(sheet: Sheet, number: int, place: int, cell: Cell, own: Mapping[str, str]) -> str:
    """The field of a column under the header `cell` in the row `number`, by what stands over it, too; empty for none."""
    of_other = _is_about_somebody_else(sheet, number - 1, place) or _IN_BRACKETS.search(fold(str(cell)))
    name = "" if of_other else field_of(cell, own)
    key = header_key(cell)
    if not name and key not in own and (of_sex := _BIRTH_OF_A_SEX.fullmatch(fold(clean_text(str(cell))).strip(" :.*"))):
        return "male_birth" if "nam" in of_sex.groups() else "female_birth"
    if not name and key not in own and not _COUNT.match(key) and says_gone(clean_text(str(cell)), is_status=True):
        # A column to be marked for those who have left: `Nghỉ học`, `suspended`.
        return "gone_mark"
    return name


def _with_those_above(sheet: Sheet, number: int, row: list[Cell], own: Mapping[str, str]) -> list[Cell]:
    """The cells of a header, an empty one taken from the row above where that names a column: a cell merged over both."""
    above = sheet.rows[number - 1] if number else []
    wider = [*row, *[None] * (len(above) - len(row))]
    if sum(bool(header_key(cell)) for cell in row) < 2:
        return row
    return [
        above[place] if not header_key(cell) and place < len(above) and field_of(above[place], own) else cell
        for place, cell in enumerate(wider)
    ]


def class_hint_of(titles: Collection[str], sheet_name: str) -> ClassHint:
    """The class of a sheet with these titles and this name."""
    named = [found for title in titles if (found := class_in_title(title) or class_alone(title))]
    # The title right above the header says more than one further up.
    title = named[-1] if named else ""
    others = {name for each in titles for name in classes_named(each)} | set(named)
    return ClassHint(title, class_in_sheet_name(sheet_name), tuple(sorted(others - {title})) if title else ())


def _is_about_somebody_else(sheet: Sheet, number: int, place: int) -> bool:
    """Whether the heading over a column, in the row `number`, is that of a parent or a teacher."""
    heading = _heading_over(sheet, number, place) if number >= 0 else None
    # `GVCN:` beside a name, in a title, is no heading.
    return not str(heading).rstrip().endswith(":") and bool(_SOMEBODY_ELSE.fullmatch(header_key(heading)))


def _heading_over(sheet: Sheet, number: int, place: int) -> Cell:
    """The cell of a row that stands over a column: its own, or the one to the left of it that goes on over empty ones."""
    row = sheet.rows[number] if number < len(sheet.rows) else []
    return next((row[left] for left in range(min(place, len(row) - 1), -1, -1) if header_key(row[left])), None)


def _is_second_header(sheet: Sheet, number: int, columns: dict[str, int], own: Mapping[str, str]) -> bool:
    """Whether the row below has headers too, under merged ones: every cell with a text is one, and there are two or more."""
    if number >= len(sheet.rows) or not ({"full_name", "family_name"} & columns.keys()):
        return False
    cells = [(place, cell) for place, cell in enumerate(sheet.rows[number]) if header_key(cell)]
    named = [field_of(cell, own) for _place, cell in cells]
    known = [
        bool(name) or _is_about_somebody_else(sheet, number - 1, place)
        for (place, _cell), name in zip(cells, named, strict=True)
    ]
    return len(cells) >= 2 and all(known)


def _has_sub_heads(sheet: Sheet, number: int, columns: dict[str, int], headers: dict[int, str]) -> bool:
    """Whether `Lớp` stands over two columns, `Cũ` and `Mới` or two school years, in a row with nothing else."""
    place = columns.get("class_name", -1)
    if place < 0 or place + 1 in headers or number >= len(sheet.rows):
        return False
    filled = {at: str(cell) for at, cell in enumerate(sheet.rows[number]) if header_key(cell)}
    return filled.keys() == {place, place + 1} and not any(class_alone(text) for text in filled.values())


def _take_sub_heads(sheet: Sheet, number: int, place: int, headers: dict[int, str]) -> int:
    """Calls the two columns by both of their heads. The place of the second."""
    below = sheet.rows[number]
    headers |= {place: f"{headers[place]} {below[place]}", place + 1: f"{headers[place]} {below[place + 1]}"}
    return place + 1


def _field_under(sheet: Sheet, number: int, place: int, own: Mapping[str, str]) -> str:
    """The field of a header under another one: under `Giới tính`, Nam is a column to mark men, and no year."""
    name = field_of(sheet.rows[number][place], own)
    if name == "birth_year" and field_of(_heading_over(sheet, number - 1, place), own) == "sex":
        return "male_mark"
    return name


def _take_second_header(
    sheet: Sheet, number: int, columns: dict[str, int], headers: dict[int, str], unused: dict[int, str], own: Mapping[str, str]
) -> None:
    row = sheet.rows[number]
    own_places = [
        place for place, cell in enumerate(row) if header_key(cell) and not _is_about_somebody_else(sheet, number - 1, place)
    ]
    found = {_field_under(sheet, number, place, own): place for place in reversed(own_places)}
    above = {"birth_day": "birth_date", "given_name": "full_name", "female_mark": "sex"}
    if {"birth_year", "female_mark"} <= found.keys() and "birth_date" in columns:
        over = {field_of(_heading_over(sheet, number - 1, found[name]), own) for name in ("birth_year", "female_mark")}
        if over == {"birth_date"}:
            # `Năm sinh` over `Nam` and `Nữ`.
            found = {"male_birth": found["birth_year"], "female_birth": found["female_mark"]}
            above = {"male_birth": "birth_date"}
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
    `Đơn vị` is the class or chapter where none is named; the ministry's code, or else the name to log in to another system,
    is the code where there is no other.
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
    username = columns.pop("username", -1)
    for code in (columns.get("ministry_code", -1), username):
        if code >= 0:
            columns.setdefault("code", code)


def _split_merged_name(sheet: Sheet, first_row: int, columns: dict[str, int], headers: dict[int, str]) -> None:
    """One header over two or three columns: family and middle names stand in the first ones, the given name in the last.

    A column `Tên` beside `Họ và tên` holds the given name, where the other does not end with it.
    """
    place = columns.get("full_name")
    if place is None:
        return
    below = sheet.rows[first_row : first_row + 50]
    rows = [row for row in below if len(row) > place and row[place] and not field_of(row[place], {})]
    if "given_name" in columns:
        given = columns["given_name"]
        pairs = [(fold(str(row[place])), fold(str(row[given]))) for row in rows if len(row) > given and row[given]]
        apart = [pair for pair in pairs if not f" {pair[0]}".endswith(f" {pair[1]}")]
        are_given = sum(is_syllable(name) for _whole, name in pairs)
        if pairs and 2 * len(apart) > len(pairs) and 2 * are_given > len(pairs):
            columns["family_name"] = columns.pop("full_name")
        return
    behind = 0
    while len(headers) > 1 and behind < 2 and place + behind + 1 not in headers and _mostly_texts(rows, place + behind + 1):
        behind += 1
    if behind and not _vary_as_names(rows, place + behind):
        # All from one hamlet, of one people, or a sex: no given names.
        return
    if behind:
        columns["family_name"], columns["given_name"] = columns.pop("full_name"), place + behind
        headers[place + behind] = headers[place]
    if behind == 2:
        columns["middle_name"] = place + 1
        headers[place + 1] = headers[place]


def _mostly_texts(rows: list[list[Cell]], place: int) -> bool:
    filled = [row for row in rows if len(row) > place and isinstance(row[place], str) and row[place]]
    return bool(rows) and 2 * len(filled) > len(rows)


def _vary_as_names(rows: list[list[Cell]], place: int) -> bool:
    """Whether the texts of a column differ as given names do."""
    texts = [fold(str(row[place])) for row in rows if len(row) > place and row[place]]
    return len(set(texts)) >= min(3, len(texts)) and len(set(texts)) >= SHARE_OF_DIFFERENT_NAMES * len(texts)


SHARE_OF_DIFFERENT_NAMES = 0.3


def _find_births_under_sexes(sheet: Sheet, first_row: int, columns: dict[str, int]) -> None:
    """Columns `Nam` and `Nữ` that hold dates or years, and no marks, tell the birth date of men and of women."""
    if not {"male_mark", "female_mark"} <= columns.keys() or "birth_date" in columns:
        return
    places = [columns["male_mark"], columns["female_mark"]]
    cells = [
        row[place]
        for row in sheet.rows[first_row : first_row + 50]
        for place in places
        if place < len(row) and row[place] not in (None, "")
    ]
    if cells and 2 * sum(sum(map(str.isdigit, str(cell))) >= 4 for cell in cells) > len(cells):
        columns["male_birth"], columns["female_birth"] = columns.pop("male_mark"), columns.pop("female_mark")


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
