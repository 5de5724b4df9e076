"""People as a file tells them: rows of values, each with its place and its mistakes. No database."""

from dataclasses import dataclass, field
from typing import Any

from rosters.importing.recognise.doubts import Doubt


@dataclass(frozen=True, slots=True)
class Issue:
    """One mistake: the column as the file names it, the value found, a code for machines, what was expected.

    `place` is the number of the column, counted from 0; -1 where the mistake is in no cell.
    """

    column: str
    value: str
    code: str
    message: str
    place: int = -1


@dataclass(slots=True)
class RosterRow:
    """A person of the file. `row` is the number that Excel shows; `values` holds the fields that were read.

    `issues` hold the row back, `warnings` do not. `numeric_code`: the code was kept as a number, and may have lost zeros.
    """

    sheet: str
    row: int
    values: dict[str, Any]
    issues: list[Issue] = field(default_factory=list)
    warnings: list[Issue] = field(default_factory=list)
    numeric_code: bool = False


@dataclass
class ReadRoster:
    """Everything read from a file: its rows, the columns used and unused, and rows passed over with their text.

    `fields` are the canonical names of the columns found in any sheet; `skipped_sheets` hold cells but no roster;
    `places` tells which column, counted from 0, each field stands in; `notes` say what was converted or restored.
    `doubts` are to be answered; `hidden` says what the file hides, `titles` are the texts above its lists.
    """

    rows: list[RosterRow]
    used_columns: list[str]
    unused_columns: list[str]
    passed_over: list[tuple[str, int, str]]
    fields: set[str] = field(default_factory=set)
    skipped_sheets: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
