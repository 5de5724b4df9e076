"""Login codes: eight letters and digits printed on a card.

A code is derived from a random nonce of the member and LOGIN_CODE_KEY by HMAC-SHA256, so that it is
never stored, a copy of the database reveals no code, and a card can be printed again at any time.
See docs/decisions/0002-derived-login-codes.md.
"""

import hashlib
import hmac

# Without letters and digits that look alike in print (0 O, 1 I L, U V).
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
LENGTH = 8


def derive_code(nonce: str, member_code: str, key: str) -> str:
    """The login code of the member with `member_code` and `nonce` under `key`: LENGTH letters of ALPHABET."""
    digest = hmac.new(key.encode(), f"{member_code}\n{nonce}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def normalise_code(typed: str) -> str:
    """What a person typed, without spaces and hyphens and in capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def show_code(code: str) -> str:
    """The code as it is printed: two groups of four, which are easier to type."""
    return f"{code[:4]}-{code[4:]}"


def codes_match(typed: str, code: str) -> bool:
    """Whether `typed` is `code`, in a time that does not tell how much of it was right."""
    return hmac.compare_digest(normalise_code(typed).encode(), code.encode())
