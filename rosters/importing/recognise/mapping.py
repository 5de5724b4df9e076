"""What to offer when columns are told by hand: the first rows, the headers, and what each column looks like. No database."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from rosters.fields.dates import read_birth_date
from rosters.fields.values import BadValue, read_name, read_sex, read_text
from rosters.files.sheets import Cell, Sheet
from rosters.importing.recognise.headings import field_of
from rosters.importing.recognise.numbering import only_counts


def header_choices(sheet: Sheet, row: int, own: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """(column, header, field) for each cell of the row pointed at as the header, for mapping by hand.

    A header that says nothing is offered the field that its values look like.
    """
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    headers = [(place, text) for place, cell in enumerate(cells) if (text := read_text(cell))]
    known = {place: field_of(text, own) for place, text in headers}
    taken = set(known.values())
    for place, _text in headers:
        looks_like = "" if known[place] else _likely_field(sheet, row, place)
        if looks_like and looks_like not in taken:
            known[place] = looks_like
            taken.add(looks_like)
    return [(place, text, known[place]) for place, text in headers]


def _likely_field(sheet: Sheet, row: int, place: int) -> str:
    """What nine of ten values of a column can be read as: a birth date, a sex or a name; else an empty text."""
    texts = texts_below(sheet, row, place)
    if texts and all(map(str.isdecimal, texts)):
        # 1, 2, 3 number the rows; other numbers may be anything.
        return "ordinal" if only_counts([*texts]) or len(texts) == 1 else ""
    readers: list[tuple[str, Callable[[Cell], Any]]] = [
        ("birth_date", lambda cell: read_birth_date(cell, dt.date.today())), ("sex", read_sex), ("full_name", lambda cell: read_name(cell) if " " in read_text(cell) else None),
    ]  # fmt: skip
    for name, read in readers:
        if texts and 10 * sum(_reads(read, text) for text in texts) >= 9 * len(texts):
            return name
    return ""


def _reads(read: Callable[[Cell], Any], text: str) -> bool:
    try:
        return read(text) is not None
    except BadValue:
        return False


def texts_below(sheet: Sheet, row: int, place: int) -> list[str]:
    """The filled cells of a column among the first rows below the header, as texts."""
    shown = [_shown(cells[place]) for cells in sheet.rows[row + 1 : row + 30] if place < len(cells)]
    return [text for text in shown if text]


def excerpt(sheet: Sheet, rows: int = 12, columns: int = 12) -> list[tuple[int, list[str]]]:
    """The first rows of a sheet as (number as Excel shows it, texts), to point at the header."""
    shown = [(n + 1, [_shown(cell) for cell in row[:columns]]) for n, row in enumerate(sheet.rows[: 3 * rows])]
    return [(number, texts) for number, texts in shown if any(texts)][:rows]


def _shown(cell: Cell) -> str:
    return cell.strftime("%d/%m/%Y") if isinstance(cell, dt.date) else read_text(cell)[:40]
