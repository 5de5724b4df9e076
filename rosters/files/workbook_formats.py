"""What the formats of an XLSX workbook make of its cells: struck through, without a day, with zeros in front, not shown.

No database, no Django.
"""

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree import ElementTree

from rosters.files.workbook_parts import local_name, root_of

# What a format writes as it stands, and names of languages and colours.
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
# `0000000000`: a number with zeros in front; `"HS"0000`: with a text, too.
_PADDED = re.compile(r'^(?:"([^"]*)"|((?:\\.)+))?(0+)(?:;.*)?$')
# Whose numbers may be codes.
FEWEST_ZEROS = 3
# `;;;`: nothing is shown.
_NOTHING = re.compile(r"^;;;?$")
# Built into Excel: mmm-yy.
_MONTH_AND_YEAR = "17"


@dataclass(frozen=True)
class CellFormats:
    """The numbers of the cell formats of each kind. `padded` maps the text in front of a number, and how many digits are shown
    at least, to the formats that show them."""

    struck: frozenset[int] = frozenset()
    dayless: frozenset[int] = frozenset()
    # White on no ground, or shown as nothing.
    invisible: frozenset[int] = frozenset()
    padded: dict[tuple[str, int], frozenset[int]] = field(default_factory=dict)


def formats_of(archive: zipfile.ZipFile) -> CellFormats:
    """The formats that `xl/styles.xml` of the archive defines."""
    parts = {local_name(part.tag): part for part in root_of(archive, "xl/styles.xml")}
    formats = [dict(each.attrib) for each in parts.get("cellXfs", ())]
    as_written = {each.get("numFmtId", ""): each.get("formatCode", "") for each in parts.get("numFmts", ())}
    codes = {number: _QUOTED.sub("", code.lower()) for number, code in as_written.items()}

    def with_codes(numbers: Iterable[str]) -> frozenset[int]:
        wanted = set(numbers)
        return frozenset(n for n, each in enumerate(formats) if each.get("numFmtId", "") in wanted)

    padded: dict[tuple[str, int], list[str]] = {}
    for number, code in as_written.items():
        if padding := _padding(code):
            padded.setdefault(padding, []).append(number)
    fonts = [any(is_struck(each) for each in font) for font in parts.get("fonts", ())]
    are_white = [any(map(_is_white, font)) for font in parts.get("fonts", ())]
    white = frozenset(
        n
        for n, each in enumerate(formats)
        if _font(each) < len(fonts) and are_white[_font(each)] and each.get("fillId", "0") == "0"
    )
    return CellFormats(
        struck=frozenset(n for n, each in enumerate(formats) if _font(each) < len(fonts) and fonts[_font(each)]),
        dayless=with_codes([_MONTH_AND_YEAR, *(number for number, code in codes.items() if "y" in code and "d" not in code)]),
        invisible=with_codes(number for number, code in codes.items() if _NOTHING.match(code)) | white,
        padded={padding: with_codes(numbers) for padding, numbers in padded.items()},
    )


def _is_white(part: ElementTree.Element) -> bool:
    return local_name(part.tag) == "color" and (part.get("rgb", "")[-6:].upper() == "FFFFFF" or part.get("theme") == "0")


def is_struck(part: ElementTree.Element) -> bool:
    """Whether a part of a font says that its text is struck through."""
    return local_name(part.tag) == "strike" and part.get("val", "1") in ("1", "true")


def _padding(code: str) -> tuple[str, int] | None:
    """The text in front of a number and its least digits, as a format shows them; None for a format that does neither."""
    found = _PADDED.match(code)
    if not found:
        return None
    front = found[1] or (found[2] or "").replace("\\", "")
    return (front, len(found[3])) if front.strip() or len(found[3]) >= FEWEST_ZEROS else None


def _font(cell_format: dict[str, str]) -> int:
    return int(cell_format.get("fontId", "0"))
