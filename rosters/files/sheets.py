"""Sheets of cells, whatever file they came from. No database, no Django."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Details:
    """What a person who opens a sheet sees, and its cells do not tell. Rows and columns count from 0.

    `struck` are rows whose texts are struck through; `uncomputed` are (row, column) of formulas without a value; `dayless` are
    (row, column) of dates that are shown as a month or a year; `unseen` are those of cells that show nothing of what is in
    them; `padded` are the text in front of a number at (row, column), and how
    many digits it is shown with at least; `comments` are what is written beside a row;
    `epoch_1904`: days are counted from 1904 on, as old programs for the Mac did.
    """

    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    uncomputed: frozenset[tuple[int, int]] = frozenset()
    epoch_1904: bool = False
    dayless: frozenset[tuple[int, int]] = frozenset()
    unseen: frozenset[tuple[int, int]] = frozenset()
    padded: Mapping[tuple[int, int], tuple[str, int]] = field(default_factory=dict)
    comments: Mapping[int, str] = field(default_factory=dict)


PLAIN = Details()


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and its rows of cells. Row and column numbers count from 0 as in the file.

    `merged` are its merged cells as ((first row, first column), (last row, last column)).
    """

    name: str
    rows: list[list[Cell]]
    merged: list[Range] = field(default_factory=list)
    details: Details = PLAIN
