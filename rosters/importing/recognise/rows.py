"""From recognised tables to rows of values, each with its place and its mistakes. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rosters.fields.roster_fields import CELL_FIELDS
from rosters.fields.values import (
    BadValue,
    code_width,
    identity_disagrees,
    is_american,
    read_identity_number,
    read_mark,
    read_text,
    swap_day_and_month,
)
from rosters.files import encodings
from rosters.files.errors import NoHeader
from rosters.files.reading import Cell, Sheet
from rosters.importing.recognise.columns import Table, class_in_title, column_letter, recognise
from rosters.names import fold

_PLACES = ("class_name", "chapter_name", "school_name", "branch_name")

# What stands below a roster, folded. Long ones may be followed by more; short ones stand alone, because
# they also begin names (Công, Tống, Bí).
FOOTER_BEGINNINGS = (
    "danh sach nay co", "danh sach co", "tong cong", "tong so", "nguoi lap", "hieu truong", "giao vien chu nhiem",
    "bi thu doan", "bi thu chi doan", "an giang, ngay", "ky ten", "(ky", "tm.", "xac nhan cua",
)  # fmt: skip
# The rows of our own sample workbook, which some leave in.
EXAMPLE = "vi du, xoa dong nay"
FOOTER_WORDS = {"cong", "tong", "bi thu", "ghi chu"}


@dataclass(frozen=True, slots=True)
class Issue:
    """One mistake: the column as the file names it, the value found, a code for machines, what was expected.

    `place` is the number of the column, counted from 0; -1 where the mistake is in no cell.
    """

    column: str
    value: str
    code: str
    message: str
    place: int = -1


@dataclass(slots=True)
class RosterRow:
    """A person of the file. `row` is the number that Excel shows; `values` holds the fields that were read.

    `issues` hold the row back, `warnings` do not. `numeric_code`: the code was kept as a number, and may have lost zeros.
    """

    sheet: str
    row: int
    values: dict[str, Any]
    issues: list[Issue] = field(default_factory=list)
    warnings: list[Issue] = field(default_factory=list)
    numeric_code: bool = False


@dataclass
class ReadRoster:
    """Everything read from a file: its rows, the columns used and unused, and rows passed over with their text.

    `fields` are the canonical names of the columns found in any sheet; `skipped_sheets` hold cells but no roster;
    `places` tells which column, counted from 0, each field stands in; `notes` say what was converted or restored.
    """

    rows: list[RosterRow]
    used_columns: list[str]
    unused_columns: list[str]
    passed_over: list[tuple[str, int, str]]
    fields: set[str] = field(default_factory=set)
    skipped_sheets: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_rows(
    sheets: list[Sheet],
    own_spellings: Mapping[str, str] | None = None,
    header_row: int | None = None,
) -> ReadRoster:
    """The rows of all sheets that hold a roster, their cells read by the fields of rosters.fields.roster_fields.

    `own_spellings` and `header_row` are what the organizer told by hand; see columns.recognise.
    Raises NoHeader when no sheet has a header row with a name column.
    """
    roster = ReadRoster([], [], [], [])
    sheets = [_converted(sheet, roster.notes) for sheet in sheets]
    tables = [(sheet, table) for sheet in sheets if (table := recognise(sheet, own_spellings, header_row))]
    if not tables:
        raise NoHeader(
            "Không tìm thấy dòng tiêu đề có cột “Họ và tên” trong 30 dòng đầu. "
            "Chỉ cho hệ thống dòng tiêu đề và các cột, hoặc thêm một dòng như: Mã học sinh, Họ và tên, Ngày sinh, Giới tính, Lớp."
        )
    with_table = {sheet.name for sheet, _table in tables}
    roster.skipped_sheets = [s.name for s in sheets if s.name not in with_table and any(any(row) for row in s.rows)]
    for sheet, table in tables:
        _tell_columns(roster, table)
        reader = _TableReader(sheet, table, roster)
        for number in range(table.first_row, len(sheet.rows)):
            reader.read_row(number, sheet.rows[number])
    roster.notes = list(dict.fromkeys(roster.notes))
    return roster


def _tell_columns(roster: ReadRoster, table: Table) -> None:
    roster.fields |= table.columns.keys()
    roster.places |= {name: place for name, place in table.columns.items() if name not in roster.places}
    used = {table.headers[place] for place in table.columns.values() if place in table.headers}
    roster.used_columns += [h for h in table.headers.values() if h in used and h not in roster.used_columns]
    roster.unused_columns += [header for header in table.unused if header not in roster.unused_columns]


def _converted(sheet: Sheet, notes: list[str]) -> Sheet:
    """The sheet with texts typed for fonts of before Unicode turned into Unicode."""
    texts = [cell for row in sheet.rows[:300] for cell in row if isinstance(cell, str) and not cell.isascii()]
    encoding = encodings.legacy_encoding(texts)
    if encoding == encodings.UNICODE:
        return sheet
    convert = encodings.CONVERTERS[encoding]
    notes.append(f"Chữ trong tệp gõ bằng bảng mã cũ {encoding}; hệ thống đã chuyển sang Unicode.")

    def converted(cell: Cell) -> Cell:
        return convert(cell) if isinstance(cell, str) and encodings.may_be_legacy(cell) else cell

    return Sheet(sheet.name, [[converted(cell) for cell in row] for row in sheet.rows], sheet.merged)


class _TableReader:
    """Reads the rows below one header. What a column as a whole tells is found out once, before the first row."""

    def __init__(self, sheet: Sheet, table: Table, roster: ReadRoster) -> None:
        self.sheet, self.table, self.roster = sheet, table, roster
        self.class_hint = table.class_hint
        # (field, column, what its texts were read as): of a column with few different values each is read once.
        self.columns: list[tuple[str, int, dict[str, Any] | None]] = [
            (name, table.columns[name], {} if each.few_values else None)
            for name, each in CELL_FIELDS.items()
            if name in table.columns
        ]
        self.two_names = {"family_name", "given_name"} <= table.columns.keys() and "full_name" not in table.columns
        self.three_dates = {"birth_day", "birth_month", "birth_year"} <= table.columns.keys()
        self.places = [table.columns[name] for name in _PLACES if name in table.columns]
        self.american = "birth_date" in table.columns and is_american(set(self._strings("birth_date")))
        self.widths: dict[str, int] = {
            name: code_width(self._column(name)) for name in ("code", "ministry_code") if name in table.columns
        }
        if self.american:
            roster.notes.append("Ngày sinh trong tệp viết theo kiểu tháng/ngày/năm; hệ thống đã đổi lại.")
        steps = {
            self._join_parts: self.two_names or self.three_dates,
            self._read_sex_marks: bool({"female_mark", "male_mark"} & table.columns.keys()),
            self._check_identity: "identity_number" in table.columns,
        }
        self.further_steps = [step for step, needed in steps.items() if needed]
        surely = [table.columns.get(name, -1) for name in ("ordinal", "code", "full_name")]
        self.sure = [*surely, max(surely)] if min(surely) >= 0 else []
        self._fill_merged_places()

    def _column(self, name: str) -> list[Cell]:
        place = self.table.columns[name]
        return [row[place] for row in self.sheet.rows[self.table.first_row :] if len(row) > place and row[place] != ""]

    def _strings(self, name: str) -> Iterable[str]:
        return (cell for cell in self._column(name) if isinstance(cell, str))

    def _fill_merged_places(self) -> None:
        """A class written once beside its pupils, in cells merged downwards, stands for all of them."""
        for (top, left), (bottom, right) in self.sheet.merged:
            if bottom > top >= self.table.first_row:
                for place in self.places:
                    if left <= place <= right:
                        self._fill(place, top, bottom)

    def _fill(self, place: int, top: int, bottom: int) -> None:
        value = _cell(self.sheet.rows[top], place) if top < len(self.sheet.rows) else None
        for row in self.sheet.rows[top + 1 : bottom + 1]:
            if value and place < len(row) and not row[place]:
                row[place] = value

    def read_row(self, number: int, cells: list[Cell]) -> None:
        """Adds the person of one row to the roster, or the row to those passed over."""
        if not self._is_plainly_a_person(cells):
            texts = [read_text(cell) for cell in cells]
            if not any(texts) or self._is_title(texts):
                return
            if self._is_footer(cells):
                shown = " ".join(text for text in texts if text)[:120]
                self.roster.passed_over.append((self.sheet.name, number + 1, shown))
                return
        row = RosterRow(self.sheet.name, number + 1, {})
        self._read_cells(row, cells)
        for step in self.further_steps:
            step(row, cells)
        if self.class_hint:
            for name in ("class_name", "chapter_name"):
                if name not in self.table.columns:
                    row.values[name] = self.class_hint
        self.roster.rows.append(row)

    def _is_plainly_a_person(self, cells: list[Cell]) -> bool:
        """Whether the row has a number of order, a code without spaces and a name, as nearly every row has."""
        if not self.sure or len(cells) <= self.sure[-1]:
            return False
        ordinal, code, name = (cells[place] for place in self.sure[:3])
        return (
            isinstance(ordinal, float)
            and isinstance(name, str)
            and name != ""
            and not name.endswith(")")
            and (isinstance(code, float) or (isinstance(code, str) and code != "" and " " not in code))
        )

    def _is_title(self, texts: list[str]) -> bool:
        """Whether the row is no person but a title between classes: `Lớp 10A2` alone, or the header once more."""
        filled = [text for text in texts if text]
        if len(filled) == 1 and not self.places and (name := class_in_title(filled[0])):
            self.class_hint = name
            return True
        place = self.table.columns.get("full_name", self.table.columns.get("given_name", 0))
        return place < len(texts) and texts[place] != "" and texts[place] == self.table.headers.get(place)

    def _read_cells(self, row: RosterRow, cells: list[Cell]) -> None:
        width = len(cells)
        for name, place, known in self.columns:
            cell = cells[place] if place < width else None
            if cell is None or cell == "":
                continue
            if known is None or type(cell) is not str:
                self._keep(row, name, place, cell, self._clean(name, cell))
            else:
                if cell not in known:
                    known[cell] = self._clean(name, cell)
                self._keep(row, name, place, cell, known[cell])

    def _keep(self, row: RosterRow, name: str, place: int, cell: Cell, value: Any) -> None:
        if isinstance(value, BadValue):
            row.issues.append(self._issue(place, cell, value))
        elif value is not None:
            row.values[name] = value
            if name == "code" and not isinstance(cell, str):
                row.numeric_code = True

    def _clean(self, name: str, cell: Cell) -> Any:
        """The value of a cell, or the BadValue that tells why there is none."""
        if self.american and name == "birth_date":
            cell = swap_day_and_month(cell)
        if (width := self.widths.get(name, 0)) and isinstance(cell, (int, float)) and len(text := read_text(cell)) < width:
            self.roster.notes.append(f"Excel đã bỏ số 0 ở đầu mã; hệ thống viết lại đủ {width} chữ số.")
            cell = text.zfill(width)
        try:
            return CELL_FIELDS[name].widget.clean(cell)
        except BadValue as error:
            return error

    def _issue(self, place: int, cell: Cell, error: BadValue) -> Issue:
        column = f"{self.table.headers.get(place, '')} ({column_letter(place)})"
        return Issue(column, read_text(cell), error.code, str(error), place)

    def _join_parts(self, row: RosterRow, cells: list[Cell]) -> None:
        """A name in two columns, and a date in three."""
        columns = self.table.columns
        if self.two_names:
            parts = [read_text(_cell(cells, columns[name])) for name in ("family_name", "given_name")]
            if any(parts):
                name = " ".join(part for part in parts if part)
                self._keep(row, "full_name", columns["given_name"], name, self._clean("full_name", name))
        if self.three_dates:
            parts = [read_text(_cell(cells, columns[name])) for name in ("birth_day", "birth_month", "birth_year")]
            if parts[2] and not parts[0] and not parts[1]:
                parts = parts[2:]
            if any(parts):
                date = "/".join(parts)
                self._keep(row, "birth_date", columns["birth_year"], date, self._clean("birth_date", date))

    def _read_sex_marks(self, row: RosterRow, cells: list[Cell]) -> None:
        """Sex from a column to be marked for women, for men, or from both."""
        columns = self.table.columns
        marks = {name: columns[name] for name in ("female_mark", "male_mark") if name in columns}
        if not marks or "sex" in row.values:
            return
        marked = set()
        for name, place in marks.items():
            try:
                if read_mark(_cell(cells, place)):
                    marked.add(name)
            except BadValue as error:
                row.issues.append(self._issue(place, _cell(cells, place), error))
        if len(marked) == 1:
            row.values["sex"] = "female" if "female_mark" in marked else "male"
        elif not marked and len(marks) == 1:
            row.values["sex"] = "male" if "female_mark" in marks else "female"

    def _check_identity(self, row: RosterRow, cells: list[Cell]) -> None:
        """The identity number only helps to find a person: one that cannot be is told, and holds nothing back."""
        place = self.table.columns.get("identity_number")
        if place is None or not _cell(cells, place):
            return
        try:
            number = read_identity_number(_cell(cells, place))
        except BadValue as error:
            row.warnings.append(self._hidden(place, error.code, str(error)))
            return
        if number is None:
            return
        row.values["identity_number"] = number
        if wrong := identity_disagrees(number, row.values.get("birth_date"), row.values.get("sex")):
            message = f"Số định danh không khớp với {wrong}. Kiểm tra xem bên nào sai."
            row.warnings.append(self._hidden(place, "identity_disagrees", message))

    def _hidden(self, place: int, code: str, message: str) -> Issue:
        """A note about an identity number, which is never shown."""
        return Issue(f"{self.table.headers.get(place, '')} ({column_letter(place)})", "", code, message, place)

    def _is_footer(self, cells: list[Cell]) -> bool:
        """Whether a row stands below the roster: it names nobody, or nobody more than a signature does.

        Where the roster has other columns (a number, a code, a birth date, a sex), a person has at least one of them.
        """
        columns = self.table.columns

        def at(name: str) -> str:
            place = columns.get(name)
            return "" if place is None or place >= len(cells) else read_text(cells[place])

        name = at("full_name") or at("given_name")
        if EXAMPLE in fold(name):
            return True
        # A sentence may stand under any header: only what looks like the column's own values speaks for a person.
        code = at("code") if " " not in at("code") else ""
        if name and (code or at("ordinal").isdigit()):
            return False
        birth_date, sex = at("birth_date"), at("sex")
        born = any(map(str.isdigit, birth_date)) and not any(map(str.isalpha, birth_date))
        has_sex = 0 < len(sex) <= 6
        if not (name or code):
            # A person whose name is missing is told; a number alone is an empty row of a form.
            return not (born and has_sex)
        if code or born or has_sex or at("ordinal").isdigit() or at("birth_year").isdigit():
            return False
        if {"ordinal", "code", "birth_date", "birth_year", "sex"} & columns.keys():
            return True
        return _sounds_like_footer([name, next((text for cell in cells if (text := read_text(cell))), "")])


def _sounds_like_footer(texts: list[str]) -> bool:
    folded = [fold(text) for text in texts]
    return any(text.startswith(FOOTER_BEGINNINGS) or text.strip(" :.") in FOOTER_WORDS for text in folded)


def _cell(cells: list[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None
