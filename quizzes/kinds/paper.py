"""Questions on paper: letters for what is chosen, and what a teacher types of them into a sheet. No database."""

import re
import string
import unicodedata
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

LETTERS = string.ascii_uppercase
# For what is written by hand.
DOTS = "…" * 20
# What is between letters that are typed.
_BETWEEN = re.compile(r"[\s,;.\-–/→>]+")
_NUMBER = re.compile(r"\d+")
# For a part that was left open.
OPEN = "_?"


class BadAnswer(ValueError):
    """What was typed is no answer; the message says what is expected."""


def lettered(texts: Sequence[str]) -> list[str]:
    """`A. Một`, `B. Hai`."""
    return [f"{letter}. {text}" for letter, text in zip(LETTERS, texts, strict=False)]


def read_letters(text: str, number: int) -> list[int]:
    """The places, from 0, that letters of a typed answer stand for, of `number` letters: "a, C" are 0 and 2.

    Numbers before them, as in "1-B 2-A", are left out; a part left open, "_" or "?", is -1. Raises BadAnswer for anything else.
    """
    typed = _BETWEEN.sub("", unicodedata.normalize("NFC", text)).upper()
    letters = _NUMBER.sub("", typed)
    wrong = [letter for letter in letters if letter not in LETTERS[:number] and letter not in OPEN]
    if wrong or (typed and not letters):
        raise BadAnswer(
            _("“%(found)s” không phải là chữ cái của phương án; cần từ A đến %(last)s.")
            % {"found": wrong[0] if wrong else typed, "last": LETTERS[number - 1]}
        )
    return [LETTERS.find(letter) for letter in letters]


def one_letter_each(text: str, number: int, parts: int) -> list[int]:
    """The places that as many letters as there are `parts` stand for; -1 for a part left open. Raises BadAnswer for more or fewer."""
    places = read_letters(text, number)
    if len(places) != parts:
        raise BadAnswer(
            _("Có %(found)s chữ cái, cần đủ %(parts)s; chỗ bỏ trống ghi dấu _.") % {"found": len(places), "parts": parts}
        )
    return places


def has_picture(texts: Iterable[str]) -> bool:
    """Whether one of the formatted texts is, or has, a picture: on paper only those in the question itself are printed."""
    return any("<embed" in text for text in texts)
