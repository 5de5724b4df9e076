"""Names that nobody is called: letters were lost, typed for an old font, or with the keyboard switched off. No database, no Django."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rosters.files import encodings
from rosters.names import fold

_VOWEL = re.compile("[aeiouy]")
_LETTERS = re.compile(r"[^\W\d_]+")
# What Telex makes of two keys, the longest first.
_TELEX = (("uow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("dd", "đ"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_TELEX_TONE = re.compile(r"(?<=[aeiouyw])[sfrxj](?=(?:ch|ng|nh|[cmnpt])?$)|(?<=[^\W\d_]{2})[sfrxj]$")
_TWO_KEYS = re.compile("aa|ee|oo|dd|[aou]w")
# A small letter and then a capital: two words without a space. Not McDonald.
_RUN_TOGETHER = re.compile(r"^(?!Mc|Mac|De|La|Le|O)[^\W\d_]*[^\W\d_A-Z][A-ZĐÁÀẢÃẠĂÂÉÈÊÍÌÓÒÔƠÚÙƯÝ][^\W\d_]*[a-zà-ỹ]")


def is_odd_name(name: str) -> bool:
    """Whether a name is no name as it stands: `Nguyn Th Bch`, `Nguyeenx Thij`, `Leâ Minh`, `TrầnQuốc Thắng`."""
    words = name.split(" ")
    if any(map(_is_odd, words)):
        return True
    # Where one word has its accents, the keyboard was on.
    telex = [word for word in words if _is_telex(word)] if name.isascii() and any(map(_may_be_telex, words)) else []
    return len(telex) > 1 or any(_TWO_KEYS.search(word.lower()) for word in telex) or _is_of_old_font(name, words)


@lru_cache(maxsize=50_000)
def _is_odd(word: str) -> bool:
    """Whether the vowels of a word are lost, or two words stand as one."""
    if _RUN_TOGETHER.match(word) and not encodings.is_syllable(word):
        return True
    letters = "".join(_LETTERS.findall(word))
    if not letters or _VOWEL.search(fold(letters)):
        return False
    # H, K and Y begin names of the highlands; one letter with a full stop is short for a word.
    return "." not in word and "'" not in word and (len(letters) > 1 or letters.islower())


def _may_be_telex(word: str) -> bool:
    return word.isascii() and not encodings.is_syllable(word)


@lru_cache(maxsize=50_000)
def _is_telex(word: str) -> bool:
    """Whether a word becomes a syllable when its keys are taken as Telex takes them, and is none as it stands."""
    if not _may_be_telex(word):
        return False
    plain = word.lower()
    tones = list(_TELEX_TONE.finditer(plain))
    if tones:
        plain = plain[: tones[-1].start()] + plain[tones[-1].end() :]
    typed = plain
    for keys, letter in _TELEX:
        plain = plain.replace(keys, letter)
    return (bool(tones) or plain != typed) and encodings.is_syllable(plain)


def _is_of_old_font(name: str, words: list[str]) -> bool:
    """Whether a name was typed for VNI or TCVN3, or in Windows-1258: its words become syllables only when they are read so."""
    accented = [word for word in words if not word.isascii()]
    if not accented or fold(name).startswith("neang ") or not encodings.may_be_legacy(name):
        return False
    if all(map(encodings.is_syllable, accented)):
        return False
    return any(all(map(encodings.is_syllable, convert(name).split(" "))) for convert in _CONVERTERS)


def _from_1258(text: str) -> str:
    try:
        return unicodedata.normalize("NFC", text.encode("cp1252").decode("cp1258"))
    except UnicodeError:
        return text


_CONVERTERS: tuple[Callable[[str], str], ...] = (encodings.from_vni, encodings.from_tcvn3, _from_1258)
