"""Names of classes and of people that are nearly the same. No database."""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from rosters.importing.plan.placing import unit_key
from rosters.names import clean_text, fold, name_key

# Letters and digits that are mistaken for each other.
_LOOK_ALIKE = str.maketrans("lioавсеорхт", "110abceopxt")
_BESIDE = re.compile(r"\([^)]*\)?|\[[^\]]*\]?|\s-\s.*$")
_TWO_CLASSES = re.compile(r"[,;]|\d[a-z]\d+/|^-")
_NO_CLASS = re.compile(r"^(?:chua|khong ro|khong biet|\?)")
_ODD_CLASS = re.compile(r"^\d{3,}$|^(?:1[3-9]|[2-9]\d)$|^[a-z]\d{1,2}$|^\d{1,2}$")


def look(name: str) -> str:
    """The name of a class as it looks: 10A1 for 10Al, `10A1.`, 10A01, `10A1 (2026-2027)` and `10A1 - GVCN Lan`."""
    # Full-width digits are digits, and Cyrillic letters look like ours.
    key = unit_key(_BESIDE.sub("", unicodedata.normalize("NFKC", name))).translate(_LOOK_ALIKE)
    key = re.sub(r"[^a-z0-9/]", "", key)
    return re.sub(r"([a-z])\1+", r"\1", re.sub(r"(?<=[a-z])0+(?=[1-9])", "", key))


def is_odd_class(name: str, *, of_school: bool = False) -> bool:
    """Whether no class is named like that: 60 (of 6E1), 700, A1 without its grade, a bare 10, `?`, `10A1, CLB Toán`.

    A class of a school begins with its grade, and no class is called `An Giang` or `Chuyển trường`; a chapter may be.
    """
    key = unit_key(name)
    if of_school and grade_in(name) is None:
        return True
    return bool(_ODD_CLASS.match(key) or _TWO_CLASSES.search(key) or _NO_CLASS.search(fold(name))) or not any(
        map(str.isalnum, key)
    )


def is_near(one: str, other: str) -> bool:
    """Whether two names differ by one letter, one sign, a space or an accent."""
    first, second = name_key(one).replace(" ", ""), name_key(other).replace(" ", "")
    # Tám and Tâm differ in two marks and in one letter as it is typed.
    return first == second or within_one_edit(first, second) or within_one_edit(_typed(one), _typed(other))


def _typed(name: str) -> str:
    return clean_text(name).casefold().replace(" ", "")


def may_be_one(one: str, other: str) -> bool:
    """Whether two names of people born on one day may be one: the same words in another order, or of one family with a given
    name that differs by a letter at most (Lê Hân and Lê Ngọc Hân, Đổ Hồng Vi and Đỗ Hồng Vy)."""
    first, second = fold(one).replace(".", "").split(" "), fold(other).replace(".", "").split(" ")
    return sorted(first) == sorted(second) or (first[0] == second[0] and within_one_edit(first[-1], second[-1]))


def within_one_edit(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two that changed places, makes one text of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if one[start:] == other[start + 1 :] or one[start + 1 :] == other[start + 1 :]:
        return True
    return (
        len(one) == len(other)
        and one[start : start + 2] == other[start : start + 2][::-1]
        and one[start + 2 :] == other[start + 2 :]
    )


def are_near_days(one: dt.date, other: dt.date) -> bool:
    """Whether two birth dates differ by a slip: a digit, a year, a day, two digits or day and month in each other's place."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month) or abs((one - other).days) <= 1:
        return True
    if (one.month, one.day) == (other.month, other.day) and abs(one.year - other.year) == 1:
        return True
    first, second = one.strftime("%d%m%Y"), other.strftime("%d%m%Y")
    return within_one_edit(first, second)


@lru_cache(maxsize=50_000)
def grade_in(name: str) -> int | None:
    """The grade in the name of a class, 1 to 12: 10 for 10A1 and for 10/2."""
    found = re.match(r"^(1[0-2]|[1-9])(?:[a-z/.]|$)", unit_key(name))
    return int(found.group(1)) if found else None


def fits_grade(born: dt.date, grade: int, today: dt.date) -> bool:
    """Whether somebody born that day may be in that grade: grade 1 at six, a year younger or three older at most."""
    began = today.year if today.month >= 7 else today.year - 1
    return -1 <= began - born.year - (grade + 5) <= 3
