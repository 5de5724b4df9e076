"""From sheets of cells to the people of a file, with what a careful clerk would ask about it. No database."""

import re
from collections.abc import Mapping

from rosters.fields.roster_fields import FIELD_OF_SPELLING
from rosters.fields.values import LETTERS_BROKEN, is_decoded_twice
from rosters.files import encodings
from rosters.files.errors import NoHeader, UnreadableFile
from rosters.files.parsing import parse
from rosters.files.sheets import Cell, Sheet
from rosters.importing.recognise import between_people, numbering
from rosters.importing.recognise.columns import Table, recognise
from rosters.importing.recognise.doubts import STOP, Doubts, unsettled
from rosters.importing.recognise.file_reading import FileReading
from rosters.importing.recognise.headings import header_key
from rosters.importing.recognise.headless import lists_people, table_without_header
from rosters.importing.recognise.rows import ReadRoster
from rosters.importing.recognise.statuses import is_of_before, is_of_staff, is_of_those_gone, lists_teachers
from rosters.importing.recognise.table_reader import TableReader

_NO_HEADER = (
    "Không tìm thấy dòng tiêu đề có cột “Họ và tên” trong 30 dòng đầu. "
    "Chỉ cho hệ thống dòng tiêu đề và các cột, hoặc thêm một dòng như: Mã học sinh, Họ và tên, Ngày sinh, Giới tính, Lớp."
)
_SKIP = {"skip": "Không nhập những dòng này", "take": "Vẫn nhập cả những dòng này"}
# Doubts about rows: what is asked, and the choices; rows are left out by `skip`.
_ABOUT_ROWS = {
    "hidden_sheets": ("{n} người ở trang tính bị ẩn ({what}).", _SKIP),
    "not_pupils": ("{n} người ở trang tính có vẻ không phải danh sách học sinh, đoàn viên ({what}).", _SKIP),
    "old_sheets": ("{n} người ở trang tính có vẻ là bản cũ, bản sao hoặc mẫu ({what}).", _SKIP),
    "hidden_rows": ("{n} dòng đang bị ẩn hoặc bị lọc, người mở tệp không nhìn thấy.", _SKIP),
    "struck_rows": ("{n} dòng bị gạch ngang trong tệp.", _SKIP),
    "gone": ("{n} dòng ghi là không còn ở đơn vị: {what}.", _SKIP),
    "odd_status": ("{n} dòng có tình trạng, ghi chú hệ thống không hiểu rõ: {what}. Những người này còn ở đơn vị không?", {"take": "Còn, vẫn nhập", "skip": "Không còn, bỏ qua"}),
    "old_font_names": ("{n} họ tên có vẻ hỏng chữ, hoặc gõ khi chưa bật bộ gõ, hoặc bằng bảng mã cũ (VNI, TCVN3): {what}.", {"take": "Đúng họ tên, vẫn nhập", STOP: "Để sửa tệp"}),
    "staff_roles": ("{n} dòng ghi chức vụ, công việc: {what}. Những người này có phải học sinh, đoàn viên không?", {"take": "Phải, vẫn nhập", "skip": "Không phải, bỏ qua"}),
    "corrections": ("{n} dòng có ghi chú sửa thông tin: {what}. Hệ thống đọc các ô, không sửa theo ghi chú.", {"take": "Nhập như các ô trong tệp", STOP: "Để sửa tệp"}),
    "under_title": ("{n} dòng đứng dưới dòng tiêu đề không rõ lớp: {what}. Những người này vẫn ở lớp, chi đoàn phía trên?", {"take": "Đúng, cùng lớp với phần trên", "skip": "Không phải, bỏ qua những dòng này"}),
    "after_footer": ("{n} dòng đứng dưới phần tổng cộng hoặc ký tên, có thể là người ký: {what}.", _SKIP),
    "name_only": ("{n} dòng chỉ có họ tên, không có mã, ngày sinh, giới tính như các dòng khác: {what}.", {"take": "Đúng là người trong danh sách", "skip": "Không phải, bỏ qua"}),
    "grade_disagrees": ("{n} dòng có khối, hoặc lớp ghi cạnh họ tên, không khớp với lớp: {what}.", {"take": "Theo cột lớp", STOP: "Để sửa tệp"}),
    "one_word_names": (
        "{n} dòng có họ tên chỉ một chữ: {what}.", {"take": "Đúng là họ tên đầy đủ", STOP: "Chưa đủ, để sửa tệp"},
    ),
}  # fmt: skip


