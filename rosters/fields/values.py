"""From cells as people write them to values. No database, no Django.

Each function takes a cell and returns a value, None for an empty cell, or raises BadValue.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable

from rosters.files.sheets import Cell
from rosters.files.workbooks import FORMULA_BEGINNINGS
from rosters.names import clean_name, clean_text, fold, in_capitals_of_a_name, name_and_remark

EARLIEST_BIRTH_YEAR = 1930
LONGEST_UNIT_NAME = 60
LONGEST_UPPER_UNIT_NAME = 160
_DATE_PARTS = re.compile(r"^(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})$")
_CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")
# Most codes: nothing to clean, and no E that could stand for a power of ten.
_PLAIN_CODE = re.compile(r"^(?:\d{1,40}|[A-DF-Za-df-z]{1,8}\d{1,30})$")
# What is written where there is no code yet.
_NO_CODE = {"-", "--", "chưacó", "chưacómã", "không", "khôngcó", "?", "n/a", "na", "x", "…"}
_IDENTITY = re.compile(r"^0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}$")
EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
_EXCEL_EPOCH = dt.date(1899, 12, 30)

MALE = {"nam", "m", "male", "1", "trai"}
FEMALE = {"nu", "f", "female", "0", "gai"}
YES = {"x", "✓", "✔", "√", "co", "yes", "true", "1", "doan vien", "v", "dv"}
NO = {"", "khong", "no", "false", "0", "chua", "-", "thanh nien", "tn", "chua vao doan", "chua ket nap"}


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


def is_excel_error(cell: Cell) -> bool:
    """Whether a cell holds an error of Excel in place of a value."""
    return isinstance(cell, str) and cell.strip() in EXCEL_ERRORS


def is_day(cell: Cell) -> bool:
    """Whether a cell holds a day: a date, or a text that is written like one."""
    return isinstance(cell, dt.date) or bool(_DATE_PARTS.match(read_text(cell)))


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
    if text.casefold() in _NO_CODE:
        return None
    # A number that a program wrote as text.
    text = re.sub(r"^(\d+)\.0$", r"\1", text)
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
    """Whether a column of dates is written month/day/year: two and two in five cannot be day/month/year, and none must be.

    Of true dates three in five have a day above 12. One such date alone among others is a slip, and turns no column round.
    """
    american = dates = 0
    for first, second in filter(None, map(_first_parts, cells)):
        if first > 12:
            return False
        dates += 1
        american += second > 12
    return american >= 2 and 5 * american >= 2 * dates


def _first_parts(cell: Cell) -> tuple[int, int] | None:
    """The first two numbers of a date in text whose year stands last."""
    found = _DATE_PARTS.match(_TIME.sub("", cell.strip().casefold())) if isinstance(cell, str) else None
    return (int(found.group(1)), int(found.group(2))) if found and len(found.group(1)) < 4 else None


def is_half_swapped(cells: Collection[Cell]) -> bool:
    """Whether a program took day/month for month/day where it could, and left text where it could not.

    Then no real date has a day above 12, and every date that stayed text has one; in a list of some length one of each kind
    may have been typed anew since.
    """
    real = [day for cell in cells if (day := _real_day(cell))]
    texts = [parts for parts in map(_first_parts, cells) if parts]
    if not real or not texts or len(real) + len(texts) < 3:
        return False
    other_days = sum(each.day > 12 for each in real)
    other_texts = sum(not first > 12 >= second for first, second in texts)
    allowed = 1 if len(real) + len(texts) >= 8 else 0
    return other_days <= min(allowed, len(real) - 1) and other_texts <= min(allowed, len(texts) - 1)


def _real_day(cell: Cell) -> dt.date | None:
    """A cell that a program took for a day: a date, or the number of one."""
    if isinstance(cell, dt.date):
        return cell
    is_number = isinstance(cell, float) and 20_000 < cell < 80_000
    return _EXCEL_EPOCH + dt.timedelta(days=int(cell)) if is_number else None  # type: ignore[arg-type]


def swap_day_and_month(cell: Cell) -> Cell:
    """A date with its first two parts exchanged; anything else as it is."""
    if day := _real_day(cell):
        return day.replace(month=day.day, day=day.month) if day.day <= 12 else cell
    found = _DATE_PARTS.match(_TIME.sub("", cell.strip().casefold())) if isinstance(cell, str) else None
    if not found or len(found.group(1)) == 4:
        return cell
    return "/".join([found.group(2), found.group(1), found.group(3)])


# What is said of somebody who is no more in the class, folded: whole words.
_GONE = re.compile(
    r"\b(?:chuyen (?:di|truong|lop|noi|sinh hoat)|da (?:chuyen|nghi|thoi|mat)|(?:thoi|nghi|bo|dinh chi) hoc|xin nghi|bao luu|"
    r"thoi sinh hoat|ra truong|rut ho so|du hoc|qua doi|tu tran)\b|^chuyen$"
)


_PARENT_DIED = re.compile(r"\b(?:cha|me|bo|ba|ong|cha me|bo me|phu huynh)\b(?: \w+){0,2}? (?:(?:da )?mat|qua doi|tu tran)\b")


def is_gone(folded: str) -> bool:
    """Whether a folded remark says that somebody has left, and not that a parent has died."""
    return bool(_GONE.search(_PARENT_DIED.sub("", folded)))


# Letters, and what stands between those of one name.
# Most names: words of letters, and no form of address before them.
_PLAIN_NAME = re.compile(r"(?!đc |đồng chí |em |hs )[^\W\d_ªº]{2,}(?: [^\W\d_ªº]+)+", re.IGNORECASE)
LONGEST_NAME = 120
_NAME_BROKEN = "Chữ có dấu đã hỏng khi lưu tệp. Mở tệp gốc, lưu thành .xlsx (hoặc CSV UTF-8) rồi tải lên lại."
# What some bytes of a letter become when they are taken for signs of Latin-1.
_CONTROL = re.compile("[\x80-\x9f]")
# What is left of the second byte and the third of a letter when UTF-8 is taken for Windows-1252: no letter of ours.
_SECOND_BYTE = re.compile("[\xa0-\xbf\u0152\u0153\u0160\u0161\u0178\u0192\u017d\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_NAME = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*|['. -])+")


def read_name(cell: Cell) -> str | None:
    """A person's name, without a form of address before it and a remark behind it (remark_beside_name)."""
    written = read_text(cell)
    if not written:
        return None
    if _CONTROL.search(str(cell)):
        raise BadValue("name_broken", _NAME_BROKEN)
    if _PLAIN_NAME.fullmatch(written) and len(written) <= LONGEST_NAME and not is_decoded_twice(written):
        return in_capitals_of_a_name(written)
    if isinstance(cell, str) and "\n" in cell.strip() and all(" " in line.strip() for line in cell.strip().split("\n")):
        raise BadValue("name_two", "Ô này có tên của hai người. Ghi mỗi người một dòng.")
    name, remark = name_and_remark(written)
    text = clean_name(name)
    if not text:
        return None
    if is_gone(fold(remark)):
        raise BadValue(
            "name_status",
            f"Bên cạnh họ tên ghi “{remark}”. Nếu người này không còn ở đơn vị, xóa dòng này; nếu còn, xóa phần ghi thêm.",
        )
    if any(letter.isdigit() for letter in text):
        raise BadValue("name_digits", "Họ tên không có chữ số. Kiểm tra xem cột có bị lệch không.")
    if "?" in text or "\ufffd" in text or is_decoded_twice(text):
        raise BadValue("name_broken", _NAME_BROKEN)
    if not _NAME.fullmatch(text):
        signs = " ".join(dict.fromkeys(sign for sign in text if not _NAME.fullmatch(sign)))
        raise BadValue(
            "name_signs", f"Họ tên không được có ký tự “{signs}”. Sửa lại họ tên, hoặc kiểm tra xem cột có bị lệch không."
        )
    if len(text) > LONGEST_NAME:
        raise BadValue("name_long", "Họ tên dài quá 120 ký tự.")
    return text


