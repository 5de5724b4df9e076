"""Rows of a list that are no person: titles, heads that come again, numbered columns, signatures. No database."""

import re
from collections.abc import Mapping

from rosters.files.sheets import Cell
from rosters.importing.recognise.class_names import class_alone, class_in_title
from rosters.importing.recognise.headings import field_of
from rosters.names import fold

# What stands below a roster, folded. Long ones may be followed by more; short ones stand alone, because
# they also begin names (Công, Tống, Bí).
FOOTER_BEGINNINGS = (
    "danh sach nay co", "danh sach co", "danh sach tren", "danh sach gom", "danh sach lap", "ds nay", "(danh sach", "trong do", "tong cong", "tong so", "nguoi lap", "hieu truong", "pho hieu truong", "giao vien chu nhiem",
    "bi thu doan", "bi thu chi doan", "an giang, ngay", "ky ten", "(ky", "tm.", "tm ", "tl.", "kt.", "xac nhan cua", "ban chap hanh",
    "nguoi kiem tra", "lap bieu", "nguoi lap bieu", "thu truong", "ngay lap", "luu y", "ghi chu:", "chu tich", "noi nhan", "tong hop",
)  # fmt: skip
# The rows of our own sample workbook, which some leave in.
EXAMPLE = "vi du, xoa dong nay"
# In the place of the number of a row that shows how to fill in the form, or that names the form teacher.
NO_NUMBERS = {"vd", "vi du", "mau", "dong mau", "gv", "gvcn", "*"}
FOOTER_WORDS = {"cong", "tong", "total", "tong:", "nam:", "nu:", "bi thu", "ghi chu", "gvcn", "si so", "pho bi thu", "thu ky"}
_DAY_OF_SIGNING = re.compile(r"^[^,]{2,40}, ngay .{0,6}thang .{0,6}nam")
_NUMBERED = re.compile(r"^[(\[]?(?:-?\d{1,2}|[a-z]|[ivx]{2,5}|\d{1,2}\s?=\s?[\d+\-*/() ]{1,12})[)\].]?$", re.IGNORECASE)
# `Danh sách này có 42 học sinh`, `Tổng cộng: 42`.
_NUMBER_SAID = re.compile(
    r"^(?:(?:danh sach|ds)(?: (?:nay|tren|lap|gom|co))+:?|danh sach:|tong cong|tong so|tong|total|si so|cong)(?!\D*\b(?:nu|nam|lop|to|trang|tiet|mon)\b)\D{0,30}?(\d{1,4})\b(?![/-]\d)"
)


# What may stand in the cells beside the name of a class.
_BESIDE_TITLE = re.compile(
    r"^(?:[ivx]{1,4}|\d{1,2})[.)]?$|^(?:gvcn|giao vien|si so|chu nhiem|lop|tong so)\b|^\d{1,2} (?:hs|hoc sinh|em)$"
)


def is_numbering(texts: list[str]) -> bool:
    """Whether the row only numbers the columns, as official forms do: (1) (2) (3), or A B 1 2."""
    filled = [text for text in texts if text]
    return len(filled) >= 3 and all(map(_NUMBERED.match, filled))


_NUMBER_IN_TITLE = re.compile(r"\bsi so\D{0,10}?(\d{1,3})\b(?!\D*\bnu\b)|^lop (?:nay )?co (\d{1,3}) (?:hoc sinh|hs|em)\b")


def title_class(texts: list[str]) -> str:
    """The class that a row between people names: `Lớp 10A2` beside `GVCN: …`, or a bare `10A2`; empty for none."""
    filled = [text for text in texts if text]
    # `Lớp:` in one cell and `10A2` in the next.
    if named := next(filter(None, map(class_in_title, [*filled, " ".join(filled[:4])])), ""):
        return named
    if len(filled) == 1:
        return class_alone(filled[0])
    alone = [name for text in filled if (name := class_alone(text))]
    beside = [text for text in filled if not class_alone(text) and not _BESIDE_TITLE.match(fold(text))]
    return alone[0] if len(alone) == 1 and not beside else ""


def is_header(cells: list[Cell], own: Mapping[str, str]) -> bool:
    """Whether the row names columns: at least two, that of names among them."""
    named = {field_of(cell, own) for cell in cells if isinstance(cell, str) and 0 < len(cell) <= 80}
    return len(named - {""}) >= 2 and bool(named & {"full_name", "family_name", "given_name"})


