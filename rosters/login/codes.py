"""Login codes: eight letters and digits printed on a card.

A code is derived from a random nonce of the member and LOGIN_CODE_KEY by HMAC-SHA256, so that it is
never stored, a copy of the database reveals no code, and a card can be printed again at any time.
See docs/decisions/0002-derived-login-codes.md.
"""

import hashlib
import hmac
import itertools
import unicodedata
from collections.abc import Iterator

from rosters.nonces import PLAIN_SIGN

# Without letters and digits that look alike in print (0 O, 1 I L, U V): of cards whose nonce has no sign before it.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
# Of newer cards: without the letters that Telex and VNI turn into others, too. Without a vowel no tone can be put anywhere.
PLAIN_ALPHABET = "23456789BCFGHJKMNPQRSTXZ"
LENGTH = 8

# What was typed to put a mark on a letter, by Telex and by VNI. Hats are a second letter in Telex.
_TELEX = {"\u0301": "S", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J", "\u0306": "W", "\u031b": "W"}
_VNI = {
    "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5", "\u0302": "6", "\u031b": "7", "\u0306": "8",
}  # fmt: skip
# More marks than a code can have were typed by nobody.
MOST_MARKS = 3


def derive_code(nonce: str, member_code: str, key: str) -> str:
    """The login code of the member with `member_code` and `nonce` under `key`: LENGTH letters of the nonce's alphabet."""
    alphabet = PLAIN_ALPHABET if nonce.startswith(PLAIN_SIGN) else ALPHABET
    digest = hmac.new(key.encode(), f"{member_code}\n{nonce}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(alphabet))
        letters.append(alphabet[place])
    return "".join(letters)


def normalise_code(typed: str) -> str:
    """What a person typed, without spaces and hyphens and in capitals."""
    return "".join(letter for letter in unicodedata.normalize("NFC", typed).upper() if letter.isalnum())


def show_code(code: str) -> str:
    """The code as it is printed: two groups of four, which are easier to type."""
    return f"{code[:4]}-{code[4:]}"


def readings(typed: str, length: int = LENGTH) -> Iterator[str]:
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


def codes_match(typed: str, code: str) -> bool:
    """Whether `typed` is `code`, in a time that does not tell how much of it was right."""
    matches = [hmac.compare_digest(reading.encode(), code.encode()) for reading in readings(typed)]
    return any(matches)


def member_codes(typed: str) -> list[str]:
    """The member codes that may be meant by `typed`: spaces are forgiven, hyphens too, and O for 0.

    The one as it stands comes first.
    """
    text = "".join(typed.replace("\x00", "").upper().split())
    forms = dict.fromkeys([text, text.replace("-", "").replace("–", "")])
    found: dict[str, None] = {}
    for form in forms:
        places = [n for n, letter in enumerate(form) if letter in "0O"]
        choices = (
            itertools.product("0O", repeat=len(places))
            if len(places) <= 6
            else [tuple(form[n] for n in places), tuple("0" * len(places))]
        )
        found[form] = None
        for chosen in choices:
            letters = list(form)
            for place, letter in zip(places, chosen, strict=True):
                letters[place] = letter
            found["".join(letters)] = None
    return list(found)