def remark_beside_name(cell: Cell) -> str:
    """What is written beside a name, such as `lớp trưởng`; empty when nothing is."""
    return name_and_remark(read_text(cell))[1]


def is_decoded_twice(text: str) -> bool:
    """Whether UTF-8 was taken for Windows-1252 once: Nguyá»…n for Nguyễn."""
    if not _SECOND_BYTE.search(text):
        return False
    return any(map(_word_is_decoded_twice, text.split(" ")))


def _word_is_decoded_twice(word: str) -> bool:
    try:
        return word.encode("cp1252").decode() != word
    except UnicodeError:
        return False


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
        date = _day_of(cell)
    elif isinstance(cell, dt.date):
        date = cell
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        date = None if EARLIEST_BIRTH_YEAR <= cell <= today.year else _from_number(float(cell), today)
    else:
        text = read_text(cell)
        date = None if not text or _is_year_alone(text, today) else _from_text(text, today)
    if date is None:
        return None
    if not date.year >= EARLIEST_BIRTH_YEAR or date > today:
        raise BadValue("date_out_of_range", f"Năm sinh phải từ {EARLIEST_BIRTH_YEAR} đến {today.year}.")
    return date


_VIETNAM = dt.timezone(dt.timedelta(hours=7))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:({'|'.join(_MONTHS)})[a-z]*|(?:thang|thg|th)\.? ?(\d{{1,2}}))"
_DAY_AND_MONTH = re.compile(rf"^(?:ngay )?(\d{{1,2}})[ \-/.]*{_MONTH}[ ,\-/.]*(?:nam )?(\d{{4}}|\d{{2}})$")
_MONTH_AND_DAY = re.compile(rf"^{_MONTH}[ \-/.]*(\d{{1,2}})[ ,\-/.]+(\d{{4}})$")
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:am|pm|sa|ch)?$")
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}[tT ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:[zZ]|[+-]\d{2}:?\d{2})$")
_LOCAL_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}[tT ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?$")
# `2010`, `năm 2010`, `00/00/2010`, `--/--/2010`, `?/9/2010`, `09/2010`: the year, and no whole date.
_YEAR_ALONE = re.compile(
    r"^(?:sinh )?(?:nam )?(?:(?:[0._?*x\- ]{1,4}|\d{1,2})?[/.\-])?(?:[0._?*x\- ]{0,4}[/.\-])?\s*((?:19|20)\d\d)$"
    r"|^[0._?*x\- ]{1,4}[/.\-]\d{1,2}[/.\-]((?:19|20)\d\d)$"
)
# A weekday before a date, and the place of birth behind it.
_BESIDE_DATE = re.compile(r"^(?:thu \w+|t\d|th \d|chu nhat|cn),? +(?=\d)|(?<=\d{4})(?:\s*[,;]|\s+[-–]|\s+tai)\s+[^\d]+$")
_DATE_FORM = "Cần đủ ngày/tháng/năm, ví dụ 05/09/2010."


def _day_of(moment: dt.datetime) -> dt.date:
    """The day that was meant by a moment close to midnight, where a time zone took some seconds or hours away."""
    if moment.tzinfo:
        return moment.astimezone(_VIETNAM).date()
    # Midnight in Vietnam told in UTC, or some seconds before it: nobody is born at 16:59:30 to a second.
    if (
        moment.hour == 23
        or (moment.hour, moment.minute) == (16, 59)
        or (moment.hour, moment.minute, moment.second) == (17, 0, 0)
    ):
        moment += dt.timedelta(hours=7, minutes=1)
    return moment.date()


def _is_year_alone(text: str, today: dt.date) -> bool:
    found = _YEAR_ALONE.match(fold(text))
    return bool(found) and EARLIEST_BIRTH_YEAR <= int(found.group(1) or found.group(2)) <= today.year  # type: ignore[union-attr]


def _from_number(number: float, today: dt.date) -> dt.date:
    if 10_000 < number < 80_000:
        return _day_of(dt.datetime.combine(_EXCEL_EPOCH, dt.time()) + dt.timedelta(days=number))
    if number.is_integer() and 1_000_000 < number < 100_000_000:
        return _from_digits(f"{int(number):08d}", today)
    raise BadValue("date_form", _DATE_FORM)


def _from_digits(digits: str, today: dt.date) -> dt.date:
    """Eight digits without signs between them: 05092010 or 20100905."""
    if EARLIEST_BIRTH_YEAR <= int(digits[4:]) <= today.year:
        return _checked_date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    return _checked_date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _from_text(text: str, today: dt.date) -> dt.date:
    if _MOMENT.match(text) or _LOCAL_MOMENT.match(text):
        return _day_of(dt.datetime.fromisoformat(text.upper()))
    plain = _BESIDE_DATE.sub("", _TIME.sub("", fold(text).lstrip("'")))
    if len(plain) == 8 and plain.isdecimal():
        return _from_digits(plain, today)
    if found := _DAY_AND_MONTH.match(plain):
        day, word, number, year = found.groups()
        return _checked_date(_whole_year(int(year), today), _month(word, number), int(day))
    if found := _MONTH_AND_DAY.match(plain):
        word, number, day, year = found.groups()
        return _checked_date(int(year), _month(word, number), int(day))
    found = _DATE_PARTS.match(plain)
    if not found:
        raise BadValue("date_form", _DATE_FORM)
    first, second, third = (int(part) for part in found.groups())
    if len(found.group(1)) == 4:
        return _checked_date(first, second, third)
    return _checked_date(_whole_year(third, today), second, first)


def _month(word: str | None, number: str | None) -> int:
    return _MONTHS.index(word) + 1 if word else int(number or 0)


def _whole_year(year: int, today: dt.date) -> int:
    """Of two digits, the year in the last hundred; of more, itself."""
    if year >= 100:
        return year
    return year + (2000 if year <= today.year % 100 else 1900)


def _checked_date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise BadValue("date_impossible", "Ngày này không có trong lịch. Cần ngày/tháng/năm, ví dụ 05/09/2010.") from error


_UNIT_PREFIX = re.compile(r"(?:lop|chi doan|chi doi|cd)(?:\s*:\s*|\s+)(?=\S)")
# What Excel makes of a class 10/1 or 1-2, and how it then stands in text.
_UNIT_AS_DATE = re.compile(
    rf"^\d{{4}}-\d{{2}}-\d{{2}}(?: 00:00:00)?$|^\d{{1,2}}/\d{{1,2}}/\d{{4}}$|^\d{{1,2}}-(?:{'|'.join(_MONTHS)}|thg ?\d+)$|^(?:{'|'.join(_MONTHS)})-\d{{1,2}}$"
)


def read_unit_name(cell: Cell) -> str | None:
    """The name of a class or chapter without the words Lớp and Chi đoàn: 10A1."""
    text = read_text(cell)
    folded = fold(text)
    if isinstance(cell, dt.date) or _UNIT_AS_DATE.match(folded):
        shown = f" (có thể là {cell.day}/{cell.month})" if isinstance(cell, dt.date) else ""
        raise BadValue(
            "unit_date",
            f"Excel đã đổi tên lớp thành ngày tháng{shown}. Định dạng cột Lớp là Văn bản (Text) rồi ghi lại tên lớp, ví dụ 10/1.",
        )
    if isinstance(cell, float) and not cell.is_integer():
        raise BadValue(
            "unit_number",
            f"Excel đọc tên lớp thành số {cell}: lớp 6.10 thành 6.1. Định dạng cột Lớp là Văn bản (Text) rồi ghi lại tên lớp.",
        )
    if "\ufffd" in text or re.search(r"\w\?", text):
        raise BadValue(
            "unit_broken", "Chữ trong tên lớp, chi đoàn đã hỏng khi lưu tệp. Mở tệp gốc, lưu thành .xlsx rồi tải lên lại."
        )
    if found := _UNIT_PREFIX.match(folded):
        text = clean_text(text[found.end() :])
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
