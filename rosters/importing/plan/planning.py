"""The plan of an import: what each row of the file will do to the existing roster. Pure functions.

The plan is the same for the admin, the command and the tests.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rosters.fields.roster_fields import KEPT_FIELDS, ROSTER_FIELDS
from rosters.importing.plan.matching import NEW_PERSON, ExistingMember, Matcher, candidate_of, is_near_person
from rosters.importing.plan.near_people import NearPeople
from rosters.importing.plan.placing import ExistingUnits, Place, Placer, unit_key
from rosters.importing.plan.plan_doubts import PlanDoubts, aliases
from rosters.importing.plan.questions_about_people import ONE, SAME
from rosters.importing.plan.rows import Change, Plan, PlanRow, Reading
from rosters.importing.recognise.doubts import Doubts
from rosters.importing.recognise.rows import Issue, ReadRoster, RosterRow
from rosters.names import fold, name_key

MOST_NOTES = 500
# Where a mistake is shown when the file has no column of its own for it: label -> other fields.
INSTEAD = {"Họ và tên": ["given_name"], "Chi đoàn": ["class_name"]}


@dataclass(frozen=True)
class ExistingRoster:
    """What the plan is made against: the members whom the file may mean, and the units that it may name."""

    members: list[ExistingMember]
    units: ExistingUnits
    # Those who are in a class or chapter now, by its id: a new person may be one of them, misspelled.
    members_in: Callable[[int], list[ExistingMember]] = lambda _unit_id: []
    today: dt.date = field(default_factory=dt.date.today)


def plan_import(roster: ReadRoster, existing: ExistingRoster, decisions: Mapping[str, str] | None = None) -> Plan:
    """The whole plan for `roster` against `existing`. `decisions` are the organizer's answers; see PlanRow.key."""
    planner = Planner(roster, existing, decisions)
    rows = list(planner.rows())
    return Plan(rows, planner.reading())


@dataclass
class _Seen:
    """Rows met so far, by person, so that a repeated one is told."""

    rows: dict[Any, tuple[str, int, Any]] = field(default_factory=dict)

    def first(self, key: Any, row: RosterRow, says: Any) -> tuple[str, int, Any]:
        """(sheet, row, what it says) of the first row about this person."""
        return self.rows.setdefault(key, (row.sheet, row.row, says))


