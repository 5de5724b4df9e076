"""From recognised tables to rows of values, each with its place and its mistakes. No database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rosters.importing.columns import Table, column_letter, recognise
from rosters.importing.reading import Cell, Sheet, UnreadableFile
from rosters.importing.values import BadValue, read_mark, read_text
from rosters.names import fold

CleanCell = Callable[[str, Cell], Any]

# What stands below a roster, folded. Long ones may be followed by more; short ones stand alone, because
# they also begin names (Công, Tống, Bí).
FOOTER_BEGINNINGS = (
    "danh sach nay co", "danh sach co", "tong cong", "tong so", "nguoi lap", "hieu truong", "giao vien chu nhiem",
    "bi thu doan", "bi thu chi doan", "an giang, ngay", "ky ten", "(ky", "tm.", "xac nhan cua",
)  # fmt: skip
FOOTER_WORDS = {"cong", "tong", "bi thu", "ghi chu"}


@dataclass(frozen=True)
class Issue:
    """One mistake: the column as the file names it, the value found, a code for machines, what was expected."""

    column: str
    value: str
    code: str
    message: str


@dataclass
class RosterRow:
    """A person of the file. `row` is the number that Excel shows; `values` holds the fields that were read."""

    sheet: str
    row: int
    values: dict[str, Any]
    issues: list[Issue] = field(default_factory=list)


@dataclass
class ReadRoster:
    """Everything read from a file: its rows, the columns used and unused, and rows passed over with their text.

    `fields` are the canonical names of the columns found in any sheet; `skipped_sheets` hold cells but no roster.
    """

    rows: list[RosterRow]
    used_columns: list[str]
    unused_columns: list[str]
    passed_over: list[tuple[str, int, str]]
    fields: set[str] = field(default_factory=set)
    skipped_sheets: list[str] = field(default_factory=list)


def read_rows(sheets: list[Sheet], clean: CleanCell) -> ReadRoster:
    """The rows of all sheets that hold a roster; `clean(field, cell)` turns a cell into a value.

    Raises UnreadableFile when no sheet has a header row with a name column.
    """
    roster = ReadRoster([], [], [], [])
    tables = [(sheet, table) for sheet in sheets if (table := recognise(sheet))]
    if not tables:
        raise UnreadableFile(
            "Không tìm thấy dòng tiêu đề có cột “Họ và tên” trong 30 dòng đầu. "
            "Thêm một dòng tiêu đề như: Mã học sinh, Họ và tên, Ngày sinh, Giới tính, Lớp."
        )
    with_table = {sheet.name for sheet, _table in tables}
    roster.skipped_sheets = [s.name for s in sheets if s.name not in with_table and any(any(row) for row in s.rows)]
    for sheet, table in tables:
        roster.fields |= table.columns.keys()
        used = {table.headers[place] for place in table.columns.values() if place in table.headers}
        roster.used_columns += [h for h in table.headers.values() if h in used and h not in roster.used_columns]
        roster.unused_columns += [header for header in table.unused if header not in roster.unused_columns]
        for number in range(table.first_row, len(sheet.rows)):
            _read_row(sheet, table, number, clean, roster)
    return roster


def _read_row(sheet: Sheet, table: Table, number: int, clean: CleanCell, roster: ReadRoster) -> None:
    cells = sheet.rows[number]
    texts = [read_text(cell) for cell in cells]
    if not any(texts):
        return
    if _is_footer(texts, table):
        roster.passed_over.append((sheet.name, number + 1, " ".join(text for text in texts if text)[:120]))
        return
    row = RosterRow(sheet.name, number + 1, {})
    for name in ("code", "full_name", "birth_date", "sex", "class_name", "chapter_name", "union_member"):
        if name in table.columns:
            _read_cell(row, table, name, _cell(cells, table.columns[name]), clean)
    _join_name(row, table, cells, clean)
    _join_birth_date(row, table, cells, clean)
    _read_sex_marks(row, table, cells)
    if table.class_hint:
        for name in ("class_name", "chapter_name"):
            if name not in table.columns:
                row.values[name] = table.class_hint
    roster.rows.append(row)


def _read_sex_marks(row: RosterRow, table: Table, cells: list[Cell]) -> None:
    """Sex from a column to be marked for women, for men, or from both."""
    marks = {name: table.columns[name] for name in ("female_mark", "male_mark") if name in table.columns}
    if not marks or "sex" in row.values:
        return
    marked = set()
    for name, place in marks.items():
        try:
            if read_mark(_cell(cells, place)):
                marked.add(name)
        except BadValue as error:
            column = f"{table.headers.get(place, '')} ({column_letter(place)})"
            row.issues.append(Issue(column, read_text(_cell(cells, place)), error.code, str(error)))
    if len(marked) == 1:
        row.values["sex"] = "female" if "female_mark" in marked else "male"
    elif not marked and len(marks) == 1:
        row.values["sex"] = "male" if "female_mark" in marks else "female"


def _is_footer(texts: list[str], table: Table) -> bool:
    """Whether a row stands below the roster: it names nobody, or nobody more than a signature does.

    Where the roster has other columns (a number, a code, a birth date, a sex), a person has at least one of them.
    """
    at = {name: texts[place] for name, place in table.columns.items() if place < len(texts)}
    # A sentence may stand under any header: only what looks like the column's own values speaks for a person.
    code = at.get("code", "") if " " not in at.get("code", "") else ""
    birth_date = at.get("birth_date", "")
    signs = {
        "ordinal": at.get("ordinal", "").isdigit(),
        "code": bool(code),
        "birth_date": any(letter.isdigit() for letter in birth_date) and not any(letter.isalpha() for letter in birth_date),
        "birth_year": at.get("birth_year", "").isdigit(),
        "sex": 0 < len(at.get("sex", "")) <= 6,
    }
    if not (at.get("full_name") or at.get("given_name") or code):
        # A person whose name is missing is told; a number alone is an empty row of a form.
        return not (signs["birth_date"] and signs["sex"])
    if any(signs.values()):
        return False
    if signs.keys() & table.columns.keys():
        return True
    beginnings = [fold(at.get("full_name", "")), fold(next(text for text in texts if text))]
    return any(text.startswith(FOOTER_BEGINNINGS) or text.strip(" :.") in FOOTER_WORDS for text in beginnings)


def _cell(cells: list[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _read_cell(row: RosterRow, table: Table, name: str, cell: Cell, clean: CleanCell) -> None:
    try:
        value = clean(name, cell)
    except BadValue as error:
        place = table.columns.get(name)
        header = table.headers.get(place, "") if place is not None else ""
        column = f"{header} ({column_letter(place)})" if place is not None else name
        row.issues.append(Issue(column, read_text(cell), error.code, str(error)))
    else:
        if value is not None:
            row.values[name] = value


def _join_name(row: RosterRow, table: Table, cells: list[Cell], clean: CleanCell) -> None:
    if {"family_name", "given_name"} <= table.columns.keys() and "full_name" not in table.columns:
        parts = [read_text(_cell(cells, table.columns[name])) for name in ("family_name", "given_name")]
        joined = Table(table.header_row, table.first_row, {"full_name": table.columns["given_name"]}, table.headers)
        _read_cell(row, joined, "full_name", " ".join(part for part in parts if part), clean)


def _join_birth_date(row: RosterRow, table: Table, cells: list[Cell], clean: CleanCell) -> None:
    names = ("birth_day", "birth_month", "birth_year")
    if all(name in table.columns for name in names):
        parts = [read_text(_cell(cells, table.columns[name])) for name in names]
        if any(parts):
            joined = Table(table.header_row, table.first_row, {"birth_date": table.columns["birth_year"]}, table.headers)
            _read_cell(row, joined, "birth_date", "/".join(parts), clean)
