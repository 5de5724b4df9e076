"""The plan of an import: what each row of the file will do to the present roster. Pure functions.

A plan is a value: it is shown, kept as JSON, and applied, and is the same for the admin and commands.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from rosters.importing.rows import Issue, ReadRoster, RosterRow
from rosters.names import fold

Action = Literal["create", "change", "move", "unchanged", "refuse"]
ACTIONS: tuple[Action, ...] = ("create", "change", "move", "unchanged", "refuse")


@dataclass(frozen=True)
class PresentMember:
    """A member whom the file may mean.

    `reachable`: now in a unit of this tree that the organizer may change, or in none of this tree.
    `visible`: the organizer may already see this person; of others nothing may be shown.
    """

    pk: int
    code: str
    full_name: str
    birth_date: dt.date | None
    sex: str
    is_union_member: bool
    unit_name: str
    unit_id: int | None
    reachable: bool = True
    visible: bool = True


@dataclass(frozen=True)
class PresentRoster:
    """What the plan is made against.

    `unit_field` is the column that names a unit in this tree (class_name or chapter_name).
    `units` maps folded names to (id, name) of the classes or chapters below the target.
    `leaf` is the target itself when it holds members, so that no column is needed.
    """

    members: list[PresentMember]
    unit_field: str
    units: dict[str, tuple[int, str]]
    leaf: tuple[int, str] | None = None
    may_add_units: bool = True


@dataclass
class Change:
    field: str
    old: str
    new: str


@dataclass
class PlanRow:
    """One row of the file and what will be done. `values` is what applying writes; `unit_name` where to."""

    sheet: str
    row: int
    action: Action
    full_name: str
    code: str
    unit_name: str
    member_id: int | None = None
    unit_id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


@dataclass
class Plan:
    rows: list[PlanRow]
    new_units: list[str]
    used_columns: list[str]
    unused_columns: list[str]
    passed_over: list[tuple[str, int, str]]

    def counts(self) -> dict[str, int]:
        """How many rows each action has, and `rows` for all of them."""
        found = Counter(row.action for row in self.rows)
        return {"rows": len(self.rows)} | {action: found[action] for action in ACTIONS}

    def may_apply(self) -> bool:
        """All or nothing: a plan with a refused row is not applied, nor one that changes nothing."""
        counts = self.counts()
        return counts["refuse"] == 0 and counts["create"] + counts["change"] + counts["move"] > 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Plan":
        rows = [
            PlanRow(
                **{
                    **row,
                    "changes": [Change(**change) for change in row["changes"]],
                    "issues": [Issue(**issue) for issue in row["issues"]],
                }
            )
            for row in data["rows"]
        ]
        return cls(**{**data, "rows": rows, "passed_over": [tuple(note) for note in data["passed_over"]]})


FIELD_LABELS = {
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "is_union_member": "Đoàn viên",
    "unit": "Đơn vị",
}


def show_value(name: str, value: Any) -> str:
    if name == "birth_date":
        return value.strftime("%d/%m/%Y") if value else ""
    if name == "sex":
        return {"male": "Nam", "female": "Nữ"}.get(value, "")
    if name == "is_union_member":
        return "có" if value else "không"
    return str(value or "")


def plan_import(roster: ReadRoster, present: PresentRoster) -> Plan:
    """The plan for `roster` against `present`. Each row gets exactly one action."""
    by_code = {member.code.casefold(): member for member in present.members}
    by_person: dict[tuple[str, dt.date | None], list[PresentMember]] = defaultdict(list)
    for member in present.members:
        if member.reachable:
            by_person[fold(member.full_name), member.birth_date].append(member)
    planner = _Planner(present, by_code, by_person)
    rows = [planner.plan_row(row) for row in roster.rows]
    new_units = sorted({row.unit_name for row in rows if row.unit_id is None and row.action in ("create", "move")})
    return Plan(rows, new_units, roster.used_columns, roster.unused_columns, roster.passed_over)


@dataclass
class _Planner:
    present: PresentRoster
    by_code: dict[str, PresentMember]
    by_person: dict[tuple[str, dt.date | None], list[PresentMember]]
    seen: dict[Any, RosterRow] = field(default_factory=dict)

    def plan_row(self, row: RosterRow) -> PlanRow:
        issues = list(row.issues)
        if "full_name" not in row.values and not any("name" in issue.code for issue in issues):
            issues.append(Issue("Họ và tên", "", "name_missing", "Dòng này chưa có họ và tên."))
        unit_id, unit_name = self._unit(row, issues)
        member = None if issues else self._member(row, issues)
        if not issues:
            self._refuse_repeated(row, member, issues)
        planned = PlanRow(
            row.sheet, row.row, "refuse", row.values.get("full_name", ""), row.values.get("code", ""), unit_name, issues=issues
        )
        if issues:
            return planned
        planned.unit_id = unit_id
        planned.values = _stored_values(row)
        if member is None:
            planned.action = "create"
            return planned
        planned.member_id, planned.code = member.pk, member.code
        planned.changes = _changes(member, row)
        if member.unit_id is None or member.unit_id != unit_id:
            planned.changes.append(Change("unit", member.unit_name, unit_name))
            planned.action = "move"
        else:
            planned.action = "change" if planned.changes else "unchanged"
        return planned

    def _unit(self, row: RosterRow, issues: list[Issue]) -> tuple[int | None, str]:
        """Where the row's person belongs; adds an issue when the row does not say, or names a place not to be had."""
        name = row.values.get(self.present.unit_field) or row.values.get("class_name")
        label = "Chi đoàn" if self.present.unit_field == "chapter_name" else "Lớp"
        if self.present.leaf:
            if name and fold(name) != fold(self.present.leaf[1]):
                message = f"Bạn đang nhập danh sách cho {self.present.leaf[1]}. Hãy nhập ở đơn vị cấp trên, hoặc bỏ dòng này."
                issues.append(Issue(label, name, "other_unit", message))
            return self.present.leaf
        if not name:
            issues.append(Issue(label, "", "unit_missing", f"Dòng này chưa cho biết {label.lower()}, ví dụ 10A1."))
            return None, ""
        found = self.present.units.get(fold(name))
        if found:
            return found
        if not self.present.may_add_units:
            issues.append(
                Issue(label, name, "unit_unknown", f"Chưa có {label.lower()} này trong đơn vị. Kiểm tra lại cách viết.")
            )
        return None, name

    def _member(self, row: RosterRow, issues: list[Issue]) -> PresentMember | None:
        code = row.values.get("code")
        if code:
            member = self.by_code.get(code.casefold())
            if member and not (member.reachable and (member.visible or _same_person(member, row))):
                message = (
                    "Mã này thuộc về người ở một đơn vị khác. Kiểm tra lại mã, hoặc đề nghị đơn vị đó cho chuyển đi trước."
                )
                issues.append(Issue("Mã thành viên", code, "code_elsewhere", message))
            return member
        people = self.by_person.get((fold(row.values["full_name"]), row.values.get("birth_date")), [])
        if len(people) > 1:
            codes = ", ".join(person.code for person in people)
            message = f"Có {len(people)} người cùng họ tên và ngày sinh ({codes}). Thêm cột mã thành viên để phân biệt."
            issues.append(Issue("Họ và tên", row.values["full_name"], "person_ambiguous", message))
        return people[0] if len(people) == 1 else None

    def _refuse_repeated(self, row: RosterRow, member: PresentMember | None, issues: list[Issue]) -> None:
        code = row.values.get("code")
        unit = row.values.get(self.present.unit_field) or row.values.get("class_name") or ""
        person = (fold(row.values["full_name"]), row.values.get("birth_date"), fold(unit))
        key: Any = ("member", member.pk) if member else ("code", code.casefold()) if code else ("person", *person)
        first = self.seen.setdefault(key, row)
        if first is not row:
            place = f"dòng {first.row}" + (f" trang tính {first.sheet}" if first.sheet != row.sheet else "")
            column = "Mã thành viên" if code else "Họ và tên"
            message = f"Trùng với {place}. Giữ lại một dòng, hoặc sửa mã nếu là hai người khác nhau."
            issues.append(Issue(column, code or row.values["full_name"], "repeated", message))


def _same_person(member: PresentMember, row: RosterRow) -> bool:
    """Whether the file shows that its writer knows who this is: by name and birth date."""
    same_name = fold(row.values["full_name"]) == fold(member.full_name)
    return same_name and row.values.get("birth_date") == member.birth_date


def _stored_values(row: RosterRow) -> dict[str, Any]:
    """The values to write, as JSON can hold them."""
    names = {"full_name": "full_name", "birth_date": "birth_date", "sex": "sex", "union_member": "is_union_member"}
    values = {stored: row.values[name] for name, stored in names.items() if name in row.values}
    if "birth_date" in values:
        values["birth_date"] = values["birth_date"].isoformat()
    return values


def _changes(member: PresentMember, row: RosterRow) -> list[Change]:
    """What the row says otherwise. A cell left empty, or a column that is missing, changes nothing."""
    names = {"full_name": "full_name", "birth_date": "birth_date", "sex": "sex", "union_member": "is_union_member"}
    return [
        Change(stored, show_value(stored, getattr(member, stored)), show_value(stored, row.values[name]))
        for name, stored in names.items()
        if name in row.values and row.values[name] != getattr(member, stored)
    ]
