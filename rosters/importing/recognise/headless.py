"""A list without a header: what its columns hold, told by their values. No database, no Django."""

import datetime as dt
import re
from collections.abc import Callable

from rosters.fields.dates import read_birth_date
from rosters.fields.values import BadValue, read_code, read_name, read_sex, read_text
from rosters.files.sheets import Cell, Sheet
from rosters.importing.recognise.class_names import class_alone
from rosters.importing.recognise.columns import Table, class_hint_of
from rosters.names import clean_text, fold

# With their accents: Hồ is a family name, Họ begins a header.
FAMILY_NAMES = frozenset(
    [
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lý",
        "đào",
        "đoàn",
        "đinh",
        "lâm",
        "mai",
        "trịnh",
        "trương",
        "hà",
        "cao",
        "châu",
        "chau",
        "néang",
        "neang",
        "neáng",
        "danh",
        "thạch",
        "sơn",
        "kim",
        "tô",
        "tống",
        "tạ",
        "tăng",
        "thái",
        "tôn",
        "từ",
        "ứng",
        "vi",
        "vương",
        "lương",
        "lưu",
        "lục",
        "la",
        "mạc",
        "nghiêm",
        "ninh",
        "nông",
        "ong",
        "phùng",
        "phó",
        "quách",
        "quang",
        "sầm",
        "siu",
        "thân",
        "thi",
        "tiêu",
        "triệu",
        "viên",
        "đàm",
        "đậu",
        "điểu",
        "bế",
        "bạch",
        "bồ",
        "cù",
        "chu",
        "chung",
        "giang",
        "giáp",
        "hứa",
        "hàng",
        "khổng",
        "khưu",
        "kha",
        "kiều",
        "lại",
        "liêu",
        "lò",
        "lữ",
        "mohamad",
        "mouhamad",
        "muhamad",
        "mohammad",
        "saleh",
        "ro",
        "y",
        "h",
        "k",
        "a",
        "rơ",
        "ksor",
        "kpă",
        "nay",
        "niê",
        "hồng",
        "âu",
        "ấu",
    ]
)
_ROWS_LOOKED_AT = 40
_MOST_COLUMNS = 20
MOST_TITLES = 6
_WORDS = re.compile(r"[^\W\d_]+")


def is_persons_name(text: str) -> bool:
    """Whether a text is, by its first word, somebody's name: Nguyễn Thị Hoa, and not Họ và tên."""
    words = _WORDS.findall(clean_text(text).casefold())
    return 2 <= len(words) <= 6 and words[0] in FAMILY_NAMES and words[:2] != ["danh", "sách"] and _reads(read_name, text)


def table_without_header(sheet: Sheet) -> Table | None:
    """The roster of a sheet whose first row with a text is a person already; None when no column holds people's names."""
    first_row = next((number for number, row in enumerate(sheet.rows) if any(cell not in (None, "") for cell in row)), None)
    if first_row is None:
        return None
    titles: list[str] = []
    # A title or two may stand above.
    while first_row < len(sheet.rows) and not _has_a_name(sheet.rows[first_row]):
        filled = [clean_text(str(cell)) for cell in sheet.rows[first_row] if cell not in (None, "")]
        if len(filled) > 1 or len(titles) == MOST_TITLES:
            # A header whose words are not known: it is told by hand.
            return None
        titles += filled
        first_row += 1
    rows = sheet.rows[first_row : first_row + _ROWS_LOOKED_AT]
    width = min(max(map(len, rows), default=0), _MOST_COLUMNS)
    columns: dict[str, int] = {}
    for place in range(width):
        cells = [row[place] for row in rows if place < len(row) and row[place] not in (None, "")]
        if cells and (name := _field_by_values(cells)) and name not in columns:
            columns[name] = place
    if "full_name" not in columns:
        return None
    return Table(-1, first_row, columns, {}, class_hint=class_hint_of(titles, sheet.name), titles=titles)


PEOPLE_IN_A_LIST = 2
# As 1/2/2010.
SHORTEST_DATE = 8
_TITLED = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[ '’.-]+[^\W\d_]+){1,5}")


def lists_people(sheet: Sheet) -> bool:
    """Whether some rows of a sheet hold people's names, whatever its head is called: known ones, or others beside a birth date."""
    rows = sheet.rows[:_ROWS_LOOKED_AT]
    if re.match("thong ke|tong hop", fold(sheet.name)):
        # Figures of classes, with those who look after them.
        return any(map(_has_a_birth, rows))
    return sum(_has_a_name(row) or _has_a_birth(row) for row in rows) >= PEOPLE_IN_A_LIST or any(map(_has_a_birth, rows))


def _has_a_birth(row: list[Cell]) -> bool:
    """Whether a row holds a birth date and some words that begin with capitals."""
    today = dt.date.today()
    born = any(
        len(read_text(cell)) >= SHORTEST_DATE and _reads(lambda value: read_birth_date(value, today), cell) for cell in row
    )
    return born and any(isinstance(cell, str) and _TITLED.fullmatch(clean_text(cell)) for cell in row)


def _has_a_name(row: list[Cell]) -> bool:
    return any(isinstance(cell, str) and is_persons_name(cell) for cell in row)


def field_of_values(rows: list[list[Cell]], place: int) -> str:
    """The field that most values of a column of `rows` can be read as; empty for none, or where there are few."""
    cells = [row[place] for row in rows[:_ROWS_LOOKED_AT] if place < len(row) and row[place] not in (None, "")]
    return _field_by_values(cells) if len(cells) >= FEWEST_VALUES else ""


FEWEST_VALUES = 2


def _field_by_values(cells: list[Cell]) -> str:
    """The field that nine of ten values of a column can be read as."""
    today = dt.date.today()
    numbers = [int(cell) for cell in map(read_text, cells) if cell.isdecimal()]
    if len(numbers) == len(cells) and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] in (0, 1):
        return "ordinal"
    tests: list[tuple[str, Callable[[str | Cell], bool]]] = [
        ("full_name", lambda cell: isinstance(cell, str) and " " in cell.strip() and _reads(read_name, cell)),
        ("sex", lambda cell: not isinstance(cell, float) and _reads(read_sex, cell)),
        ("class_name", lambda cell: bool(class_alone(read_text(cell)))),
        ("birth_date", lambda cell: _reads(lambda value: read_birth_date(value, today), cell)),
        ("code", lambda cell: any(map(str.isdigit, read_text(cell))) and _reads(read_code, cell)),
    ]
    for name, test in tests:
        if 10 * sum(map(test, cells)) >= 9 * len(cells):
            return name
    return ""


def _reads(read: Callable[[Cell], object], cell: Cell) -> bool:
    try:
        return read(cell) is not None
    except BadValue:
        return False
