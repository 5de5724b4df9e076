"""Vietnamese names and codes as values: cleaned, folded for comparing, and keyed for sorting."""

import re
import unicodedata
from functools import lru_cache

# The order of letters and tones in Vietnamese dictionaries and class lists.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang, huyền, hỏi, ngã, sắc, nặng
LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn belong to the letter

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff]+")
# Names are made of few different words: a province's roster has some thousand. Each is worked out once.
_remembered = lru_cache(maxsize=50_000)


def clean_text(value: str) -> str:
    """`value` in NFC, with runs of any white space made one space, and without spaces at its ends."""
    if value.isprintable() and "  " not in value:
        # Nearly every cell: printable signs and single spaces, so only the form of the accents may differ.
        return unicodedata.normalize("NFC", value).strip(" ")
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _CONTROL.sub("", value))).strip()


def clean_name(value: str) -> str:
    """A person's name ready to store: clean text, without commas at its end, capitals as in a name.

    NGUYỄN THỊ HOA and nguyễn thị hoa become Nguyễn Thị Hoa; a name with mixed letter case is kept.
    """
    name = clean_text(value).strip(" ,;.")
    if name.isupper() or name.islower():
        name = " ".join(word[:1].upper() + word[1:].lower() for word in name.split(" "))
    return name


def fold(value: str) -> str:
    """`value` without letter case, accents and the stroke of đ, for searching and comparing.

    hòa and hoà fold to one text, because both lose their tone.
    """
    return " ".join([_fold_word(word) for word in clean_text(value).split(" ")])


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
