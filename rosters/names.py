"""Vietnamese names and codes as values: cleaned, folded for comparing, and keyed for sorting."""

import re
import unicodedata
from functools import lru_cache

# The order of letters and tones in Vietnamese dictionaries and class lists.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang, huyền, hỏi, ngã, sắc, nặng
LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn belong to the letter

# What nobody sees: control characters, a soft hyphen, spaces and joiners without width, marks of direction, selectors of variants.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"\s+")
# Between two letters they all stand for one sign: H'Lăng and H’Lăng are one name. Not in text that was decoded twice (CÃ´ng).
# A space may follow where one letter stands before it: H’ Lăng, Y’ Bham.
_APOSTROPHE = re.compile(
    r"(?<=[^\W\d_ÃÂÄÅÆªº])[\u2018\u2019\u02bc\u2032`\u00b4](?=[^\W\d_])|(?<=\b[A-Za-z])[\u2018\u2019\u02bc\u2032`\u00b4](?= [^\W\d_])"
)
# A run of letters with their marks: what begins with a capital in a name.
_LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
# Names are made of few different words: a province's roster has some thousand. Each is worked out once.
_remembered = lru_cache(maxsize=50_000)


def clean_text(value: str) -> str:
    """`value` as a person sees it: in NFC, without invisible signs, with runs of white space made one space, none at its ends."""
    if value.isascii() and value.isprintable() and "  " not in value and "`" not in value:
        return value.strip(" ")
    # A cell is looked at many times while its row is read.
    return _cleaned_lately(value) if len(value) < LONGEST_REMEMBERED else _cleaned(value)


def _cleaned(value: str) -> str:
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", value))).strip()
    return _APOSTROPHE.sub("'", text)


LONGEST_REMEMBERED = 200
_cleaned_lately = lru_cache(maxsize=2_000)(_cleaned)


def clean_name(value: str) -> str:
    """A person's name ready to store: clean text, without commas at its end, capitals as in a name.

    NGUYỄN THỊ HOA, nguyễn thị hoa and NGUYỄN Thị hoa become Nguyễn Thị Hoa, SIU H'LĂNG Siu H'Lăng; McAn is kept.
    """
    return in_capitals_of_a_name(clean_text(value).strip(" ,;.-–'"))


def in_capitals_of_a_name(name: str) -> str:
    """A clean name with a capital at the beginning of each run of letters that is all capitals, or all small letters."""
    if any(word.islower() or (len(word) > 1 and word.isupper()) for word in name.split(" ")):
        whole = name.isupper() or name.islower()
        name = _LETTERS.sub(lambda run: _capital_first(run[0], whole), name)
    return name


# They stand between the names of a son and a father, or belong to foreign names, and stay small.
_SMALL_WORDS = frozenset(["bin", "binti", "al", "el", "de", "da", "di", "von", "der"])


def _capital_first(word: str, whole: bool) -> str:
    if not whole and (word in _SMALL_WORDS or not (word.islower() or word.isupper())):
        return word
    return word[:1].upper() + word[1:].lower()


