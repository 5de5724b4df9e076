"""The values of one row: what its cells say, each alone and several together. No database."""

from typing import Any

from rosters.fields.dates import swap_day_and_month
from rosters.fields.roster_fields import CELL_FIELDS
from rosters.fields.values import (
    BadValue,
    code_width,
    identity_disagrees,
    is_excel_error,
    read_identity_number,
    read_mark,
    read_text,
    remark_beside_name,
)
from rosters.files.sheets import Cell, Sheet
from rosters.importing.recognise.class_names import leading_grade
from rosters.importing.recognise.columns import Table, column_letter
from rosters.importing.recognise.file_reading import FileReading
from rosters.importing.recognise.filled_down import cell_at
from rosters.importing.recognise.row_kinds import RowKinds
from rosters.importing.recognise.rows import Issue, RosterRow
from rosters.importing.recognise.whole_columns import WholeColumns

# Between a serial number of a day counted from 1900 and the same day counted from 1904.
_DAYS_TO_1904 = 1462
_FORMULA = BadValue(
    "formula_no_value",
    "Ô này là công thức chưa được tính, hoặc bị lỗi như #N/A. Mở tệp bằng Excel, sửa lỗi nếu có, bấm Lưu (Ctrl+S) rồi tải lên lại.",
)
_ERROR = BadValue("cell_error", "Ô này là lỗi của Excel (như #N/A, #REF!), không có giá trị. Sửa công thức rồi tải lên lại.")
# Columns of which nothing is kept.
_MAY_BE_LOST = {"ordinal", "remark", "grade"}


MOST_NAME_COLUMNS = 4


def _name_places(table: Table) -> list[int]:
    """The columns that a name is joined of: what stands between that of families and that of given names belongs to it."""
    columns = table.columns
    named = [columns[name] for name in ("family_name", "middle_name", "given_name") if name in columns]
    others = {place for name, place in columns.items() if place not in named}
    between = range(named[0], named[-1] + 1) if named else range(0)
    if len(named) > 1 and named == sorted(named) and len(between) <= MOST_NAME_COLUMNS and not others.intersection(between):
        return list(between)
    return named


class RowValues(RowKinds):
    """Reads the cells of a row into its values, with what was wrong in each."""

    def __init__(self, sheet: Sheet, table: Table, file: FileReading, class_hint: str, whole: WholeColumns) -> None:
        super().__init__(table, class_hint)
        self.sheet, self.file, self.roster = sheet, file, file.roster
        self.are_american, self.is_half_swapped, self.sex_of_code = whole.are_american, whole.half_swapped, whole.sex_of_code
        columns = table.columns
        self.name_places = _name_places(table)
        # (field, column, what its texts were read as): of a column with few different values each is read once.
        self.columns: list[tuple[str, int, dict[str, Any] | None]] = [
            (name, columns[name], {} if each.few_values else None) for name, each in CELL_FIELDS.items() if name in columns
        ]
        self.widths: dict[str, int] = {
            name: code_width(whole.column(name)) for name in ("code", "ministry_code") if name in columns
        }

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
        if name in self.widths and isinstance(cell, (int, float)):
            cell = self._as_shown(name, cell)
        try:
            return CELL_FIELDS[name].widget.clean(cell)
        except BadValue as error:
            return error

    def _as_shown(self, name: str, cell: Cell) -> Cell:
        """A code that Excel keeps as a number, with what it shows in front, or with the zeros that the others have."""
        text = read_text(cell)
        if padding := self.sheet.details.padded.get((self.number, self.table.columns[name])):
            front, width = padding
            return front + text.zfill(width)
        if len(text) < self.widths[name]:
            self.roster.notes.append(f"Excel đã bỏ số 0 ở đầu mã; hệ thống viết lại đủ {self.widths[name]} chữ số.")
            return text.zfill(self.widths[name])
        return cell

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
        parts = [read_text(cell_at(cells, place)) for place in self.name_places]
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
