"""Text from before Unicode: Windows-1258, and the fonts of TCVN3 (.VnTime) and VNI (VNI-Times). No database, no Django.

A file says nowhere which of them it is in, so each is tried, and the one that makes the most Vietnamese syllables is
taken. The tables follow the published charts of TCVN 5712:1993 (VN3) and of VNI for Windows.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

TCVN3 = "TCVN3 (ABC)"
VNI = "VNI"
VIQR = "VIQR"
UNICODE = "Unicode"

# Byte, as Windows shows it in a western font -> letter. Capitals with a tone are small letters in a font of capitals.
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ®§¡¢£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĐĂÂÊÔƠƯ",
        strict=True,
    )
)
# VNI writes a letter, then a mark of its own: the tone, or the tone together with the hat or the breve.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
# Letters of one sign; ô and ö may be followed by a tone.
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_BEARERS = "aeiouyôö"

_INITIAL = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    "(?:uyê|uya|uyu|yêu|iêu|oai|oay|oeo|uây|uôi|ươi|ươu|oao|uêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|oo"
    "|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|yu|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(f"^{_INITIAL}{_NUCLEUS}(?:ng|nh|ch|[cmnpt])?$")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+|[\u00a0-\u00bf]")
_ODD = re.compile(r"[\u0080-\U0010ffff]")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether `word` is spelled as a Vietnamese syllable: an initial, a vowel with at most one tone, a final."""
    marks = unicodedata.normalize("NFD", word.casefold())
    if sum(mark in _TONES for mark in marks) > 1:
        return False
    return bool(_SYLLABLE.match(unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))))


def from_tcvn3(text: str) -> str:
    """Text typed for a TCVN3 font, as Unicode. A word whose other letters are capitals is one in capitals."""
    return "".join(_capital_like(part, "".join(_TCVN3.get(sign, sign) for sign in part)) for part in re.split(r"(\s+)", text))


def _capital_like(typed: str, word: str) -> str:
    letters = [sign for sign in typed if sign.isascii() and sign.isalpha()]
    return word.upper() if len(letters) > 1 and all(sign.isupper() for sign in letters) else word


def from_vni(text: str) -> str:
    """Text typed for a VNI font, as Unicode."""
    signs: list[str] = []
    for sign in text:
        low = sign.lower()
        before = signs[-1][:1].lower() if signs else ""
        if low in _VNI_MARKS and before and before in "aeouyơư" and len(unicodedata.normalize("NFD", signs[-1])) <= 2:
            signs[-1] = unicodedata.normalize("NFC", signs[-1] + _VNI_MARKS[low])
        elif low in _VNI_LETTERS:
            letter = _VNI_LETTERS[low]
            signs.append(letter.upper() if sign != low else letter)
        else:
            signs.append(sign)
    return unicodedata.normalize("NFC", "".join(signs))


# VIQR, of the time of seven bits: a hat, a breve, a horn, then the tone, each written behind its letter (RFC 1456).
_VIQR_MARKS = {
    "^": "\u0302",
    "(": "\u0306",
    "+": "\u031b",
    "'": "\u0301",
    "`": "\u0300",
    "?": "\u0309",
    "~": "\u0303",
    ".": "\u0323",
}
_VIQR_WORD = re.compile(r"[A-Za-z][A-Za-z^(+'`?~.]*")
_VIQR_LETTER = re.compile(r"[AEIOUYaeiouy][\^(+]?['`?~.]?|[Dd][Dd]")
_VIQR_SURE = re.compile(r"[AEOUaeou][\^(+]|[AEIOUYaeiouy][`?~](?![A-Za-z]*['])")


def from_viqr(text: str) -> str:
    """Text in VIQR, as Unicode: Nguye^~n Thi. Hoa becomes Nguyễn Thị Hoa. A word that makes no syllable stays."""

    def letter(found: re.Match[str]) -> str:
        signs = found[0]
        if signs.lower() == "dd":
            return "Đ" if signs[0] == "D" else "đ"
        return unicodedata.normalize("NFC", signs[0] + "".join(_VIQR_MARKS[mark] for mark in signs[1:]))

    def word(found: re.Match[str]) -> str:
        converted = _VIQR_LETTER.sub(letter, found[0])
        return converted if is_syllable(converted) else found[0]

    return _VIQR_WORD.sub(word, text)


def is_viqr(texts: Iterable[str]) -> bool:
    """Whether texts are in VIQR: two words and one in five of them have its hats, breves or horns, and become syllables."""
    words = [word for text in texts if text.isascii() for word in _VIQR_WORD.findall(text)]
    sure = [word for word in words if _VIQR_SURE.search(word) and is_syllable(from_viqr(word))]
    return len(sure) >= 2 and 5 * len(sure) >= len(words)


CONVERTERS = {TCVN3: from_tcvn3, VNI: from_vni, VIQR: from_viqr}


def may_be_legacy(text: str) -> bool:
    """Whether `text` has signs beyond ASCII, all of them such as a western font has: no ễ, no ư, no combining tone."""
    return not text.isascii() and all(ord(sign) <= 0xFF for sign in _ODD.findall(text))


def legacy_encoding(texts: Iterable[str]) -> str:
    """TCVN3, VNI or UNICODE: in which of them `texts`, seen together, have the most Vietnamese syllables.

    Where one text has letters that only Unicode has, all are in Unicode.
    """
    texts = [text for text in texts if not text.isascii()]
    doubtful = [text for text in texts if may_be_legacy(text)]
    if len(doubtful) < len(texts):
        # Letters that only Unicode has: whoever typed this list typed it in Unicode, its Khmer names too.
        return UNICODE
    scores = {UNICODE: _syllables(doubtful)}
    for name in (TCVN3, VNI):
        scores[name] = _syllables([CONVERTERS[name](text) for text in doubtful])
    # What reads as well as it stands stays as it stands.
    return max(scores, key=lambda name: (scores[name], name == UNICODE))


def _syllables(texts: list[str]) -> int:
    """Words with an accent that are syllables, less those that are not."""
    words = [word for text in texts for word in _WORD.findall(text) if not word.isascii()]
    right = sum(map(is_syllable, words))
    return right - (len(words) - right)


def decode(content: bytes) -> str | None:
    """The text of a file without any mark of its encoding; None when it is in none that is known."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            return _decoded(content, encoding)
    zeros = content[:2000].count(b"\0")
    if zeros > len(content[:2000]) // 8:
        # UTF-16 without its mark: every other byte of western letters is zero.
        return _decoded(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    text = _decoded(content, "utf-8")
    if text is not None:
        return text
    # Windows-1258 and the old fonts share their bytes; the syllables tell which it is.
    as_1258 = unicodedata.normalize("NFC", _decoded(content, "cp1258") or "")
    as_western = content.decode("latin-1")
    if not as_1258:
        return as_western
    lines = as_western.splitlines()[:300]
    encoding = legacy_encoding(lines)
    best_legacy = _syllables([CONVERTERS[encoding](line) for line in lines]) if encoding in CONVERTERS else -1
    return as_western if best_legacy > _syllables(as_1258.splitlines()[:300]) else as_1258


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
