"""From cells as people write them to values. No database, no Django.

Each function takes a cell and returns a value, None for an empty cell, or raises BadValue.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable

from rosters.files.reading import Cell
from rosters.files.workbooks import FORMULA_BEGINNINGS
from rosters.names import clean_name, clean_text, fold

EARLIEST_BIRTH_YEAR = 1930
LONGEST_UNIT_NAME = 60
LONGEST_UPPER_UNIT_NAME = 160
_DATE_PARTS = re.compile(r"^(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})$")
_CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")
# Most codes: nothing to clean, and no E that could stand for a power of ten.
_PLAIN_CODE = re.compile(r"^(?:\d{1,40}|[A-DF-Za-df-z]{1,8}\d{1,30})$")
_IDENTITY = re.compile(r"^0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}$")
EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
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
    text = clean_text(str(cell))
    if text[:1] == "'" and text[1:2] in FORMULA_BEGINNINGS:
        # An apostrophe that an export put before what looks like a formula.
        return text[1:]
    return "" if text in EXCEL_ERRORS else text


def read_code(cell: Cell) -> str | None:
    """A member code, in capitals: letters without accents, digits, and . _ - between them."""
    if isinstance(cell, str) and _PLAIN_CODE.match(cell):
        return cell.upper()
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


def read_identity_number(cell: Cell) -> str | None:
    """The personal identity number, 12 digits; Excel takes its leading zero away, which comes back here."""
    text = read_text(cell).replace(" ", "").replace(".", "").lstrip("'")
    if not text:
        return None
    if isinstance(cell, (int, float)) and len(text) < 12:
        text = text.zfill(12)
    if not _IDENTITY.match(text):
        raise BadValue("identity_form", "Số định danh cá nhân có 12 chữ số, bắt đầu bằng mã tỉnh 001 đến 096.")
    return text


def identity_disagrees(number: str, born: dt.date | None, sex: str | None) -> str:
    """What in a personal identity number does not agree with birth year and sex, in Vietnamese; empty when all agrees.

    Digit 4 tells sex and century (0 male and 1 female born 19xx, 2 and 3 born 20xx), digits 5 and 6 the year:
    Circular 07/2016/TT-BCA.
    """
    kind, year = int(number[3]), int(number[4:6])
    full_year = 1900 + 100 * (kind // 2) + year
    wrong = []
    if born and born.year != full_year:
        wrong.append(f"năm sinh {born.year} (số định danh cho thấy {full_year})")
    if sex and sex != ("female" if kind % 2 else "male"):
        shown = "nữ" if kind % 2 else "nam"
        wrong.append(f"giới tính (số định danh cho thấy {shown})")
    return " và ".join(wrong)


def code_width(cells: Collection[Cell]) -> int:
    """How many digits the numbers of a code column should have, because Excel took their leading zeros; 0 to leave them.

    Codes kept as text tell the width. Without any, codes of six digits and more are as wide as the widest,
    and 11 digits that begin like an identity number were 12.
    """
    numbers = {read_text(cell) for cell in cells if type(cell) in (float, int)}
    texts = {len(cell) for cell in cells if isinstance(cell, str) and cell.isdecimal()} if numbers else set()
    longest = max(map(len, numbers), default=0)
    if not numbers or not all(map(str.isdecimal, numbers)):
        return 0
    if texts:
        return max(texts) if len(texts) == 1 and max(texts) >= longest else 0
    if longest == 11 and all(_IDENTITY.match(number.zfill(12)) for number in numbers):
        return 12
    return longest if longest >= 6 else 0


def is_american(cells: Iterable[Cell]) -> bool:
    """Whether a column of dates is written month/day/year: some cannot be day/month/year, and none must be."""
    months_second = False
    for cell in cells:
        found = _DATE_PARTS.match(cell.strip()) if isinstance(cell, str) else None
        if not found or len(found.group(1)) == 4:
            continue
        first, second = int(found.group(1)), int(found.group(2))
        if first > 12:
            return False
        months_second = months_second or second > 12
    return months_second


def swap_day_and_month(cell: Cell) -> Cell:
    """A date text with its first two parts exchanged; anything else as it is."""
    found = _DATE_PARTS.match(cell.strip()) if isinstance(cell, str) else None
    if not found or len(found.group(1)) == 4:
        return cell
    return "/".join([found.group(2), found.group(1), found.group(3)])


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
    for prefix in ("lop ", "chi doan ", "chi doi ", "cd "):
        if folded.startswith(prefix):
            text = clean_text(text[len(prefix) :])
            break
    if len(text) > LONGEST_UNIT_NAME:
        raise BadValue(
            "unit_name_long", f"Tên lớp hoặc chi đoàn dài quá {LONGEST_UNIT_NAME} ký tự. Kiểm tra xem cột có bị lệch không."
        )
    return text or None


def read_upper_unit_name(cell: Cell) -> str | None:
    """The name of a school, or of the union right above a chapter, or its code."""
    text = read_text(cell)
    if len(text) > LONGEST_UPPER_UNIT_NAME:
        raise BadValue("unit_name_long", f"Tên trường hoặc đoàn cơ sở dài quá {LONGEST_UPPER_UNIT_NAME} ký tự.")
    return text or None