class Planner:
    """Plans a roster row by row. Each row gets exactly one action."""

    def __init__(
        self,
        roster: ReadRoster,
        existing: ExistingRoster,
        decisions: Mapping[str, str] | None = None,
        placer: Placer | None = None,
    ) -> None:
        """`placer`, where the units are asked again and again, spares making it anew."""
        self.roster = roster
        self.decisions = decisions or {}
        self.placer = placer or Placer(existing.units, roster.fields, aliases(roster.answers))
        self.matcher = Matcher(existing.members)
        self.members_in = existing.members_in
        below = [text for _sheet, _row, text in roster.passed_over]
        self.plan_doubts = PlanDoubts(existing.units, roster.titles, existing.today, below)
        # Names of those who are in a unit now, looked up when the first new person goes there.
        self.neighbours: dict[int, list[ExistingMember]] = {}
        self.in_other_classes = _by_day(existing.members)
        self.above_of = {leaf.pk: leaf.above_id for leaf in existing.units.leaves}
        # How many each unit will have more: id, or (id above, name) of one that is to be made.
        self.change_of: Counter[Any] = Counter()
        self.upper_names = {unit.pk: unit.name for unit in existing.units.uppers}
        self.seen = _Seen()
        # What the rows planned so far touch: for finding who is missing, and which units are to be made.
        self.matched: set[int] = set()
        self.found_in: Counter[int | None] = Counter()
        self.units: set[int] = set()
        self.new_units: dict[tuple[int, str], None] = {}
        self.held_back = 0

    def rows(self) -> Iterator[PlanRow]:
        """The rows planned one after the other. Rows of the file are let go as they are planned: there may be many."""
        waiting = self.roster.rows[::-1]
        self.roster.rows = []
        while waiting:
            yield self.plan_row(waiting.pop())

    def found_in_units(self) -> int:
        """How many of those found by the rows were in one of the units that the rows name."""
        return sum(number for unit_id, number in self.found_in.items() if unit_id in self.units)

    def reading(self) -> Reading:
        """What to tell about the file as a whole, once all rows are planned."""
        new_units = sorted((above, self.upper_names.get(above, ""), name) for above, name in self.new_units)
        doubts = Doubts(self.roster.answers)
        self.plan_doubts.ask(doubts, self.matched)
        return Reading(
            self.roster.used_columns,
            self.roster.unused_columns,
            self.roster.passed_over[:MOST_NOTES],
            self.roster.skipped_sheets,
            self.roster.notes,
            [list(each) for each in new_units],
            self.roster.hidden,
            doubts=[*self.roster.doubts, *doubts.asked],
        )

    def people_after(self, now: Mapping[int, int]) -> list[list[Any]]:
        """[name, people now, people after] of each unit that the rows change; `now` tells the people of those that exist."""
        names = {leaf.pk: leaf.name for leaf in self.placer.units.leaves}
        found = []
        for unit, change in self.change_of.items():
            name = unit[1] if isinstance(unit, tuple) else names.get(unit, "")
            before = 0 if isinstance(unit, tuple) else now.get(unit, 0)
            if name:
                found.append([name, before, before + change])
        return sorted(found, key=lambda each: fold(each[0]))

    def plan_row(self, row: RosterRow) -> PlanRow:
        values = row.values
        issues = list(row.issues)
        name = values.get("full_name", "")
        if not name and not any("name" in issue.code for issue in issues):
            issues.append(self._at_its_place(Issue("Họ và tên", "", "name_missing", "Dòng này chưa có họ và tên.")))
        planned = PlanRow(row.sheet, row.row, "refuse", name, values.get("code", ""), self.placer.unit_name(values))
        planned.warnings = row.warnings or ()
        if not issues and self.placer.belongs_nowhere(values):
            planned.action, planned.read = "skip", _as_json(row)
            self.plan_doubts.see_nowhere(row, planned)
            return planned
        member = self._find(planned, row, issues) if not issues else None
        asked_for = planned.member_id
        place = self.placer.place(values, member.unit_id if member else None)
        planned.unit_id, planned.unit_name, planned.above_id = place.unit_id, place.name, place.above_id
        if place.issue and not any(issue.code.startswith("unit") for issue in issues):
            issues.append(place.issue)
        says_it_again = bool(name) and self._refuse_repeated(row, member, planned, issues)
        if says_it_again and not issues:
            planned.action = "skip"
        elif issues:
            self._hold_back(planned, issues)
        elif asked_for is not None:
            self._note_unit(planned)
            planned.action = "request"
        elif member is None and self._is_the_row_above(row, planned):
            planned.action = "skip"
        else:
            self._decide(planned, values, member)
            self.plan_doubts.see(row, planned, member)
        # Of a row that writes nothing only what the page shows is kept.
        planned.read = _as_json(row, _SHOWN if planned.action == "unchanged" else None)
        return planned

    def _is_the_row_above(self, row: RosterRow, planned: PlanRow) -> bool:
        """Whether somebody new is written a second time in a class, and it was answered that this is one person."""
        return self.plan_doubts.see_twice(row, planned) == "namesakes" and self.roster.answers.get("namesakes") == ONE

    def _find(self, planned: PlanRow, row: RosterRow, issues: list[Issue]) -> ExistingMember | None:
        planned.decided = self.decisions.get(planned.key, "") if self.decisions else ""
        match = self.matcher.match(
            row.values,
            # The class helps to tell namesakes apart; it is looked up without a person then.
            lambda: self.placer.place(row.values, None).unit_id,
            planned.decided,
            numeric_code=row.numeric_code,
        )
        if match.likely:
            self.plan_doubts.note_alike(match.alike, row, match.likely)
            if self.roster.answers.get(match.alike) == SAME:
                planned.candidates = []
                return match.likely
        if match.issue:
            issues.append(match.issue)
        if match.warning:
            planned.warnings = [*planned.warnings, match.warning]
        planned.candidates = match.candidates
        if match.of_others:
            planned.member_id = match.of_others.pk
            return None
        if match.member is None and not match.issue and planned.decided != NEW_PERSON:
            return self._find_near(planned, row, issues)
        return match.member

    def _find_near(self, planned: PlanRow, row: RosterRow, issues: list[Issue]) -> ExistingMember | None:
        """Somebody of the class, or of another of the school, whom the row may mean by a slip; the organizer says."""
        place = self.placer.place(row.values, None)
        near, where = self._near_in_class(place.unit_id, planned, row), "trong lớp này"
        if not near:
            near, where = self._near_elsewhere(place, row), "ở lớp khác"
        chosen = next((member for member in near if member.code == planned.decided), None)
        if near and not chosen:
            message = f"Gần giống một người đã có {where}. Cho biết dòng này là người đó, hay là một người mới."
            issues.append(Issue("Họ và tên", planned.full_name, "person_near", message))
            planned.candidates = [candidate_of(member) for member in near]
        return chosen

    def _near_in_class(self, unit_id: int | None, planned: PlanRow, row: RosterRow) -> list[ExistingMember]:
        if unit_id is None:
            return []
        if unit_id not in self.neighbours:
            self.neighbours[unit_id] = self.members_in(unit_id)
        near = [member for member in self.neighbours[unit_id] if is_near_person(member, row.values)]
        key = name_key(planned.full_name)
        namesakes = [member.pk for member in self.neighbours[unit_id] if name_key(member.full_name) == key]
        if not near and namesakes:
            # One namesake in a class may be, if both are in the list; many are rows that were sorted apart.
            self.plan_doubts.note_namesake(row, planned.full_name, namesakes)
        return near

    def _near_elsewhere(self, place: Place, row: RosterRow) -> list[ExistingMember]:
        """Two codes say that two people are meant, but of those who left: they come back with another one."""
        born = row.values.get("birth_date")
        if not born or place.issue:
            return []
        above = place.above_id if place.unit_id is None else self.above_of.get(place.unit_id)
        near = self.in_other_classes.near(row.values["full_name"], born)
        has_code = bool(row.values.get("code"))
        return [
            member
            for member in near
            if member.has_left or not (has_code or (member.unit_id and not self._is_beside(member, place, above)))
        ]

    def _is_beside(self, member: ExistingMember, place: Place, above: int | None) -> bool:
        """Whether somebody is in another class of the same school."""
        return member.unit_id != place.unit_id and self.above_of.get(member.unit_id or 0) == above

    def _hold_back(self, planned: PlanRow, issues: list[Issue]) -> None:
        """A row that only lacks an answer asks; any other mistake refuses it."""
        self.held_back += 1
        asks = bool(planned.candidates) and len(issues) == 1
        planned.action = "ask" if asks else "refuse"
        planned.issues = [self._at_its_place(issue) for issue in issues]

    def _at_its_place(self, issue: Issue) -> Issue:
        """The issue with the number of its column, where the file has one."""
        if issue.place >= 0:
            return issue
        names = [each.name for each in ROSTER_FIELDS if each.label == issue.column]
        names += INSTEAD.get(issue.column, [])
        return replace(issue, place=next((self.roster.places[name] for name in names if name in self.roster.places), -1))

    def _decide(self, planned: PlanRow, values: Mapping[str, Any], member: ExistingMember | None) -> None:
        """What a row without mistakes does."""
        self._note_unit(planned)
        to = planned.unit_id if planned.unit_id is not None else (planned.above_id, planned.unit_name)
        if member is None:
            planned.action = "create"
            self.change_of[to] += 1
            return
        self.matched.add(member.pk)
        self.found_in[member.unit_id] += 1
        planned.member_id, planned.code, planned.from_unit_id = member.pk, member.code, member.unit_id
        changes = _changes(member, values)
        if member.unit_id is None or member.unit_id != planned.unit_id:
            changes.append(Change("unit", member.unit_name, planned.unit_name))
            planned.action = "move"
            self.change_of[to] += 1
            if member.unit_id is not None:
                self.change_of[member.unit_id] -= 1
        else:
            planned.action = "change" if changes else "unchanged"
        planned.changes = changes

    def _note_unit(self, planned: PlanRow) -> None:
        """Keeps which unit a row names: one that exists, or one that is to be made."""
        if planned.unit_id is not None:
            self.units.add(planned.unit_id)
        elif planned.above_id is not None:
            self.new_units[planned.above_id, planned.unit_name] = None

    def _refuse_repeated(self, row: RosterRow, member: ExistingMember | None, planned: PlanRow, issues: list[Issue]) -> bool:
        """Refuses a second row about somebody; True for one that says the same as the first, as a list beside its parts does."""
        code = row.values.get("code")
        if not member and not code:
            # Two of one name without codes may be namesakes: that is asked, not refused.
            return False
        key: Any = member.pk if member else code
        says = (name_key(planned.full_name), row.values.get("birth_date"), unit_key(planned.unit_name))
        sheet, number, first_says = self.seen.first(key, row, says)
        if (sheet, number) == (row.sheet, row.row):
            return False
        if says == first_says:
            self.plan_doubts.note_again(row, planned.full_name)
            return True
        place = f"dòng {number}" + (f" trang tính {sheet}" if sheet != row.sheet else "")
        column = "Mã thành viên" if code else "Họ và tên"
        message = f"Trùng với {place}. Giữ lại một dòng, hoặc sửa mã nếu là hai người khác nhau."
        issues.append(Issue(column, code or row.values["full_name"], "repeated", message))
        return False