# A question mark inside a word, or behind its first letters, is a letter that was lost; a sentence may end with one.
_LOST_LETTER = re.compile(r"\ufffd|\w\?\w|\?\w|\b\w{1,3}\? ")
ROWS_FOR_HEADER, MANY_BROKEN = 30, 2
# So many rows above a second head may be its titles.
TITLES_LOOKED_AT = 4


def read_file(
    file_name: str,
    content: bytes,
    own_spellings: Mapping[str, str],
    header_row: int | None,
    answers: Mapping[str, str] | None,
) -> ReadRoster:
    """The people of a file: what is done in a process of its own, for files are made that take hours. See read_rows."""
    return read_rows(parse(file_name, content), own_spellings, header_row, answers)


def read_rows(
    sheets: list[Sheet],
    own_spellings: Mapping[str, str] | None = None,
    header_row: int | None = None,
    answers: Mapping[str, str] | None = None,
) -> ReadRoster:
    """The rows of all sheets that hold a roster, their cells read by the fields of rosters.fields.roster_fields.

    `own_spellings` and `header_row` are what the organizer told by hand (see columns.recognise), `answers` what they said to
    doubts. Raises NoHeader when no sheet has a header row with a name column, nor a column of people's names.
    """
    roster = ReadRoster([], [], [], [], answers=dict(answers or {}))
    file = FileReading(roster, Doubts(answers), own_spellings or {})
    sheets = [_converted(sheet, file) for sheet in sheets]
    tables = _tables(sheets, file, header_row)
    with_table = {sheet.name for sheet, _table in tables}
    roster.skipped_sheets = [s.name for s in sheets if s.name not in with_table and any(any(row) for row in s.rows)]
    _ask_about_skipped(sheets, with_table, file)
    file.tables = len(tables)
    for sheet, table in tables:
        _read_sheet(sheet, table, file)
    _settle_flagged(file)
    _ask_about_passed(file)
    if file.years_alone:
        roster.notes.append(f"{file.years_alone} dòng chỉ có năm sinh, không có ngày: hệ thống để trống ngày sinh.")
    roster.notes = list(dict.fromkeys(roster.notes))
    roster.titles = list(dict.fromkeys(roster.titles))
    roster.doubts = file.doubts.asked
    return roster


def _tables(sheets: list[Sheet], file: FileReading, header_row: int | None) -> list[tuple[Sheet, Table]]:
    tables = [(sheet, table) for sheet in sheets if (table := recognise(sheet, file.own_spellings, header_row))]
    if tables:
        return tables
    if header_row is None:
        tables = [(sheet, table) for sheet in sheets if not sheet.details.hidden and (table := table_without_header(sheet))]
    if not tables and any(_is_broken(sheet) for sheet in sheets):
        raise UnreadableFile(LETTERS_BROKEN)
    if not tables:
        raise NoHeader(_NO_HEADER)
    first = [" ".join(str(cell) for cell in sheet.rows[table.first_row][:4] if cell)[:60] for sheet, table in tables]
    answer = file.doubts.ask(
        "no_header",
        "Tệp không có dòng tiêu đề. Dòng đầu tiên là một người trong danh sách ({what})?",
        {"people": "Đúng, dòng đầu là một người", "header": "Không, để tôi chỉ dòng tiêu đề và các cột"},
        [(sheet.name, table.first_row + 1) for sheet, table in tables],
        [f"“{text}”" for text in first],
    )
    if answer == "header":
        raise NoHeader(_NO_HEADER)
    return tables


def _is_broken(sheet: Sheet) -> bool:
    """Whether no header is found because letters were lost: `H? và tên`, `Há»\x8d vÃ\xa0 tÃªn`, U+FFFD."""
    texts = [cell for row in sheet.rows[:ROWS_FOR_HEADER] for cell in row if isinstance(cell, str)]
    return sum(bool(_LOST_LETTER.search(text)) or is_decoded_twice(text) for text in texts) >= MANY_BROKEN


def _ask_about_passed(file: FileReading) -> None:
    if file.passed_people:
        choices = {"skip": "Không phải người trong danh sách", STOP: "Để sửa tệp"}
        message = "Có dòng bị bỏ qua nhưng có thể là một người: {what}."
        file.doubts.ask("passed_people", message, choices, (), file.passed_people)
    if file.legends:
        choices = {"take": "Không có ai, nhập tất cả", STOP: "Để bỏ những dòng ấy khỏi tệp"}
        message = "Dưới danh sách ghi {what}. Hệ thống không đọc màu và dấu: có dòng nào như vậy trong danh sách không?"
        file.doubts.ask("legend", message, choices, (), file.legends)


