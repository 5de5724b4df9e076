"""The plan of an import as a value: what each row will do. It is shown, kept, applied and undone. No database.

A plan is kept row by row in a compact form (`as_list`, `from_list`), so that 100,000 rows are written and paged quickly.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from rosters.fields.roster_fields import KEPT_FIELDS
from rosters.importing.recognise.doubts import Doubt, unsettled
from rosters.importing.recognise.rows import Issue

Action = Literal["create", "change", "move", "request", "close", "unchanged", "skip", "missing", "ask", "refuse"]
# In the order in which they are shown: what the organizer must look at comes first.
ACTIONS: tuple[Action, ...] = ("refuse", "ask", "create", "change", "move", "request", "close", "unchanged", "skip", "missing")
WRITING_ACTIONS = frozenset({"create", "change", "move", "request", "close"})

# Where the action stands in PlanRow.as_list.
ACTION_PLACE = 2


@dataclass(frozen=True, slots=True)
class Change:
    """A field with its old and new value, as JSON holds them; `unit` has the names of the units."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom an uncertain row may mean."""

    code: str
    full_name: str
    birth_date: str
    unit_name: str


@dataclass(slots=True)
class PlanRow:
    """One row of the file and what will be done.

    `read` is what the row says, as JSON holds it. `unit_name` and `unit_id` tell where to; a unit that is to be made has
    no id, and `above_id` tells below which. `from_unit_id` is where the member was when the plan was made.
    `decided` is the organizer's answer to who this is: a member code, or `new`.
    Rows about members who are not in the file (`close`, `missing`) have no sheet and row 0.
    """

    sheet: str
    row: int
    action: Action
    full_name: str
    code: str
    unit_name: str = ""
    member_id: int | None = None
    unit_id: int | None = None
    above_id: int | None = None
    from_unit_id: int | None = None
    read: dict[str, Any] = field(default_factory=dict)
    changes: Sequence[Change] = ()
    issues: Sequence[Issue] = ()
    warnings: Sequence[Issue] = ()
    candidates: Sequence[Candidate] = ()
    decided: str = ""

    @property
    def key(self) -> str:
        """What names this row in the answers of the organizer."""
        return f"{self.row}|{self.sheet}"

    def values(self) -> dict[str, Any]:
        """The fields of the member that applying this row writes."""
        return {each.stored_as: each.load(self.read[name]) for name, each in KEPT_FIELDS.items() if name in self.read}

    def new_values(self) -> list[Any]:
        """What is kept of a new member, in the order of MEMBER_FIELDS."""
        return [each.load(self.read[name]) if self.read.get(name) else each.empty for name, each in KEPT_FIELDS.items()]

    def as_list(self) -> list[Any]:
        return [
            self.sheet, self.row, self.action, self.full_name, self.code, self.unit_name, self.member_id, self.unit_id,
            self.above_id, self.from_unit_id, self.read,
            [[change.field, change.old, change.new] for change in self.changes],
            [_issue_list(issue) for issue in self.issues],
            [_issue_list(issue) for issue in self.warnings],
            [[each.code, each.full_name, each.birth_date, each.unit_name] for each in self.candidates],
            self.decided,
        ]  # fmt: skip

    @classmethod
    def from_list(cls, data: list[Any]) -> "PlanRow":
        plain: list[Any]
        *plain, changes, issues, warnings, candidates, decided = data
        return cls(  # type: ignore[call-arg]
            *plain,
            [Change(*each) for each in changes] if changes else (),
            [Issue(*each) for each in issues] if issues else (),
            [Issue(*each) for each in warnings] if warnings else (),
            [Candidate(*each) for each in candidates] if candidates else (),
            decided,
        )


def _issue_list(issue: Issue) -> list[Any]:
    return [issue.column, issue.value, issue.code, issue.message, issue.place]


@dataclass
class Reading:
    """What the plan's page tells about the file as a whole."""

    used_columns: list[str] = field(default_factory=list)
    unused_columns: list[str] = field(default_factory=list)
    passed_over: list[Any] = field(default_factory=list)
    skipped_sheets: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # (id of the unit above, name of the unit above, name) of units that will be made.
    new_units: list[Any] = field(default_factory=list)
    # What the file hides: sheets, columns and rows, in words.
    hidden: list[str] = field(default_factory=list)
    # (name of a class or chapter, people in it now, and after this import), of those that the rows name.
    people: list[Any] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    # How many people are now in the classes and chapters that the rows name: those who are missing are some of them.
    listed: int = 0


@dataclass
class Plan:
    """A whole plan in memory: for commands and tests. Pages read it chunk by chunk."""

    rows: list[PlanRow]
    reading: Reading

    def counts(self) -> dict[str, int]:
        return count_actions(self.rows) | {"doubts": unsettled(self.reading.doubts)}

    def may_apply(self) -> bool:
        return may_apply(self.counts())


def count_actions(rows: Iterable[PlanRow]) -> dict[str, int]:
    """How many rows each action has, and `rows` for all those of the file."""
    found = Counter(row.action for row in rows)
    return {"rows": sum(found.values()) - found["missing"]} | {action: found[action] for action in ACTIONS}


def may_apply(counts: dict[str, int], *, closing: bool = False) -> bool:
    """All or nothing: a plan with a refused or unanswered row or doubt is not applied, nor one that changes nothing."""
    if counts.get("refuse") or counts.get("ask") or counts.get("doubts"):
        return False
    return any(counts.get(action) for action in WRITING_ACTIONS) or (closing and bool(counts.get("missing")))
