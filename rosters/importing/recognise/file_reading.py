"""What the tables of one file fill together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rosters.importing.recognise.doubts import Doubts
from rosters.importing.recognise.rows import ReadRoster, RosterRow


@dataclass
class FileReading:
    """What the tables of one file have in common: the roster that is filled, its doubts, and rows that are doubted.

    `flagged` maps the code of a doubt to (row, what is doubtful about it).
    """

    roster: ReadRoster
    doubts: Doubts
    own_spellings: Mapping[str, str] = field(default_factory=dict)
    flagged: dict[str, list[tuple[RosterRow, str]]] = field(default_factory=dict)
    # Rows that were passed over and may name somebody.
    passed_people: list[str] = field(default_factory=list)
    # What stands below lists on stars and colours that those have who left.
    legends: list[str] = field(default_factory=list)
    # How many birth dates were a year and no more.
    years_alone: int = 0
    # How many sheets hold a list.
    tables: int = 1

    def flag(self, code: str, row: RosterRow, what: str = "") -> None:
        self.flagged.setdefault(code, []).append((row, what))
