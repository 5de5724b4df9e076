"""A text with gaps in braces: `Mã OTP có {6|sáu} chữ số.` No database."""

import html
import re
from dataclasses import dataclass

from rosters.names import clean_text

_GAP = re.compile(r"(?<!\\)\{([^{}]{1,1000})(?<!\\)\}")
_BETWEEN = re.compile(r"(?<!\\)\|")
MOST_GAPS = 12


@dataclass(frozen=True)
class MarkedText:
    """`pieces` are the formatted text around the gaps, one more than `gaps`; a gap has its alternatives, without markup."""

    pieces: list[str]
    gaps: list[list[str]]


def read_marked(source: str) -> MarkedText:
    """The gaps of formatted text. A brace or a bar after a backslash is one like any other sign."""
    parts = _GAP.split(source)
    gaps = [[_plainly(each) for each in _BETWEEN.split(inside)] for inside in parts[1::2]]
    return MarkedText([_without_backslash(piece) for piece in parts[::2]], gaps)


def _plainly(alternative: str) -> str:
    return clean_text(_without_backslash(html.unescape(alternative)))


def _without_backslash(text: str) -> str:
    return re.sub(r"\\([{}|*\\])", r"\1", text)


def has_markup_in_a_gap(source: str) -> bool:
    return any("<" in inside for inside in _GAP.findall(source))


def has_lost_brace(source: str) -> bool:
    """Whether a brace stands without its other one, or with nothing between."""
    return bool(re.search(r"(?<!\\)[{}]", _GAP.sub("", source)))


def has_brace_in_a_tag(source: str) -> bool:
    """Whether a brace stands in the description of a picture, where there can be no gap."""
    return bool(re.search(r"<[^<>]*[{}][^<>]*>", source))
