"""The rows below one header, read one by one. No database."""

import re
from dataclasses import replace
from typing import Any

from rosters.fields.dates import is_day, swap_day_and_month
from rosters.fields.roster_fields import CELL_FIELDS
from rosters.fields.values import (
    YES,
    BadValue,
    code_width,
    identity_disagrees,
    is_excel_error,
    is_of_old_font,
    read_identity_number,
    read_mark,
    read_text,
    remark_beside_name,
)
from rosters.files.sheets import Cell, Sheet
from rosters.importing.recognise import between_people
from rosters.importing.recognise.class_names import ClassHint, leading_grade
from rosters.importing.recognise.columns import Table, column_letter, table_at
from rosters.importing.recognise.file_reading import FileReading
from rosters.importing.recognise.row_kinds import RowKinds
from rosters.importing.recognise.rows import Issue, RosterRow
from rosters.importing.recognise.statuses import is_known_status, says_gone
from rosters.importing.recognise.whole_columns import WholeColumns, cell_at
from rosters.names import fold

# A name that only shows how to fill in a form: Nguyễn Văn A. Namesakes are called Tăng Mỹ Duyên A and B.
_PATTERN = re.compile(r"(?:nguyen|tran|le|pham) (?:van|thi|minh)? ?[a-dx]")
# Between a serial number of a day counted from 1900 and the same day counted from 1904.
_DAYS_TO_1904 = 1462
_FORMULA = BadValue(
    "formula_no_value",
    "Ô này là công thức chưa được tính, hoặc bị lỗi như #N/A. Mở tệp bằng Excel, sửa lỗi nếu có, bấm Lưu (Ctrl+S) rồi tải lên lại.",
)
_ERROR = BadValue("cell_error", "Ô này là lỗi của Excel (như #N/A, #REF!), không có giá trị. Sửa công thức rồi tải lên lại.")
# Columns of which nothing is kept.
_MAY_BE_LOST = {"ordinal", "remark", "grade"}
# `CT`, `Bỏ` and the like.
SHORTEST_REMARK = 2
# So many columns behind the last head may hold a remark.
BEHIND = 7


