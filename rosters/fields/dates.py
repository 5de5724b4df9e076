"""From cells as people write them to days. No database, no Django."""

import datetime as dt
import re
from collections.abc import Collection, Iterable

from rosters.fields.values import DATE_PARTS, MONTHS, BadValue, read_text
from rosters.files.sheets import Cell
from rosters.names import fold

EARLIEST_BIRTH_YEAR = 1930
_EXCEL_EPOCH = dt.date(1899, 12, 30)


def is_day(cell: Cell) -> bool:
    """Whether a cell holds a day: a date, or a text that is written like one."""
    return isinstance(cell, dt.date) or bool(DATE_PARTS.match(read_text(cell)))


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
    found = DATE_PARTS.match(_TIME.sub("", cell.strip().casefold())) if isinstance(cell, str) else None
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
    typed_anew = max(allowed, (len(real) + len(texts)) // 4) if allowed and len(real) > allowed + other_days + 1 else allowed
    return other_days <= min(allowed, len(real) - 1) and other_texts <= min(typed_anew, len(texts) - 1)


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
    text = cell.strip().casefold() if isinstance(cell, str) else ""
    found = DATE_PARTS.match(_TIME.sub("", text))
    if not found or len(found.group(1)) == 4:
        return cell
    time = _TIME.search(text)
    return "/".join([found.group(2), found.group(1), found.group(3)]) + (time[0] if time else "")


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


def today() -> dt.date:
    """The day in Viet Nam. Files are read where no settings of Django are known."""
    return dt.datetime.now(_VIETNAM).date()


_MONTH = rf"(?:({'|'.join(MONTHS)})[a-z]*|(?:thang|thg|th)\.? ?(\d{{1,2}}))"
_DAY_AND_MONTH = re.compile(rf"^(?:ngay )?(\d{{1,2}})[ \-/.]*{_MONTH}[ ,\-/.]*(?:nam )?(\d{{4}}|\d{{2}})$")
_MONTH_AND_DAY = re.compile(rf"^{_MONTH}[ \-/.]*(\d{{1,2}})[ ,\-/.]+(\d{{4}})$")
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:am|pm|sa|ch)?$")
_BEFORE_MIDNIGHT = re.compile(r"(?:17:00|16:59|23:59)(?::\d{2}(?:\.\d+)?)?$|0?(?:5:00|4:59|11:59)(?::\d{2})? ?(?:pm|ch)$")
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
        return _day_of(moment.astimezone(_VIETNAM).replace(tzinfo=None))
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
    folded = fold(text).lstrip("'").rstrip(". ")
    time = _TIME.search(folded)
    # Midnight in Vietnam told in UTC.
    later = dt.timedelta(days=1 if time and _BEFORE_MIDNIGHT.match(time[0].strip()) else 0)
    return _from_words(_BESIDE_DATE.sub("", _TIME.sub("", folded)), today) + later


def _from_words(plain: str, today: dt.date) -> dt.date:
    """A date without the time of the day, folded."""
    if len(plain) == 8 and plain.isdecimal():
        return _from_digits(plain, today)
    if found := _DAY_AND_MONTH.match(plain):
        day, word, number, year = found.groups()
        return _checked_date(_whole_year(int(year), today), _month(word, number), int(day))
    if found := _MONTH_AND_DAY.match(plain):
        word, number, day, year = found.groups()
        return _checked_date(int(year), _month(word, number), int(day))
    found = DATE_PARTS.match(plain)
    if not found:
        raise BadValue("date_form", _DATE_FORM)
    first, second, third = (int(part) for part in found.groups())
    if len(found.group(1)) == 4:
        return _checked_date(first, second, third)
    return _checked_date(_whole_year(third, today), second, first)


def _month(word: str | None, number: str | None) -> int:
    return MONTHS.index(word) + 1 if word else int(number or 0)


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