def _ask_about_skipped(sheets: list[Sheet], with_table: set[str], file: FileReading) -> None:
    """A sheet without a header in which people are listed is not passed over without a word."""
    left = [
        s for s in sheets if s.name not in with_table and not s.details.hidden and (table_without_header(s) or lists_people(s))
    ]
    if left:
        choices = {"skip": "Không có ai cần nhập ở đó", STOP: "Để thêm dòng tiêu đề vào tệp"}
        message = "Trang tính {what} không có dòng tiêu đề nên không được đọc, nhưng ở đó có tên người."
        file.doubts.ask("skipped_sheets", message, choices, (), [f"“{sheet.name}”" for sheet in left])


def _read_sheet(sheet: Sheet, table: Table, file: FileReading) -> None:
    roster, before, passed = file.roster, len(file.roster.rows), len(file.roster.passed_over)
    # Where a list of somebody else begins in the same sheet: teachers below the pupils.
    of_staff: list[int] = []
    # `Lớp (2025-2026)` over the classes says what a title says.
    heads = [table.headers.get(table.columns.get(name, -1), "") for name in ("class_name", "chapter_name")]
    roster.titles += [*table.titles, *(head for head in heads if any(map(str.isdigit, head)))]
    _tell_columns(roster, table)
    readers = [TableReader(sheet, table, file)]
    for number in range(table.first_row, len(sheet.rows)):
        other = readers[-1].read_row(number, sheet.rows[number])
        if other and other.columns != table.columns:
            # A second head, on another page, with other columns.
            _tell_columns(roster, other)
            if lists_teachers(other.headers.values()) or is_of_staff(
                "", [text for _sheet, _row, text in roster.passed_over[passed:][-TITLES_LOOKED_AT:]]
            ):
                of_staff.append(len(roster.rows))
            readers.append(TableReader(sheet, other, file, readers[-1].class_hint))
            table = other
    rows = roster.rows[before:]
    for row in roster.rows[of_staff[0] :] if of_staff else []:
        file.flag("not_pupils", row, "dưới danh sách học sinh")
    if sheet.details.hidden:
        roster.hidden.append(f"trang tính “{sheet.name}”")
        for row in rows:
            file.flag("hidden_sheets", row, f"“{sheet.name}”")
    elif code := _what_a_sheet_says(sheet, table, file):
        for row in rows:
            file.flag(code, row, f"“{sheet.name}”" if sheet.name else "xem tiêu đề")
    _check_numbering(sheet, readers, roster, passed, len(rows), file)
    for reader in readers:
        reader.close()


def _what_a_sheet_says(sheet: Sheet, table: Table, file: FileReading) -> str:
    """The doubt about everybody in a sheet, by its name and its titles; empty for none."""
    if is_of_staff(sheet.name, table.titles) or lists_teachers(table.headers.values()):
        return "not_pupils"
    if is_of_those_gone(sheet.name, table.titles):
        return "gone"
    # The only list of a file is what there is to import, whatever its sheet is called.
    return "old_sheets" if file.tables > 1 and is_of_before(sheet.name) else ""


def _check_numbering(
    sheet: Sheet, readers: list[TableReader], roster: ReadRoster, passed: int, people: int, file: FileReading
) -> None:
    """Holds the number of people against the list's own numbers, and against what it says at its end."""
    choices = {"continue": "Danh sách đủ người, nhập tiếp", STOP: "Thiếu người, để sửa tệp"}
    if any(reader.class_again and reader.ordinals.count(1) > 1 for reader in readers):
        message = "Tiêu đề lớp {what} đứng trên nhiều danh sách, mỗi danh sách đánh số lại từ 1. Tất cả đều cùng một lớp?"
        same = {"take": "Đúng, cùng một lớp", STOP: "Không, để sửa tiêu đề"}
        file.doubts.ask("class_again", message, same, (), [reader.class_hint for reader in readers if reader.class_again])
    missing = numbering.missing_numbers([number for reader in readers for number in reader.ordinals])
    if missing:
        message = "Số thứ tự trong danh sách bị nhảy, thiếu số {what}. Kiểm tra xem có người nào bị sót không."
        file.doubts.ask("numbers_missing", message, choices, (), [str(number) for number in missing])
    texts = [text for _sheet, _row, text in roster.passed_over[passed:]]
    said = [number for text in texts if (number := between_people.number_said([text])) is not None]
    if not said and len(readers) == 1 and not readers[0].has_titles_between:
        said = [number for text in readers[0].table.titles if (number := between_people.number_said([text])) is not None][-1:]
    # A list of several classes says several numbers: their sum, or that of all at its end.
    if said and people not in (said[-1], sum(said)):
        detail = f"{said[-1]} người, đọc được {people}" + (f" ở trang tính {sheet.name}" if sheet.name else "")
        file.doubts.ask("number_said", "Danh sách ghi {what}.", choices, (), [detail])


