"""What is written once for several rows stands in each of them: in cells merged downwards, as `nt`, beside the first. No database."""

from collections.abc import Collection

from rosters.fields.values import read_text
from rosters.files.sheets import Cell, Sheet
from rosters.importing.recognise.columns import Table
from rosters.importing.recognise.doubts import STOP, Doubts

# A birth date over two rows is that of twins; a remark over three says of all that they have left.
_OF_EACH = ("class_name", "chapter_name", "school_name", "branch_name", "grade", "birth_date", "status", "remark", "gone_mark")
_AS_ABOVE = {'"', "nt", "''", "//", "-", "--", "”", "“", "như trên", "\u3003", "-nt-", "- nt -", "…", "..."}
# A dash or dots in a remark say nothing.
_NOTHING = {"-", "--", "…", "..."}
# A group has two rows at the least.
FEWEST_ROWS = 4


def cell_at(cells: list[Cell], place: int) -> Cell:
    """The cell of a row at a place, None behind its end."""
    return cells[place] if place < len(cells) else None


def fill_merged(sheet: Sheet, table: Table) -> None:
    """Writes what stands in cells merged downwards into each of their rows."""
    places = [table.columns[name] for name in _OF_EACH if name in table.columns]
    for (top, left), (bottom, right) in sheet.merged:
        for place in places if bottom > top >= table.first_row else ():
            value = cell_at(sheet.rows[top], place) if left <= place <= right and top < len(sheet.rows) else None
            for row in sheet.rows[top + 1 : bottom + 1] if value else ():
                if not cell_at(row, place):
                    _put(row, place, value)


def _put(row: list[Cell], place: int, value: Cell) -> None:
    """Writes a cell, also behind the end of its row."""
    row += [""] * (place + 1 - len(row))
    row[place] = value


def fill_remarks(sheet: Sheet, table: Table) -> None:
    """`nt` in a column of remarks or statuses: as above."""
    for place in [table.columns[name] for name in ("status", "remark") if name in table.columns]:
        _fill_as_above(sheet.rows[table.first_row :], place, _AS_ABOVE - _NOTHING)


def _fill_as_above(rows: list[list[Cell]], place: int, marks: Collection[str]) -> None:
    value: Cell = None
    for row in rows:
        if read_text(cell_at(row, place)).casefold() not in marks:
            value = cell_at(row, place)
        else:
            _put(row, place, value)


def fill_class_of_group(sheet: Sheet, table: Table, doubts: Doubts) -> None:
    """A class written only beside the first pupil of its group, in cells that are not merged, stands for the group: that is asked."""
    columns = table.columns
    name_place = columns.get("full_name", columns.get("given_name", -1))
    place = columns.get("class_name", columns.get("chapter_name", -1))
    if place < 0 or name_place < 0:
        return
    rows = [row for row in sheet.rows[table.first_row :] if read_text(cell_at(row, name_place))]
    _ask_about_marks(rows, place, doubts)
    filled = [text for row in rows if (text := read_text(cell_at(row, place)))]
    once_each = len(filled) == len(set(filled)) and 2 * len(filled) <= len(rows)
    if len(rows) < FEWEST_ROWS or not once_each or not read_text(cell_at(rows[0], place)):
        return
    choices = {"fill": "Đúng, lớp ghi một lần cho cả nhóm bên dưới", STOP: "Để sửa tệp"}
    message = "Cột lớp chỉ ghi ở {what} dòng; các dòng bên dưới để trống. Những người đó cùng lớp với dòng trên?"
    if doubts.ask("class_once", message, choices, (), [str(len(filled))]) == "fill":
        _fill_as_above(rows, place, {""})


def _ask_about_marks(rows: list[list[Cell]], place: int, doubts: Doubts) -> None:
    """`nt`, a ditto mark or a dash in the column of classes: as above."""
    marked = [row for row in rows if read_text(cell_at(row, place)).casefold() in _AS_ABOVE]
    if marked:
        choices = {"fill": "Đúng, cùng lớp với dòng trên", STOP: "Để sửa tệp"}
        message = "Cột lớp ở {what} dòng ghi dấu như “nt”. Những người đó cùng lớp với dòng trên?"
        if doubts.ask("class_as_above", message, choices, (), [str(len(marked))]) == "fill":
            _fill_as_above(rows, place, _AS_ABOVE)
