"""The columns of the XLSX template, and the words that its cells hold. No database."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from quizzes.formats.questions_of_files import Unreadable, number_of
from quizzes.kinds.number import readings
from rosters.names import fold

LETTERS = "ABCDEFGHIJKL"
CATEGORY, KIND, TEXT, ANSWER, MARKING, UNITS = "Danh mục", "Kiểu", "Câu hỏi", "Đáp án", "Cách chấm", "Đơn vị"
WHY, FEEDBACK, HINT, DIFFICULTY = "Giải thích", "Lời riêng", "Gợi ý", "Độ khó"
TAGS, SOURCE, CHECKED_ON = "Thẻ", "Nguồn", "Ngày kiểm tra"
COLUMNS = (
    CATEGORY, KIND, TEXT, *LETTERS, ANSWER, MARKING, UNITS, WHY, FEEDBACK, HINT, DIFFICULTY, TAGS, SOURCE, CHECKED_ON,
)  # fmt: skip
# As other sheets of teachers call them.
_ALSO = {
    "noi dung cau hoi": TEXT, "noi dung": TEXT, "cau hoi": TEXT, "dap an dung": ANSWER, "dap an": ANSWER, "tra loi": ANSWER,
    "giai thich": WHY, "loi giai": WHY, "kieu cau hoi": KIND, "loai cau hoi": KIND, "muc do": DIFFICULTY, "chu de": CATEGORY,
}  # fmt: skip
KINDS = {
    "single": "Chọn một", "multiple": "Chọn nhiều", "true_false": "Đúng hay sai", "matching": "Ghép đôi", "ordering": "Xếp thứ tự",
    "short_answer": "Trả lời ngắn", "number": "Điền số", "gaps": "Điền chỗ trống", "gap_lists": "Chọn từ trong câu",
}  # fmt: skip
_BY_WORD = {fold(word): name for name, word in KINDS.items()}
DIFFICULTIES = {1: "Dễ", 2: "Vừa", 3: "Khó"}
# In the column of marking, several of them parted by a semicolon.
WHOLE, BY_PART, BY_PERCENT = "đúng hết", "từng phần", "theo phần trăm"
KEEPS_CASE, KEEPS_ACCENTS, NOT_SHUFFLED = "phân biệt hoa thường", "phải đúng dấu", "không trộn"
MARKINGS = (WHOLE, BY_PART, BY_PERCENT, KEEPS_CASE, KEEPS_ACCENTS, NOT_SHUFFLED)
_LETTER = re.compile(
    r"\s*([A-La-l])\s*(?:[.)](?=\s|$))?\s*(?:[=:(]?\s*(-?\d+(?:[.,]\d+)?)\s*%\s*\)?)?\s*(?:[,;&+]|\bvà\b|$|(?=\s[A-L]\b))"
)
_TOLERANCE = re.compile(r"\s*(?:±|\+/?-)\s*")


def column_named(head: str) -> str:
    """The column that a cell of the head row names; "" for one that is none of ours."""
    word = " ".join(fold(head).split())
    own = {fold(column): column for column in COLUMNS} | _ALSO
    letter = re.fullmatch(r"(?:phuong an|dap an|lua chon|y)?\s*([a-l])", word)
    return own.get(word) or (letter[1].upper() if letter else "")


def kind_of_word(word: str) -> str:
    """The name of the kind that the column says; "" where it says nothing. Raises Unreadable."""
    said = " ".join(fold(word).split())
    found = _BY_WORD.get(said) or next((name for key, name in _BY_WORD.items() if said and said.startswith(key)), "")
    if said and not found:
        raise Unreadable("kind", f"không có kiểu “{word[:40]}”. Các kiểu: {', '.join(KINDS.values())}.")
    return found


def letters_of(text: str) -> dict[str, str | None]:
    """Letter -> per cent, of `A`, `A, C`, `A 50%; B -50%`; None where no per cent is said. Raises Unreadable."""
    found: dict[str, str | None] = {}
    place = 0
    while place < len(text.rstrip()):
        match = _LETTER.match(text, place)
        if not match or match.end() == place:
            raise Unreadable(
                "answer", f"đáp án “{text[:40]}” không đọc được. Ghi chữ cái như A, hoặc A, C; hoặc A 50%, B -50%."
            )
        if match[1].upper() in found:
            raise Unreadable("answer", f"đáp án “{text[:40]}” có chữ {match[1].upper()} hai lần.")
        found[match[1].upper()] = number_of(float(match[2].replace(",", "."))) if match[2] else None
        place = match.end()
    return found


def said_letters(percents: Mapping[str, str | None]) -> str:
    """What `letters_of` reads back."""
    return ", ".join(letter if percent is None else f"{letter} {percent}%" for letter, percent in percents.items())


def markings_of(text: str) -> set[str]:
    """The words of the column of marking. Raises Unreadable for one that it does not know."""
    known = {fold(word): word for word in MARKINGS}
    said = [part for part in re.split(r"[;,\n]", text) if part.strip()]
    for part in said:
        if fold(part).strip() not in known:
            raise Unreadable("marking", f"không có cách chấm “{part.strip()[:40]}”. Các cách: {'; '.join(MARKINGS)}.")
    return {known[fold(part).strip()] for part in said}


def difficulty_of(text: str) -> int | None:
    """1, 2 or 3; None where nothing is said. Raises Unreadable."""
    by_word = {fold(word): number for number, word in DIFFICULTIES.items()} | {"trung binh": 2, "1": 1, "2": 2, "3": 3}
    if not text.strip():
        return None
    if fold(text).strip() not in by_word:
        raise Unreadable("difficulty", f"độ khó “{text[:40]}” không đọc được. Ghi Dễ, Vừa hoặc Khó.")
    return by_word[fold(text).strip()]


def day_of(text: str) -> dt.date | None:
    """A day like 31/12/2026; None where nothing is said. Raises Unreadable."""
    if not text.strip():
        return None
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise Unreadable("day", f"ngày “{text[:40]}” không đọc được. Ghi như 31/12/2026.")


def number_of_cell(text: str) -> Decimal:
    """The number of a cell, as it is written in Vietnam. Raises Unreadable for none, and for one that may be two."""
    numbers, rest = readings(text)
    if not numbers or rest:
        raise Unreadable("number", f"“{text[:40]}” không phải là số.")
    if len(numbers) > 1:
        way = " hoặc ".join(sorted(format(number, "f") for number in numbers))
        raise Unreadable("number", f"“{text[:40]}” có thể là {way}. Ghi thêm số 0 sau dấu phẩy, hoặc bỏ dấu chấm ở hàng nghìn.")
    return numbers.pop()


def value_and_tolerance(text: str) -> tuple[Decimal, Decimal]:
    """Of `3 ± 0,5` and `3`."""
    value, *rest = _TOLERANCE.split(text, maxsplit=1)
    return number_of_cell(value), abs(number_of_cell(rest[0])) if rest else Decimal(0)


def said_number(number: str) -> str:
    """A number as `number_of_cell` reads it, in one way only."""
    whole, _point, rest = number.partition(".")
    # Three digits behind the sign could be thousands.
    return f"{whole},{rest}{'0' if len(rest) == 3 else ''}" if rest else whole


def said_by_letter(lines: Sequence[tuple[str, str]]) -> str:
    """The column of own feedback: a line for each that has one."""
    return "\n".join(f"{letter}: {' '.join(text.split())}" for letter, text in lines if text)


def feedback_by_letter(text: str, letters: Sequence[str]) -> dict[str, str]:
    """What `said_by_letter` wrote. Raises Unreadable for a line without one of `letters` before it."""
    known = {fold(letter): letter for letter in letters}
    found = {}
    for line in filter(str.strip, text.splitlines()):
        letter, colon, said = line.partition(":")
        if not colon or fold(letter).strip() not in known:
            text = f"lời riêng “{line[:40]}” cần bắt đầu bằng tên phương án và dấu hai chấm, như “{letters[0] if letters else 'A'}: …”."
            raise Unreadable("feedback", text)
        found[known[fold(letter).strip()]] = said.strip()
    return found
