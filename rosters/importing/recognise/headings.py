"""Which field a heading names, however it is written. No database, no Django."""

import re
from collections.abc import Mapping
from functools import lru_cache

from rosters.fields.roster_fields import FIELD_OF_SPELLING
from rosters.files.sheets import Cell
from rosters.names import clean_text, fold

# Words that say whose name, class or code it is, and nothing more.
_WHOSE = re.compile(
    r" (?:cua )?(?:hoc sinh|hs|doan vien|dv|sinh vien|sv|hoc vien|thanh vien|thi sinh|nguoi hoc|em|cac em|tre|chau|be)$"
)
# The year of a class is not its name: Lớp 2026-2027, Lớp năm học 2026-2027.
_YEAR = re.compile(r"(?: nam hoc)? (?:20)?\d\d ?[-–/] ?(?:20)?\d\d$")
# Written with or without signs and spaces between, a heading is the same: `Ngày.sinh`, `N/T/N sinh`.
_SIGNS = re.compile(r"[^a-z0-9]+")
# The keys that Kolibri writes behind its headings, whatever language these are in.
_KEY = re.compile(r"\(([A-Z]{2,}(?:_[A-Z]+)*)\)$")
# Two languages in one header: Họ và tên / Full name.
_LANGUAGES = re.compile(r"\s*[/|\n–]\s*|\s+-\s+")


def header_key(cell: Cell) -> str:
    """A header ready to be looked up: folded, without (*), what stands in brackets, line breaks and end marks."""
    return _key_of(str(cell)) if cell else ""


@lru_cache(maxsize=10_000)
def _key_of(header: str) -> str:
    text = fold(clean_text(header))
    without = re.sub(r"\([^)]*\)?|\*", " ", text)
    return clean_text(without if without.strip() else text).strip(" :.")


def field_of(cell: Cell, own: Mapping[str, str]) -> str:
    """The field that a header names, or an empty text. `own` are the organizer's spellings and go first."""
    key = header_key(cell)
    if key in own:
        return own[key]
    return _field_of_key(key) or _field_in_two_languages(str(cell or "").strip())


_FIELD_OF_LETTERS = {
    _SIGNS.sub("", spelling): name for spelling, name in FIELD_OF_SPELLING.items() if len(_SIGNS.sub("", spelling)) > 3
}
# Behind a heading, the name of the program it is from.
_PROGRAM = re.compile(r" (?:smas|vnedu|moet|csdl|tnh)$")


@lru_cache(maxsize=10_000)
def _field_of_key(key: str) -> str:
    if found := FIELD_OF_SPELLING.get(key):
        return found
    plain = _WHOSE.sub("", _YEAR.sub("", _PROGRAM.sub("", key)))
    return FIELD_OF_SPELLING.get(plain) or _FIELD_OF_LETTERS.get(_SIGNS.sub("", plain), "")


@lru_cache(maxsize=10_000)
def _field_in_two_languages(header: str) -> str:
    """The field of a header that says it twice: `Họ và tên / Full name`, `Ngày sinh Date of birth`, `… (FULL_NAME)`."""
    if len(header) > 80:
        return ""
    if (key := _KEY.search(header)) and (found := FIELD_OF_SPELLING.get(key[1].lower(), "")):
        return found
    parts = [found for part in _LANGUAGES.split(header) if (found := _field_of_key(header_key(part)))]
    if len(set(parts)) == 1 and len(parts) > 1:
        return parts[0]
    words = header_key(header).split(" ")
    for cut in range(len(words) - 1, 0, -1):
        first, second = _field_of_key(" ".join(words[:cut])), _field_of_key(" ".join(words[cut:]))
        if first and first == second:
            return first
    return ""