def _settle_flagged(file: FileReading) -> None:
    """Asks about the rows that are doubted, and leaves out those that are not to be taken."""
    left_out: set[int] = set()
    for code, (message, choices) in _ABOUT_ROWS.items():
        flagged = [(row, what) for row, what in file.flagged.get(code, []) if id(row) not in left_out]
        if not flagged or (code == "odd_status" and 2 * len(flagged) > len(file.roster.rows)):
            # What most rows say is what the program that wrote the list says of those who are there.
            continue
        places = [(row.sheet, row.row) for row, _what in flagged]
        if code in ("hidden_rows", "struck_rows"):
            word = "ẩn" if code == "hidden_rows" else "bị gạch ngang"
            file.roster.hidden.append(f"{len(places)} dòng {word}")
        if file.doubts.ask(code, message, choices, places, [what for _row, what in flagged if what]) == "skip":
            left_out |= {id(row) for row, _what in flagged}
    remaining = [row for row in file.roster.rows if id(row) not in left_out]
    if remaining or not unsettled(file.doubts.asked):
        # A list of nobody but those who are doubted is shown with its question.
        file.roster.rows = remaining


def _tell_columns(roster: ReadRoster, table: Table) -> None:
    roster.fields |= table.columns.keys()
    roster.places |= {name: place for name, place in table.columns.items() if name not in roster.places}
    used = {table.headers[place] for place in table.columns.values() if place in table.headers}
    roster.used_columns += [h for h in table.headers.values() if h in used and h not in roster.used_columns]
    roster.unused_columns += [header for header in table.unused if header not in roster.unused_columns]


def _converted(sheet: Sheet, file: FileReading) -> Sheet:
    """The sheet with texts typed for fonts of before Unicode turned into Unicode, column by column, if that is wanted."""
    found, places = _encoding_of(sheet)
    if found == encodings.UNICODE:
        return sheet
    convert = encodings.CONVERTERS[found]
    examples = [
        f"{cell} → {convert(cell)}"
        for place in places
        for cell in _texts(sheet, place)
        if convert(cell) != cell and " " in cell.strip()
    ]
    choices = {"convert": "Đúng, chuyển sang Unicode", "keep": "Giữ nguyên như trong tệp", STOP: "Để sửa tệp"}
    message = f"Chữ trong tệp có vẻ gõ bằng bảng mã cũ {found}: {{what}}."
    if file.doubts.ask("old_font", message, choices, (), examples) != "convert":
        return sheet

    def converted(place: int, cell: Cell) -> Cell:
        if place not in places or not isinstance(cell, str):
            return cell
        return convert(cell) if found == encodings.VIQR or encodings.may_be_legacy(cell) else cell

    rows = [[converted(place, cell) for place, cell in enumerate(row)] for row in sheet.rows]
    return Sheet(sheet.name, rows, sheet.merged, sheet.details)


_ROWS_FOR_ENCODING = 300


def _texts(sheet: Sheet, place: int) -> list[str]:
    return [cell for row in sheet.rows[:_ROWS_FOR_ENCODING] if place < len(row) and isinstance(cell := row[place], str)]


def _encoding_of(sheet: Sheet) -> tuple[str, set[int]]:
    """What a sheet was typed in, and the columns that were: those in which no text has letters that only Unicode has.

    A header may be in Unicode while those below it are not.
    """
    below: dict[int, list[str]] = {}
    for place in range(max(map(len, sheet.rows[:_ROWS_FOR_ENCODING]), default=0)):
        texts = _texts(sheet, place)
        header = next((number for number, text in enumerate(texts) if FIELD_OF_SPELLING.get(header_key(text))), -1)
        if all(text.isascii() or encodings.may_be_legacy(text) for text in texts[header + 1 :]):
            below[place] = texts[header + 1 :]
    texts = [text for some in below.values() for text in some]
    found = encodings.legacy_encoding(texts)
    if found == encodings.UNICODE and encodings.is_viqr(texts):
        found = encodings.VIQR
    return found, set(below)