# A form of address before a name, and a remark behind it: in brackets, after a dash that stands by itself, or a star.
_ADDRESS = re.compile(
    r"^(?:đ\s?[/.]\s?c|đc)(?:[.:]\s*|\s+)|^đồng chí:?\s+(?=\S+\s+\S)|^(?:em|anh|chị|bạn|hs):\s*|^(?:em|hs)\s+(?=\S+\s+\S)|^\d{1,3}[.)]\s*(?=\D)",
    re.IGNORECASE,
)
# Behind a name of capitals and small letters, words in small ones alone, and letters that stand for an office: … lớp phó, … GVCN.
_WORDS_BEHIND = re.compile(
    r"(?<=\S\s)\S+(\s+(?:nghỉ(?: học| luôn)?|bỏ học|thôi(?: học)?|chuyển(?: trường| lớp| đi)?|bảo lưu|(?:lớp|bí|tổ|phó|thủ|đội) (?:trưởng|phó|thư|bí thư|quỹ)"
    r"(?: \S+)?|mới vào|GVCN|LT|LP|LPHT|LPLĐ|LPVTM|BT|PBT|CT|UVBCH))$"
)
# The same of a name in capitals or small letters alone: no name ends so.
_WORDS_BEHIND_ANY = re.compile(
    r"(?<=\S\s)\S+(\s+(?:nghỉ (?:học|luôn)|bỏ học|thôi học|chuyển (?:trường|lớp|đi)|(?:lớp|bí|tổ|đội) (?:trưởng|phó|thư)|gvcn))$",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s+(?:tức|tên gọi khác|tên khác|còn gọi là)\s.*$|(?<=[^\W\d_])\s+tự\s+\S+$|\s*[*#]+$|\s*[(\[][^()\[\]]*[)\]]\s*$|\s+[-–—]\s+[^-–—]*$|\s+[-–—]$"
)


# Nothing longer is a name with a remark; expressions that look from each sign to the end would take the square of the length.
LONGEST_WITH_REMARK = 400


def name_and_remark(value: str) -> tuple[str, str]:
    """A name as it stands in a list, and what was written beside it: ("Lê Thị Hoa", "lớp trưởng") for `Đ/c Lê Thị Hoa (lớp trưởng)`.

    Of a form of address alone nothing is told: the remark is empty.
    """
    name = _ADDRESS.sub("", clean_text(value))
    if len(name) > LONGEST_WITH_REMARK:
        return name, ""
    remarks: list[str] = []
    behind = _WORDS_BEHIND_ANY if name.islower() or name.isupper() else _WORDS_BEHIND
    if word := behind.search(name):
        remarks.insert(0, word[1].strip())
        name = name[: word.start(1)]
    while (found := _REMARK.search(name)) and found.start() > 0:
        remarks.insert(0, found[0].strip(" ()[]-–—"))
        name = name[: found.start()].rstrip()
    return name, ", ".join(remark for remark in remarks if remark)


def fold(value: str) -> str:
    """`value` without letter case, accents and the stroke of đ, for searching and comparing.

    hòa and hoà fold to one text, because both lose their tone.
    """
    return _folded_lately(value) if len(value) < LONGEST_REMEMBERED else _folded(value)


def _folded(value: str) -> str:
    return " ".join([_fold_word(word) for word in clean_text(value).split(" ")])


_folded_lately = lru_cache(maxsize=2_000)(_folded)


@_remembered
def _fold_word(word: str) -> str:
    plain = word.casefold().replace("đ", "d")
    return "".join(mark for mark in unicodedata.normalize("NFD", plain) if not unicodedata.combining(mark))


def name_key(value: str) -> str:
    """`value` for telling whether two names are one: accents count, letter case and the place of a tone do not.

    Tú and Tư differ, Anh and Ánh differ; hòa and hoà are one.
    """
    return " ".join([_key_of_word(word) for word in clean_text(value).split(" ")])


@_remembered
def _key_of_word(word: str) -> str:
    marks = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(sorted(mark for mark in marks if mark in TONES[1:]))
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES[1:])) + tones


def split_name(full_name: str) -> tuple[str, str]:
    """The name in two: everything before the given name, and the given name (the last word)."""
    before, _, given = clean_text(full_name).rpartition(" ")
    return before, given


def initials(full_name: str) -> str:
    """The first letters of the last middle name and the given name: NA for Trần Ngọc Ánh."""
    words = clean_text(full_name).split(" ")[-2:]
    return "".join(fold(word)[:1].upper() for word in words)


def sort_key(full_name: str) -> str:
    """A text that sorts as class lists do: by given name, then by family and middle names.

    Letters follow the Vietnamese alphabet; words that differ only in tone follow the tones' order.
    Only ASCII comes out, so that every database sorts it alike.
    """
    before, given = split_name(full_name)
    return " ".join([_word_key(word) for word in [given, *before.split(" ")] if word])


@_remembered
def _word_key(word: str) -> str:
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", word).lower():
        marks = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(m for m in marks if m not in TONES[1:]))
        tone = next((TONES.index(m) for m in marks if m in TONES[1:]), 0)
        place = ALPHABET.find(base)
        # Two digits a letter: 10 upwards for the alphabet, 99 for what is not in it.
        letters.append(f"{place + 10:02d}" if place >= 0 else "99")
        tones.append(str(tone))
    return "".join(letters) + "." + "".join(tones)


def natural_key(name: str) -> list[tuple[int, str]]:
    """For sorting names of classes and chapters as people do: 10A2 before 10A10, 6A1 before 10A1."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", fold(name)) if part]
