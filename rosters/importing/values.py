"""From cells as people write them to values. No database, no Django.

Each function takes a cell and returns a value, None for an empty cell, or raises BadValue.
"""

import datetime as dt
import re

from rosters.importing.reading import Cell
from rosters.names import clean_name, clean_text, fold

EARLIEST_BIRTH_YEAR = 1930
LONGEST_UNIT_NAME = 60
_DATE_PARTS = re.compile(r"^(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})$")
_CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")
_EXCEL_EPOCH = dt.date(1899, 12, 30)

MALE = {"nam", "m", "male", "1", "trai"}
FEMALE = {"nu", "f", "female", "0", "gai"}
YES = {"x", "✓", "✔", "√", "co", "yes", "true", "1", "doan vien", "v"}
NO = {"", "khong", "no", "false", "0", "chua", "-"}


class BadValue(ValueError):
    """A cell that cannot be read. `code` names the kind of mistake, the message says what was expected."""

    def __init__(self, code: str, expected: str) -> None:
        super().__init__(expected)
        self.code = code


def read_text(cell: Cell) -> str:
    """The cell as text; whole numbers without their .0, because Excel keeps every number as a float."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean_text(str(cell))


def read_code(cell: Cell) -> str | None:
    text = read_text(cell)
    if not text:
        return None
    if isinstance(cell, bool):
        raise BadValue("code_form", "Ô này là đúng/sai, không phải mã. Kiểm tra xem cột có bị lệch không.")
    if isinstance(cell, float) and cell >= 1e15:
        raise BadValue("code_rounded", "Excel đã làm tròn mã này. Định dạng cột mã là Văn bản (Text) rồi nhập lại mã đầy đủ.")
    if isinstance(cell, str) and re.fullmatch(r"\d+(?:[.,]\d+)?E\+?\d+", text, re.IGNORECASE):
        raise BadValue("code_rounded", "Excel đã làm tròn mã này. Định dạng cột mã là Văn bản (Text) rồi nhập lại mã đầy đủ.")
    text = text.replace(" ", "").lstrip("'")
    if not _CODE.match(text):
        raise BadValue("code_form", "Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang; dài nhất 40 ký tự.")
    return text.upper()


def read_name(cell: Cell) -> str | None:
    text = clean_name(read_text(cell))
    if not text:
        return None
    if any(letter.isdigit() for letter in text):
        raise BadValue("name_digits", "Họ tên không có chữ số. Kiểm tra xem cột có bị lệch không.")
    if " " not in text:
        raise BadValue("name_one_word", "Cần cả họ và tên, ví dụ Nguyễn Thị Hoa.")
    if len(text) > 120:
        raise BadValue("name_long", "Họ tên dài quá 120 ký tự.")
    return text


def read_sex(cell: Cell) -> str | None:
    """`male` or `female`."""
    text = fold(read_text(cell)).strip(" .")
    if not text:
        return None
    if text in MALE:
        return "male"
    if text in FEMALE:
        return "female"
    raise BadValue("sex_unknown", "Cần Nam hoặc Nữ.")


def read_mark(cell: Cell) -> bool:
    """Whether a column to be marked with x is marked."""
    text = fold(read_text(cell)).strip(" .")
    if text in YES:
        return True
    if text in NO:
        return False
    # A date in the column "Đoàn viên" is the date of admission, and so a yes.
    if isinstance(cell, dt.date) or _DATE_PARTS.match(text):
        return True
    raise BadValue("mark_unknown", "Đánh dấu x nếu có, để trống nếu không.")


def read_birth_date(cell: Cell, today: dt.date) -> dt.date | None:
    """A date of birth: an Excel date, dd/mm/yyyy with / - or ., or ISO; two-digit years lie in the last 100.

    A year alone, as many branch lists have it, is a date that is not known: None.
    """
    date: dt.date | None
    if isinstance(cell, dt.datetime):
        date = cell.date()
    elif isinstance(cell, dt.date):
        date = cell
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        date = None if EARLIEST_BIRTH_YEAR <= cell <= today.year else _from_number(float(cell))
    else:
        text = read_text(cell)
        if not text:
            return None
        is_year = text.isdecimal() and EARLIEST_BIRTH_YEAR <= int(text) <= today.year
        date = None if is_year else _from_text(text, today)
    if date is None:
        return None
    if not date.year >= EARLIEST_BIRTH_YEAR or date > today:
        raise BadValue("date_out_of_range", f"Năm sinh phải từ {EARLIEST_BIRTH_YEAR} đến {today.year}.")
    return date


def _from_number(number: float) -> dt.date:
    if 10_000 < number < 80_000:
        return _EXCEL_EPOCH + dt.timedelta(days=int(number))
    raise BadValue("date_form", "Cần đủ ngày/tháng/năm, ví dụ 05/09/2010.")


def _from_text(text: str, today: dt.date) -> dt.date:
    found = _DATE_PARTS.match(text.removesuffix(" 00:00:00"))
    if not found:
        raise BadValue("date_form", "Cần đủ ngày/tháng/năm, ví dụ 05/09/2010.")
    first, second, third = (int(part) for part in found.groups())
    day, month, year = (third, second, first) if len(found.group(1)) == 4 else (first, second, third)
    if year < 100:
        year += 2000 if year <= today.year % 100 else 1900
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise BadValue("date_impossible", "Ngày này không có trong lịch. Cần ngày/tháng/năm, ví dụ 05/09/2010.") from error


def read_unit_name(cell: Cell) -> str | None:
    """The name of a class or chapter without the words Lớp and Chi đoàn: 10A1."""
    text = read_text(cell)
    folded = fold(text)
    for prefix in ("lop ", "chi doan ", "cd "):
        if folded.startswith(prefix):
            text = clean_text(text[len(prefix) :])
            break
    if len(text) > LONGEST_UNIT_NAME:
        raise BadValue(
            "unit_name_long", f"Tên lớp hoặc chi đoàn dài quá {LONGEST_UNIT_NAME} ký tự. Kiểm tra xem cột có bị lệch không."
        )
    return text or None