class TableReader(RowKinds):
    """Reads the rows below one header. What a column as a whole tells (WholeColumns) is found out before the first row."""

    def __init__(self, sheet: Sheet, table: Table, file: FileReading, class_hint: str = "") -> None:
        """`class_hint` is the class of those above, in the same sheet."""
        self.sheet, self.file, self.roster = sheet, file, file.roster
        whole = WholeColumns(sheet, table, file)
        hint = class_hint or whole.class_of_sheet()
        whole.settle()
        super().__init__(table, hint)
        self.are_american, self.is_half_swapped, self.sex_of_code = whole.are_american, whole.half_swapped, whole.sex_of_code
        self.ordinals: list[int] = []
        columns = table.columns
        # (field, column, what its texts were read as): of a column with few different values each is read once.
        self.columns: list[tuple[str, int, dict[str, Any] | None]] = [
            (name, columns[name], {} if each.few_values else None) for name, each in CELL_FIELDS.items() if name in columns
        ]
        self.widths: dict[str, int] = {
            name: code_width(whole.column(name)) for name in ("code", "ministry_code") if name in columns
        }
        used = {*columns.values(), *table.hidden.values()}
        # Columns that hold something else: a remark there may say that somebody has left.
        self.others = [place for place in range(max([*table.headers, -1]) + BEHIND) if place not in used]
        self.said_gone: dict[str, bool] = {}
        steps = {
            self._join_name: {"family_name", "given_name"} <= columns.keys() and "full_name" not in columns,
            self._join_date: {"birth_day", "birth_month", "birth_year"} <= columns.keys(),
            self._read_births_under_sexes: {"male_birth", "female_birth"} <= columns.keys(),
            self._read_sex_marks: bool({"female_mark", "male_mark"} & columns.keys()),
            self._join_grade: {"grade", "class_name"} <= columns.keys(),
            self._check_identity: "identity_number" in columns,
            self._read_status: bool({"status", "remark", "gone_mark"} & columns.keys()),
            self._read_other_remarks: bool(self.others),
            self._refuse_uncomputed: bool(sheet.details.uncomputed),
            self._forget_days_not_shown: bool(sheet.details.dayless and "birth_date" in columns),
        }
        self.further_steps = [step for step, needed in steps.items() if needed]
        surely = [columns.get(name, -1) for name in ("ordinal", "code", "full_name")]
        self.sure = [*surely, max(surely)] if min(surely) >= 0 else []
        self.named = [columns[name] for name in ("full_name", "family_name", "given_name", "code") if name in columns]

    def close(self) -> None:
        """Lets the sheet go: the steps refer to their reader, and nobody collects circles while a file is read."""
        self.further_steps = []

    # Row by row

    def read_row(self, number: int, cells: list[Cell]) -> Table | None:
        """Adds the person of one row to the roster, or the row to those passed over.

        Returns a table when the row is another header, by which those below are to be read.
        """
        self.number = number
        if not self._is_plainly_a_person(cells) and not self._lost_its_values(number, cells):
            texts = [read_text(cell) for cell in cells]
            if not any(texts) or between_people.is_numbering(texts):
                return None
            if not self._has_evidence(texts):
                if self._is_title(texts):
                    return None
                if between_people.is_header(cells, self.file.own_spellings):
                    other = table_at(self.sheet, number, cells, self.file.own_spellings)
                    # What stands above it are people, and no titles.
                    return replace(other, titles=[], class_hint=ClassHint())
            is_staff = self._is_no_pupil(texts)
            if is_staff or self._is_footer(texts):
                self._pass_over(number, texts, is_staff=is_staff)
                return None
        row = RosterRow(self.sheet.name, number + 1, {})
        self._read_cells(row, cells)
        for step in self.further_steps:
            step(row, cells)
        if self.class_hint:
            for name in ("class_name", "chapter_name"):
                if name not in self.table.columns:
                    row.values[name] = self.class_hint
        self._flag(row, number)
        self._note_ordinal(cells)
        self.last_person = number
        self.roster.rows.append(row)
        return None

    def _lost_its_values(self, number: int, cells: list[Cell]) -> bool:
        """Whether a row has a name or a code that the file does not give: a formula never calculated, or an error of Excel.

        That is a person whose row is told, and no empty row of a form.
        """
        uncomputed = self.sheet.details.uncomputed
        return any((number, place) in uncomputed or is_excel_error(cell_at(cells, place)) for place in self.named)

    def _note_ordinal(self, cells: list[Cell]) -> None:
        place = self.table.columns.get("ordinal", -1)
        if not 0 <= place < len(cells):
            return
        cell = cells[place]
        if isinstance(cell, float):
            self.ordinals.append(int(cell))
        elif (text := read_text(cell)).isdecimal():
            self.ordinals.append(int(text))

    def _says_no_more_than_a_name(self, row: RosterRow) -> bool:
        """Whether a row has none of what the others have: a code, a birth date, a sex."""
        told = {"code", "birth_date", "sex"} & self.table.columns.keys()
        return len(told) >= 2 and not row.issues and not (told | {"identity_number"}) & row.values.keys()

    def _pass_over(self, number: int, texts: list[str], *, is_staff: bool = False) -> None:
        # `HỌC SINH CHUYỂN ĐI` in the middle of a sheet: those below it have left.
        self.after_gone = self.after_gone or any(says_gone(text, is_status=False, is_title=True) for text in texts if text)
        self._note_ordinal(list(texts))
        shown = " ".join(text for text in texts if text)[:120]
        if not (self.after_footer or is_staff):
            self._doubt_passed(texts, shown)
        self.after_footer = self.after_footer or between_people.sounds_like_footer(texts)
        self.roster.passed_over.append((self.sheet.name, number + 1, shown))

    def _doubt_passed(self, texts: list[str], shown: str) -> None:
        """A row that is passed over may be the title of another group, or somebody whose name sounds like a footer."""
        if between_people.may_be_a_name(self._at(texts, "full_name")) or between_people.holds_a_person(shown):
            self.file.passed_people.append(f"“{shown[:60]}”")
        elif not self.places and self._stands_in_front(texts) and between_people.may_be_a_title(texts):
            self.unread_title = shown[:60]

    def _stands_in_front(self, texts: list[str]) -> bool:
        """Whether the first text of a row stands no further to the right than names do, as a title does."""
        first = next((place for place, text in enumerate(texts) if text), 0)
        return first <= max(self.named, default=0)

    def _flag(self, row: RosterRow, number: int) -> None:
        """Marks a row that a careful clerk would ask about."""
        details = self.sheet.details
        if number in details.hidden_rows:
            self.file.flag("hidden_rows", row)
        if number in details.struck:
            self.file.flag("struck_rows", row)
        name = row.values.get("full_name", "")
        if name and (" " not in name or _PATTERN.fullmatch(fold(name))):
            self.file.flag("one_word_names", row, name)
        is_apart = number - self.last_person > 1 and not {"code", "birth_date", "sex"} & row.values.keys()
        if not self.after_footer and (is_apart or self._says_no_more_than_a_name(row)):
            self.file.flag("name_only", row, name)
        if name and not name.isascii() and is_of_old_font(name):
            self.file.flag("old_font_names", row, name)
        if self.unread_title and self.class_hint:
            self.file.flag("under_title", row, f"“{self.unread_title}”")
        if self.after_gone:
            self.file.flag("gone", row, name)
        if self.after_footer:
            if {"code", "birth_date"} & row.values.keys():
                self.after_footer = False
            else:
                self.file.flag("after_footer", row, name)

    def _is_plainly_a_person(self, cells: list[Cell]) -> bool:
        """Whether the row has a number of order, a code without spaces and a name, as nearly every row has."""
        if not self.sure or len(cells) <= self.sure[-1] or self.role >= 0:
            return False
        ordinal, code, name = (cells[place] for place in self.sure[:3])
        return (
            isinstance(ordinal, float)
            and isinstance(name, str)
            and len(name) > 2
            and not name.endswith(")")
            and (isinstance(code, float) or (isinstance(code, str) and code != "" and " " not in code))
        )

    def _read_cells(self, row: RosterRow, cells: list[Cell]) -> None:
        width = len(cells)
        for name, place, known in self.columns:
            cell = cells[place] if place < width else None
            if cell is None or cell == "":
                continue
            if name not in _MAY_BE_LOST and is_excel_error(cell):
                row.issues.append(self._issue(place, "", _ERROR))
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
            # A name as long as its cell has nothing beside it.
            if name == "full_name" and len(value) != len(str(cell)) and (remark := remark_beside_name(cell)):
                told = f"“{remark}” đứng cạnh họ tên nên để riêng, không ghi vào họ tên."
                row.warnings.append(self._issue(place, cell, BadValue("name_remark", told)))
            if name == "code" and not isinstance(cell, str):
                row.numeric_code = True
        elif name == "birth_date" and read_text(cell):
            self.file.years_alone += 1

    def _clean(self, name: str, cell: Cell) -> Any:
        """The value of a cell, or the BadValue that tells why there is none."""
        if name == "birth_date":
            cell = self._put_right(cell)
        elif name == "sex" and self.sex_of_code:
            return self.sex_of_code.get(read_text(cell))
        if (width := self.widths.get(name, 0)) and isinstance(cell, (int, float)) and len(text := read_text(cell)) < width:
            self.roster.notes.append(f"Excel đã bỏ số 0 ở đầu mã; hệ thống viết lại đủ {width} chữ số.")
            cell = text.zfill(width)
        try:
            return CELL_FIELDS[name].widget.clean(cell)
        except BadValue as error:
            return error

    def _put_right(self, cell: Cell) -> Cell:
        """A date of a column that was turned round, or that is counted from 1904."""
        if isinstance(cell, str):
            return swap_day_and_month(cell) if self.are_american else cell
        if self.is_half_swapped:
            return swap_day_and_month(cell)
        if self.sheet.details.epoch_1904 and isinstance(cell, (int, float)) and 10_000 < cell < 80_000:
            return cell + _DAYS_TO_1904
        return cell

    def _issue(self, place: int, cell: Cell, error: BadValue) -> Issue:
        return Issue(self._column_name(place), read_text(cell), error.code, str(error), place)

    def _column_name(self, place: int) -> str:
        """The column as the file names it, with its letter."""
        header = self.table.headers.get(place, "")
        return f"{header} ({column_letter(place)})" if header else column_letter(place)

    # What several cells tell together

    def _join_name(self, row: RosterRow, cells: list[Cell]) -> None:
        """A name in two columns or three."""
        columns = self.table.columns
        names = [name for name in ("family_name", "middle_name", "given_name") if name in columns]
        parts = [read_text(cell_at(cells, columns[name])) for name in names]
        if any(parts):
            name = " ".join(part for part in parts if part)
            self._keep(row, "full_name", columns["given_name"], name, self._clean("full_name", name))

    def _join_date(self, row: RosterRow, cells: list[Cell]) -> None:
        """A date in three columns."""
        columns = self.table.columns
        parts = [read_text(cell_at(cells, columns[name])) for name in ("birth_day", "birth_month", "birth_year")]
        if parts[2] and not parts[0] and not parts[1]:
            parts = parts[2:]
        if any(parts):
            date = "/".join(parts)
            self._keep(row, "birth_date", columns["birth_year"], date, self._clean("birth_date", date))

    def _read_births_under_sexes(self, row: RosterRow, cells: list[Cell]) -> None:
        """A birth date, or its year, in the column of men or of women."""
        columns = self.table.columns
        filled = [(name, cell) for name in ("male_birth", "female_birth") if read_text(cell := cell_at(cells, columns[name]))]
        if len(filled) > 1:
            place = columns["female_birth"]
            row.issues.append(
                self._issue(place, filled[1][1], BadValue("sex_twice", "Chỉ ghi ngày sinh ở một cột: Nam hoặc Nữ."))
            )
        for name, cell in filled[:1]:
            row.values.setdefault("sex", "male" if name == "male_birth" else "female")
            self._keep(row, "birth_date", columns[name], cell, self._clean("birth_date", cell))

    def _join_grade(self, row: RosterRow, cells: list[Cell]) -> None:
        """Khối 10 and Lớp A1 are 10A1."""
        grade = "".join(filter(str.isdigit, read_text(cell_at(cells, self.table.columns["grade"]))))
        name = row.values.get("class_name", "")
        if grade and name and (of_class := leading_grade(name)) and of_class != grade:
            self.file.flag("grade_disagrees", row, f"khối {grade}, lớp {name}")
        if grade and name and not name[0].isdigit():
            row.values["class_name"] = f"{grade}{name}"

    def _read_sex_marks(self, row: RosterRow, cells: list[Cell]) -> None:
        """Sex from a column to be marked for women, for men, or from both."""
        columns = self.table.columns
        marks = {name: columns[name] for name in ("female_mark", "male_mark") if name in columns}
        if not marks or "sex" in row.values:
            return
        marked = set()
        for name, place in marks.items():
            try:
                if read_mark(cell_at(cells, place)):
                    marked.add(name)
            except BadValue as error:
                row.issues.append(self._issue(place, cell_at(cells, place), error))
        if len(marked) == 2:
            twice = BadValue("sex_twice", "Cả hai cột Nam và Nữ đều được đánh dấu. Chỉ đánh dấu một cột.")
            row.issues.append(self._issue(marks["female_mark"], "x", twice))
        if len(marked) == 1:
            row.values["sex"] = "female" if "female_mark" in marked else "male"
        elif not marked and len(marks) == 1:
            row.values["sex"] = "male" if "female_mark" in marks else "female"

    def _check_identity(self, row: RosterRow, cells: list[Cell]) -> None:
        """The identity number only helps to find a person: one that cannot be is told, and holds nothing back."""
        place = self.table.columns.get("identity_number")
        if place is None or not cell_at(cells, place):
            return
        try:
            number = read_identity_number(cell_at(cells, place))
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
        return Issue(self._column_name(place), "", code, message, place)

    def _read_status(self, row: RosterRow, cells: list[Cell]) -> None:
        """Whether the row says that its person has left. What it says is not kept: a remark may be about anything."""
        marked = cell_at(cells, self.table.columns.get("gone_mark", len(cells)))
        if marked and (fold(read_text(marked)) in YES or is_day(marked)):
            self.file.flag("gone", row, f"“{self.table.headers[self.table.columns['gone_mark']]}”")
            return
        for name in ("status", "remark"):
            cell = cell_at(cells, self.table.columns.get(name, len(cells)))
            text = read_text(cell) if cell else ""
            if text and says_gone(text, is_status=name == "status"):
                self.file.flag("gone", row, f"“{text[:40]}”")
                return
            if name == "status" and not is_known_status(text):
                self.file.flag("odd_status", row, f"“{text[:40]}”")
                return

    def _read_other_remarks(self, row: RosterRow, cells: list[Cell]) -> None:
        """A second column of remarks, or one without a head, in which somebody has left."""
        for place in self.others:
            text = cells[place] if place < len(cells) else None
            if not isinstance(text, str) or len(text) < SHORTEST_REMARK:
                continue
            if text not in self.said_gone:
                self.said_gone[text] = says_gone(text, is_status=False)
            if self.said_gone[text]:
                self.file.flag("gone", row, f"“{read_text(text)[:40]}”")
                return

    def _forget_days_not_shown(self, row: RosterRow, cells: list[Cell]) -> None:
        """A birth date that is shown as a month or a year has a day that nobody typed."""
        if (row.row - 1, self.table.columns["birth_date"]) in self.sheet.details.dayless and row.values.pop("birth_date", None):
            self.file.years_alone += 1

    def _refuse_uncomputed(self, row: RosterRow, cells: list[Cell]) -> None:
        """A formula that was never calculated has no value: taken for empty, codes and dates would be lost."""
        used = {place for name, place in self.table.columns.items() if name not in ("ordinal", "remark", "grade")}
        for place in sorted(used):
            if (row.row - 1, place) in self.sheet.details.uncomputed:
                row.issues.append(self._issue(place, "", _FORMULA))