def sounds_like_footer(texts: list[str]) -> bool:
    """Whether one of the texts is what stands below a list: a sum, who made it, who signs."""
    folded = [fold(text) for text in texts if text]
    return any(
        text.startswith(FOOTER_BEGINNINGS) or text.strip(" :.") in FOOTER_WORDS or bool(_DAY_OF_SIGNING.match(text))
        for text in folded
    )


_NO_NAME = re.compile(
    r"^(?:giao vien|hieu truong|pho hieu|bi thu|nguoi lap|ban chap|thu truong|danh sach|chu tich|xac nhan|noi nhan|ket qua|phong giao|uy ban|so giao)"
)
# A group of a class, a page, a number, what forms print: no class of its own.
_BEGINS_A_CLASS = re.compile(
    r"^(?:(?:danh sach|ds)\b.*\b)?(?:lop|chi doan|khoi)\b|^(?:1[0-2]|[1-9])\s?[a-z]\w{0,9}(?:\s?\(\d+\D*\))?$"
)
_OF_NO_CLASS = re.compile(
    r"^(?:to|nhom|trang|page|ban|day|phan)\s?[\w/]{0,7}$|^(?:to|nhom) \w{1,3}\s?[(:-]|^(?:[ivx]+[.)-]\s*)?(?:hoc sinh |hs )?(?:nam|nu)\W*$|"
    r"^(?:[ivx]+[.)-]\s*)?(?:hoc sinh|hs|doan vien) (?:moi(?: chuyen den)?|chuyen den)\W*$|^[\W\d]*$|^(?:stt|tt|nam|nu|tiep theo|danh sach (?:nay|tren|chinh thuc))\b|^(?:het|end)$|^lop \w+ (?:tiep|\(tiep)"
)


def may_be_a_name(text: str) -> bool:
    """Whether a text looks like somebody's name: three words or more, each with a capital and small letters behind it."""
    words = text.split()
    looks = 3 <= len(words) <= 6 and all(word[:1].isupper() and word[1:].islower() and word.isalpha() for word in words)
    return looks and not _NO_NAME.match(fold(text))


def holds_a_person(text: str) -> bool:
    """Whether a text holds a birth date and letters of a name, as a row that was read with the wrong separators."""
    found = re.search(r"[^\W\d_]+ [^\W\d_]+.*\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b", text)
    return bool(found) and not fold(text).startswith(FOOTER_BEGINNINGS) and not re.search(r", ngay \d", fold(text))


def tells_a_number(texts: list[str]) -> bool:
    """Whether a row is `Danh sách này có 4 học sinh lớp 10A2`, which begins no class."""
    return any(fold(text).startswith(_SUMS) for text in texts)


_SUMS = ("danh sach nay", "danh sach tren", "danh sach co", "ds nay", "tong cong", "tong so", "cong:")


def begins_a_class(text: str) -> bool:
    """Whether a text begins as the title of a class or a list does, wherever in its row it stands."""
    return bool(_BEGINS_A_CLASS.search(fold(text)))


def may_be_a_title(texts: list[str]) -> bool:
    """Whether a row between people may begin another group: one or two texts, no footer, no page and no group of a class."""
    filled = [text for text in texts if text]
    if not 0 < len(filled) <= 2 or sounds_like_footer(texts) or number_said(texts) is not None:
        return False
    folded = fold(filled[0])
    return any(map(str.isalpha, folded)) and not _OF_NO_CLASS.search(folded)


_LEGEND = re.compile(
    r"^\W*\*|\(\*+\)|\bto (?:mau|vang|do|xanh|dam)|\bmau (?:vang|do|xanh|cam)|\bin (?:dam|nghieng)\b|\bdanh dau\b|\bgach\b"
)


def is_legend(text: str) -> bool:
    """Whether a text below a list says what a star, a colour or a mark in it means."""
    return bool(_LEGEND.search(fold(text)))


def number_said(texts: list[str]) -> int | None:
    """How many people the list says that it has."""
    for text in filter(None, texts):
        folded = fold(text).lstrip(" (–-").removeprefix("an dinh ")
        if found := _NUMBER_SAID.match(folded) or _NUMBER_IN_TITLE.search(folded):
            return int(next(filter(None, found.groups())))
    return None
