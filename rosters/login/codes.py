"""Login codes: eight letters and digits printed on a card.

A code is derived from a random nonce of the member and LOGIN_CODE_KEY by HMAC-SHA256, so that it is
never stored, a copy of the database reveals no code, and a card can be printed again at any time.
See docs/decisions/0002-derived-login-codes.md.
"""

import hashlib
import hmac
import itertools
import re
import unicodedata

from rosters.login.keyboards import Skeleton, shown_for, skeleton_of
from rosters.nonces import PLAIN_SIGN

# Without letters and digits that look alike in print (0 O, 1 I L, U V): of cards whose nonce has no sign before it.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
# Of newer cards: without the letters that Telex and VNI turn into others, too. Without a vowel no tone can be put anywhere.
PLAIN_ALPHABET = "23456789BCFGHJKMNPQRSTXZ"
LENGTH = 8
# Longer is nobody's code.
LONGEST_TYPED = 2 * LENGTH

# Taken for each other by whoever reads a card; a code is compared as if they were one.
LOOK_ALIKES = {"5": "S", "8": "B", "2": "Z", "6": "G", "S": "5", "B": "8", "Z": "2", "G": "6"}
_LOOK_ALIKE = str.maketrans("5826", "SBZG")


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


def codes_match(typed: str, code: str) -> bool:
    """Whether `typed` is `code`, in a time that does not tell how much of it was right.

    Forgiven is what a Vietnamese keyboard makes of the right keys, and a digit taken for the letter that looks like it.
    """
    given = _comparable(skeleton_of(normalise_code(typed)[:LONGEST_TYPED]))
    matches = [hmac.compare_digest(_comparable(shown), given) for shown in shown_for(code)]
    return any(matches)


def _comparable(skeleton: Skeleton) -> bytes:
    letters, tones = skeleton
    return f"{letters.translate(_LOOK_ALIKE)} {tones}".encode()


# Hyphens and dashes of all kinds, as telephones and Word write them, and what people put instead.
_BETWEEN = re.compile("[-\u2010-\u2015\u2212\u00ad._]")


def member_codes(typed: str) -> list[str]:
    """The member codes that may be meant by `typed`: spaces are forgiven, hyphens and dots too, and O for 0.

    The one as it stands comes first.
    """
    text = "".join(unicodedata.normalize("NFKC", typed.replace("\x00", "")).upper().split())
    forms = dict.fromkeys([text, _BETWEEN.sub("-", text), _BETWEEN.sub("", text)])
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