def _by_day(members: Sequence[ExistingMember]) -> NearPeople[ExistingMember]:
    """Those whom the organizer sees in a unit of this tree, by birth date."""
    people: NearPeople[ExistingMember] = NearPeople()
    for member in members:
        if member.birth_date and member.reachable and member.visible:
            people.add(member.full_name, member.birth_date, member)
    return people


def missing_rows(members: list[ExistingMember]) -> Iterator[PlanRow]:
    """A row for each member of a unit that the file lists without naming them."""
    for member in members:
        yield PlanRow(
                "", 0, "missing", member.full_name, member.code, member.unit_name, member.pk, from_unit_id=member.unit_id,
                read={"birth_date": member.birth_date.isoformat() if member.birth_date else None, "sex": member.sex},
            )  # fmt: skip


def unplan_row(planned: PlanRow) -> RosterRow:
    """The row of the file that a kept plan row was made from, for planning it again."""
    values = dict(planned.read)
    if values.get("birth_date"):
        values["birth_date"] = dt.date.fromisoformat(values["birth_date"])
    numeric = values.pop("numeric_code", False)
    return RosterRow(planned.sheet, planned.row, values, numeric_code=bool(numeric))


def same_effect(one: PlanRow, other: PlanRow) -> bool:
    """Whether two plans of one row write the same."""
    return (
        (one.action, one.member_id, one.unit_id, one.unit_name, one.above_id, one.from_unit_id)
        == (other.action, other.member_id, other.unit_id, other.unit_name, other.above_id, other.from_unit_id)
        and list(one.changes) == list(other.changes)
    )  # fmt: skip


_SHOWN = ("birth_date", "sex")


def _as_json(row: RosterRow, names: Sequence[str] | None = None) -> dict[str, Any]:
    """What the row says, or the fields `names` of it."""
    values = row.values
    read = dict(values) if names is None else {name: values[name] for name in names if name in values}
    if read.get("birth_date"):
        read["birth_date"] = read["birth_date"].isoformat()
    if row.numeric_code:
        read["numeric_code"] = True
    return read


def _changes(member: ExistingMember, values: Mapping[str, Any]) -> list[Change]:
    """What the row says otherwise. A cell left empty, or a column that is missing, changes nothing."""
    changes = []
    for (name, each), old in zip(KEPT_FIELDS.items(), member.values, strict=True):
        if name == "full_name" and name_key(values.get(name, old)) == name_key(old):
            # Hòang and Hoàng are one name; the one that is kept was looked at already.
            continue
        if name in values and values[name] != old:
            changes.append(Change(each.stored_as, _json_value(old), _json_value(values[name])))
    return changes


def _json_value(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
