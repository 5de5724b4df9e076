"""The class or chapter that a title or the name of a sheet names. No database."""

import re
from dataclasses import dataclass

from rosters.names import fold

_GRADE = r"(?:1[0-2]|[1-9])"
# No letters of a class: a term (HK1), a room (P12), credits (TC3), what follows `10` in a sentence.
_NO_LETTERS = r"(?!(?:hk|ky|p|tc|tiet|nam|tuan|thang|buoi|hs|em|ban|mon|va|den|o|cua|theo)(?:\d|\b))"
# 10A1, 10 A1, 10 A 1, 10/A1, 10.A1, 10 CB1, 10TOAN2, 6/2: what may stand behind `lớp`.
_CLASS = (
    rf"{_GRADE}(?:[a-z]{{1,5}}\s?\d{{1,2}}|[a-z]{{1,5}}|[\s/.]{_NO_LETTERS}[a-z]\s?\d{{1,2}}"
    rf"|\s{_NO_LETTERS}[a-z](?=\s*(?:$|[-–,;:()]))|\s{_NO_LETTERS}[a-z]{{2,5}}\s?\d{{1,2}}|[/.]\d{{1,2}}|-[a-z]\d{{1,2}})"
)
_IN_TITLE = re.compile(rf"\b(?:lop|chi doan|chi doi)\s*:?\s*({_CLASS})(?![a-z0-9])")
_ALONE = re.compile(rf"^(?:lop |chi doan |chi doi )?({_CLASS})$")
# Anywhere in the name of a sheet: surely a class only with a letter, or after `lớp`.
_IN_SHEET_NAME = re.compile(
    rf"(?<![a-z0-9/])({_GRADE}(?:\s{_NO_LETTERS})?(?:[a-z]{{1,3}}\d{{1,2}}|[a-z]))(?![a-z0-9])|\blop\s?({_GRADE}[-_.]\d{{1,2}})(?![0-9])"
)


def classes_named(text: str) -> set[str]:
    """All that look like classes with a letter and a number in a text: 10A1 and 10A3 of `LỚP 10A1 ĐẾN LỚP 10A3`."""
    return {_written(each) for each in _SURE.findall(fold(text))}


# With a letter and a number behind the grade: no other word looks like that.
_SURE = re.compile(rf"(?<![a-z0-9/])({_GRADE}(?:\s{_NO_LETTERS})?[a-z]{{1,3}}\d{{1,2}})(?![a-z0-9])")


def class_in_title(text: str) -> str:
    """The class or chapter that a title names: 10A1 for `DANH SÁCH LỚP 10A1`; an empty text for none."""
    folded = fold(text)
    if found := _IN_TITLE.search(folded):
        name = _written(found.group(1))
        # `LỚP 10A1 VÀ 10A2` is neither.
        others = {_written(each) for each in _SURE.findall(folded)} if _AND.search(folded[found.end() :]) else set()
        return name if others <= {name} else ""
    named = {_written(each) for each in _SURE.findall(folded)} if folded.startswith(("danh sach", "ds ")) else set()
    return named.pop() if len(named) == 1 else ""


# What may stand behind the name of a class in its title.
_BESIDE_CLASS = re.compile(r"\s*[-–:(,]?\s*\b(?:gvcn|giao vien|si so|chu nhiem)\b.*$")
_AND = re.compile(r"^\s*(?:va|[,;+&/-]|den)\s*\d")


def leading_grade(name: str) -> str:
    """The grade that the name of a class begins with: 10 of 10A1; empty for none."""
    found = re.match(rf"({_GRADE})(?:[a-z/.-]|$)", fold(name).replace(" ", ""))
    return found[1] if found else ""


def class_alone(text: str) -> str:
    """The class, where the text says nothing else: 10A2 for `Lớp 10A2` and for `10 A2`."""
    found = _ALONE.match(_BESIDE_CLASS.sub("", fold(text)).strip(" .:-"))
    return _written(found.group(1)) if found else ""


def class_in_sheet_name(name: str) -> str:
    """The one class that the name of a sheet names: 10A1 for `DS 10A1`, `10A1 (42)` and `10A1-GVCN Lan`."""
    if alone := class_alone(name):
        return alone
    found = {
        _written(first or second.replace("-", "/").replace("_", "/")) for first, second in _IN_SHEET_NAME.findall(fold(name))
    }
    return found.pop() if len(found) == 1 else class_in_title(name)


def _written(name: str) -> str:
    plain = name.replace(" ", "").replace("-", "").upper()
    # 10/A3 and 10.A4 are 10A3 and 10A4; 6/2 stays.
    return re.sub(r"[/.](?=[A-Z])", "", plain)


@dataclass(frozen=True, slots=True)
class ClassHint:
    """The class of a whole sheet, from a title above the roster and from the sheet's name."""

    title: str = ""
    sheet: str = ""
    # Other classes that the titles name, too.
    others: tuple[str, ...] = ()

    @property
    def disagrees(self) -> bool:
        return bool(self.title and self.sheet and self.title != self.sheet)
