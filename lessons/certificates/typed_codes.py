"""The codes of certificates that may be meant by what was typed. Which certificate it is, is not known yet."""

import itertools
import unicodedata
from collections.abc import Iterator

from rosters.login.codes import LOOK_ALIKES, normalise_code

# What was typed to put a mark on a letter, by Telex and by VNI. Hats are a second letter in Telex.
_TELEX = {"\u0301": "S", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J", "\u0306": "W", "\u031b": "W"}
_VNI = {
    "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5", "\u0302": "6", "\u031b": "7", "\u0306": "8",
}  # fmt: skip
# More marks than a code can have were typed by nobody.
MOST_MARKS = 3
# So many signs of a code may be looked up both ways: a thousand codes.
MOST_DOUBTFUL = 9


def codes_meant(typed: str, lengths: tuple[int, ...]) -> set[str]:
    """What was typed, as a Vietnamese keyboard may have changed it, with S for 5 and the like."""
    read = {code for length in lengths for code in readings(typed, length)}
    return {code for each in read for code in _with_look_alikes(each, lengths)}


def _with_look_alikes(code: str, lengths: tuple[int, ...]) -> list[str]:
    """The code, and with each sign that looks like another taken for that one too."""
    if len(code) not in lengths or sum(sign in LOOK_ALIKES for sign in code) > MOST_DOUBTFUL:
        return [code]
    return ["".join(signs) for signs in itertools.product(*((sign, LOOK_ALIKES.get(sign, sign)) for sign in code))]


def readings(typed: str, length: int) -> Iterator[str]:
    """The codes of `length` that may have been typed where a Vietnamese keyboard made `typed` of them.

    AS for Á, and ATS as well as AST for ÁT.
    Only what was typed is undone; a key for a mark may have been pressed at any place behind its letter.
    """
    plain = normalise_code(typed)
    yield plain
    if plain.isascii() or len(plain) > length:
        return
    for keys in (_TELEX, _VNI):
        letters, marks = _taken_apart(plain, keys)
        if len(marks) <= MOST_MARKS and len(letters) + len(marks) == length:
            yield from _put_together(letters, marks)


def _taken_apart(plain: str, keys: dict[str, str]) -> tuple[list[str], list[tuple[int, str]]]:
    """The letters without marks, and for each mark the number of letters up to its own and the key that put it there."""
    letters: list[str] = []
    marks: list[tuple[int, str]] = []
    for letter in plain:
        parts = unicodedata.normalize("NFD", letter)
        base, signs = parts[0], list(parts[1:])
        if letter == "Đ":
            base, signs = "D", ["D" if keys is _TELEX else "9"]
        elif letter == "Ư" and keys is _TELEX:
            # W alone makes it: there is no U in a code.
            base, signs = "W", []
        letters.append(base)
        for sign in signs:
            # Telex doubles a letter for its hat; other signs stand for themselves.
            marks.append((len(letters), keys.get(sign, base if sign == "\u0302" else sign)))
    return letters, marks


def _put_together(letters: list[str], marks: list[tuple[int, str]]) -> Iterator[str]:
    """Every order in which the keys of the marks may have been pressed, each behind its letter."""
    for order in itertools.permutations(marks):
        for places in itertools.product(*(range(after, len(letters) + 1) for after, _key in order)):
            code = list(letters)
            for place, (_after, key) in sorted(zip(places, order, strict=True), key=lambda each: -each[0]):
                code.insert(place, key)
            yield "".join(code)
