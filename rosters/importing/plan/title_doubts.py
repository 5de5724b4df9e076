"""What the titles above a list say of its school year and of whose it is. No database."""

import datetime as dt
import re
from collections.abc import Iterable

from rosters.importing.plan.placing import upper_key
from rosters.importing.recognise.class_names import class_in_title
from rosters.importing.recognise.doubts import STOP, Doubts
from rosters.names import fold

_SCHOOL = re.compile(
    r"\b(?:thpt|thcs|tieu hoc|mam non|ptdtnt|gdtx|gdnn|cao dang|cd nghe|dai hoc|trung cap)\b|^(?:ten )?truong:? (?!hop\b|hoc\b|nam\b)\w+"
    r"|^(?:bch |ban chap hanh )?doan (?:truong|xa|phuong|dac khu|thi tran) \w+"
)
# As people write the kinds of schools in full.
_IN_FULL = (
    ("trung hoc pho thong", "thpt"), ("ptth", "thpt"), ("trung hoc co so", "thcs"), ("pho thong dan toc noi tru", "ptdtnt"), ("trung hoc", "th"),
    ("giao duc thuong xuyen", "gdtx"),
)  # fmt: skip
# `NĂM HỌC 2025-2026`, `NH 25-26`, and two years one after the other anywhere.
_SCHOOL_YEAR = re.compile(
    r"(?:nam hoc|\bnh|nien khoa|\bnk)\s*:?\s*(?:20)?(\d\d)\s?[-–—/]\s?(?:20)?(\d\d)\b|\b20(\d\d)\s?[-–—/]\s?20(\d\d)\b"
)
# Lists of the next school year are made from July on.
FIRST_MONTH = 7
# Where the name of a school ends in a title.
_AFTER_SCHOOL = re.compile(
    r"\s+(?:nam hoc|danh sach|lop|khoi|hoc ky|chi doan|xa|phuong|huyen|tinh)\b.*$|\s*[,;].*$|\s+[-–]\s+.*$"
)


def ask_about_year(doubts: Doubts, texts: Iterable[str], today: dt.date) -> None:
    """A title of a school year that is over: its classes have gone up since."""
    pairs = [tuple(int(year) for year in found if year) for text in texts for found in _SCHOOL_YEAR.findall(fold(text))]
    # A course of three years, a term of five, is no school year.
    named = {first + 2000 for first, second in pairs if second == first + 1}
    now = today.year if today.month >= FIRST_MONTH else today.year - 1
    if named and max(named) < now:
        choices = {"now": "Đúng là danh sách hiện nay", STOP: "Danh sách cũ, không nhập"}
        shown = f"{max(named)}-{max(named) + 1}"
        doubts.ask(
            "old_year",
            "Tiêu đề trong tệp ghi năm học {what}, đã qua. Lớp trong tệp có thể là lớp cũ.",
            choices,
            (),
            [shown],
        )


# Who signs below a list, or whose it says there that it is; and no list of those who get a copy.
_SIGNS_BELOW = re.compile(
    r"^(?:tm|kt|tl|q|p)?\.? ?(?:bch|ban chap hanh|ban thuong vu|btv|pho hieu truong|hieu truong|hieu pho|bi thu|truong (?:thpt|thcs|tieu hoc)|doan truong)\b"
    r"|\bdanh sach (?:nay )?(?:co|gom)\b|^(?:tong so|tong cong)\b"
)
# Enough of a name to be a school's: `THPT Óc Eo`, and no `THPT TNH` nor `THPT 10A1`.
_SCHOOL_OF_SHEET = re.compile(r"\b(?:thpt|thcs|tieu hoc)\s+[^\W\d_]{2,}\s+[^\W\d_]{2,}")


def ask_about_school(
    doubts: Doubts, titles: Iterable[str], own_names: Iterable[str], sheets: Iterable[str] = (), below: Iterable[str] = ()
) -> None:
    """A title, the name of a sheet or who signs `below` a list names a school, and none of those that the file is for."""
    own = [_key_of_body(name) for name in own_names if _SCHOOL.search(_in_short(name))]
    named = [title for title in titles if _SCHOOL.search(_in_short(title))]
    named += [sheet for sheet in sheets if _SCHOOL_OF_SHEET.search(_in_short(sheet))]
    named += [text for text in below if _SIGNS_BELOW.search(fold(text)) and _SCHOOL_OF_SHEET.search(_in_short(text))]
    plain = [_key_of_body(title) for title in named]
    if not own or not named or any(key in text for text in plain for key in own):
        return
    schools = [title[: len(_AFTER_SCHOOL.sub("", fold(title)))] for title in named]
    choices = {"here": "Đúng là danh sách của đơn vị này", STOP: "Nhầm tệp, không nhập"}
    doubts.ask("other_school", "Trong tệp ghi {what}, không phải đơn vị bạn đang nhập.", choices, (), schools)


_CLASS_NAMED = re.compile(r"\b(?:lop|chi doan)\s*:?\s*(\d\w* [^\W\d_][\w ]*)")


def ask_about_class(doubts: Doubts, titles: Iterable[str], own_name: str) -> None:
    """A title of a class whose name is no usual one, as `LỚP 10 CHUYÊN TOÁN`, over a list that is for another class."""
    named = [title for title in titles if _CLASS_NAMED.search(fold(title)) and not class_in_title(title)]
    if named and not any(fold(own_name).removeprefix("lop ") in fold(title) for title in named):
        choices = {"here": f"Đúng là danh sách của {own_name}", STOP: "Nhầm tệp, không nhập"}
        doubts.ask("other_class", "Tiêu đề trong tệp ghi {what}, không rõ là lớp bạn đang nhập.", choices, (), named)


def _in_short(title: str) -> str:
    """A title, folded, with the kind of a school in letters."""
    text = fold(title)
    for words, letters in _IN_FULL:
        text = text.replace(words, letters)
    return text


def _key_of_body(name: str) -> str:
    """The name of a school or a union for finding it in a title."""
    return re.sub(r"[^a-z0-9]", "", upper_key(_in_short(name)))
