"""Whether what was typed into a practice screen is what was wanted: with the tolerance that real forms lack. No database."""

import re
from datetime import date

from lessons.practice.procedure import Field, FieldKind
from rosters.names import clean_text, fold

LONGEST = 200
_DATE = re.compile(r"(\d{1,2})\D+(\d{1,2})\D+(\d{4})|(\d{4})\D+(\d{1,2})\D+(\d{1,2})|(\d{2})(\d{2})(\d{4})")


def is_wanted(field: Field, typed: str) -> bool:
    """Whether `typed` is one of the values that `field` expects; without such values, whether it is anything at all.

    A tick that is not set is typed as "". Capitals, accents, spaces and signs between digits do not matter.
    """
    if field.kind == FieldKind.TICK:
        return not field.expected or (typed == "1") == ("1" in field.expected)
    if not typed.strip():
        return False
    given = comparable(field.kind, typed)
    return not field.expected or given in {comparable(field.kind, wanted) for wanted in field.expected}


def comparable(kind: FieldKind, text: str) -> str:
    """A value as it is compared: of a number and a code the letters and digits alone, of a date year, month and day."""
    clean = clean_text(text[:LONGEST])
    if kind in (FieldKind.NUMBER, FieldKind.CODE):
        return re.sub(r"[\W_]", "", fold(clean))
    if kind == FieldKind.DATE:
        return _day(clean) or fold(clean)
    return fold(clean)


def _day(text: str) -> str:
    """The day that is meant by 5/9/1960, 05-09-1960, 05091960 or 1960-09-05; empty for none."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return ""
    day, month, year, year2, month2, day2, day3, month3, year3 = (int(part) if part else 0 for part in found.groups())
    try:
        return date(year or year2 or year3, month or month2 or month3, day or day2 or day3).isoformat()
    except ValueError:
        return ""
