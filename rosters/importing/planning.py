"""The plan of an import: what each row of the file will do to the present roster. Pure functions.

A plan is a value: it is shown, kept as JSON, and applied, and is the same for the admin and commands.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from rosters.importing.rows import Issue, ReadRoster, RosterRow
from rosters.names import fold, name_key

Action = Literal["create", "change", "move", "unchanged", "skip", "refuse"]
ACTIONS: tuple[Action, ...] = ("create", "change", "move", "unchanged", "skip", "refuse")


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
    `units` maps unit keys (see unit_key) of names and codes to (id, name) of the classes or chapters below the target;
    a name may belong to several.
    `leaf` is the target itself when it holds members, so that no column is needed.
    """

    members: list[PresentMember]
    unit_field: str
    units: dict[str, list[tuple[int, str]]]
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
    skipped_sheets: list[str] = field(default_factory=list)

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


def unit_key(name: str) -> str:
    """The name of a class or chapter for comparing: 10A1, Lớp 10 a1 and CĐ 10A1 have one key."""
    folded = fold(name)
    for prefix in ("lop ", "chi doan ", "cd "):
        folded = folded.removeprefix(prefix)
    return folded.replace(" ", "")


def plan_import(roster: ReadRoster, present: PresentRoster) -> Plan:
    """The plan for `roster` against `present`. Each row gets exactly one action."""
    by_code = {member.code.upper(): member for member in present.members}
    by_name: dict[str, list[PresentMember]] = defaultdict(list)
    for member in present.members:
        if member.reachable and member.visible:
            by_name[name_key(member.full_name)].append(member)
    planner = _Planner(present, by_code, by_name, roster.fields)
    rows = [planner.plan_row(row) for row in roster.rows]
    new_units = sorted({row.unit_name for row in rows if row.unit_id is None and row.action in ("create", "move")})
    return Plan(rows, new_units, roster.used_columns, roster.unused_columns, roster.passed_over, roster.skipped_sheets)


@dataclass
class _Planner:
    present: PresentRoster
    by_code: dict[str, PresentMember]
    by_name: dict[str, list[PresentMember]]
    fields: set[str]
    seen: dict[Any, RosterRow] = field(default_factory=dict)
    # Unit key -> name as first written, of units that are to be made.
    new_units: dict[str, str] = field(default_factory=dict)

    def plan_row(self, row: RosterRow) -> PlanRow:
        issues = list(row.issues)
        if "full_name" not in row.values and not any("name" in issue.code for issue in issues):
            issues.append(Issue("Họ và tên", "", "name_missing", "Dòng này chưa có họ và tên."))
        planned = PlanRow(
            row.sheet, row.row, "refuse", row.values.get("full_name", ""), row.values.get("code", ""), self._unit_name(row)
        )
        member = None if issues else self._member(row, issues)
        if not issues and self._belongs_nowhere(row):
            planned.action = "skip"
            return planned
        planned.unit_id, planned.unit_name = self._unit(row, member, issues)
        if "full_name" in row.values:
            self._refuse_repeated(row, member, issues)
        planned.issues = issues
        if not issues:
            self._decide(planned, row, member)
        return planned

    def _decide(self, planned: PlanRow, row: RosterRow, member: PresentMember | None) -> None:
        """What a row without mistakes does."""
        planned.values = _stored_values(row)
        if member is None:
            planned.action = "create"
            return
        planned.member_id, planned.code = member.pk, member.code
        planned.changes = _changes(member, row)
        if member.unit_id is None or member.unit_id != planned.unit_id:
            planned.changes.append(Change("unit", member.unit_name, planned.unit_name))
            planned.action = "move"
        else:
            planned.action = "change" if planned.changes else "unchanged"

    def _unit_name(self, row: RosterRow) -> str:
        """The unit that the row names. A class stands for a chapter only where the file has no column of chapters."""
        name = row.values.get(self.present.unit_field, "")
        if not name and self.present.unit_field not in self.fields:
            name = row.values.get("class_name", "")
        return name

    def _belongs_nowhere(self, row: RosterRow) -> bool:
        """A pupil without a chapter, in a list with a column of chapters, is not put into one."""
        return (
            self.present.unit_field == "chapter_name"
            and self.present.leaf is None
            and "chapter_name" in self.fields
            and not self._unit_name(row)
        )

    def _unit(self, row: RosterRow, member: PresentMember | None, issues: list[Issue]) -> tuple[int | None, str]:
        """Where the row's person belongs; adds an issue when the row does not say, or names a place not to be had."""
        name = self._unit_name(row)
        label = "Chi đoàn" if self.present.unit_field == "chapter_name" else "Lớp"
        if self.present.leaf:
            if name and unit_key(name) != unit_key(self.present.leaf[1]):
                message = f"Bạn đang nhập danh sách cho {self.present.leaf[1]}. Hãy nhập ở đơn vị cấp trên, hoặc bỏ dòng này."
                issues.append(Issue(label, name, "other_unit", message))
            return self.present.leaf
        if not name:
            issues.append(Issue(label, "", "unit_missing", f"Dòng này chưa cho biết {label.lower()}, ví dụ 10A1."))
            return None, ""
        found = self.present.units.get(unit_key(name), [])
        own = [unit for unit in found if member and unit[0] == member.unit_id]
        if own or len(found) == 1:
            return (own or found)[0]
        if found:
            message = (
                f"Có {len(found)} {label.lower()} cùng tên này. Ghi mã đơn vị thay cho tên, hoặc nhập ở từng đơn vị cấp dưới."
            )
            issues.append(Issue(label, name, "unit_ambiguous", message))
        elif not self.present.may_add_units:
            issues.append(
                Issue(label, name, "unit_unknown", f"Chưa có {label.lower()} này trong đơn vị. Kiểm tra lại cách viết.")
            )
        return None, self.new_units.setdefault(unit_key(name), name)

    def _member(self, row: RosterRow, issues: list[Issue]) -> PresentMember | None:
        """The member whom the row means; None for a new one. Never guessed: what is not certain is an issue."""
        code = row.values.get("code")
        member = self.by_code.get(code.upper()) if code else None
        if member:
            if not (member.reachable and (member.visible or _same_person(member, row))):
                message = (
                    "Mã này thuộc về người ở một đơn vị khác. Kiểm tra lại mã, hoặc đề nghị đơn vị đó cho chuyển đi trước."
                )
                issues.append(Issue("Mã thành viên", code or "", "code_elsewhere", message))
            elif _somebody_else(member, row):
                message = f"Mã này là của {member.full_name}, khác cả họ tên lẫn ngày sinh ở dòng này. Kiểm tra lại mã."
                issues.append(Issue("Mã thành viên", code or "", "code_of_another", message))
            return member
        name, born = row.values["full_name"], row.values.get("birth_date")
        people = self.by_name.get(name_key(name), [])
        same = [person for person in people if born and person.birth_date == born]
        unsure = [person for person in people if not born or not person.birth_date]
        if not code and len(same) == 1:
            return same[0]
        if same or unsure:
            issues.append(Issue("Họ và tên", name, *_uncertain(same or unsure, code)))
        return None

    def _refuse_repeated(self, row: RosterRow, member: PresentMember | None, issues: list[Issue]) -> None:
        code = row.values.get("code")
        person = (name_key(row.values["full_name"]), row.values.get("birth_date"), unit_key(self._unit_name(row)))
        key: Any = ("member", member.pk) if member else ("code", code.upper()) if code else ("person", *person)
        first = self.seen.setdefault(key, row)
        if first is not row:
            place = f"dòng {first.row}" + (f" trang tính {first.sheet}" if first.sheet != row.sheet else "")
            column = "Mã thành viên" if code else "Họ và tên"
            message = f"Trùng với {place}. Giữ lại một dòng, hoặc sửa mã nếu là hai người khác nhau."
            issues.append(Issue(column, code or row.values["full_name"], "repeated", message))


def _uncertain(people: list[PresentMember], code: str | None) -> tuple[str, str]:
    """The code and the message of a row that may mean somebody who is there already."""
    codes = ", ".join(sorted(person.code for person in people)[:5])
    if code:
        return "person_known", (
            f"Đơn vị đã có người cùng tên này, mã {codes}. Nếu là cùng một người, ghi mã đó; "
            "nếu là người khác, ghi đủ ngày sinh của cả hai, hoặc thêm chữ phân biệt vào tên (ví dụ Nguyễn Văn An B)."
        )
    return "person_ambiguous", (
        f"Đơn vị đã có người cùng tên này ({codes}) nhưng chưa chắc là cùng một người. Thêm mã thành viên hoặc ngày sinh để phân biệt."
    )


def _same_person(member: PresentMember, row: RosterRow) -> bool:
    """Whether the file shows that its writer knows who this is: by name and birth date."""
    same_name = name_key(row.values["full_name"]) == name_key(member.full_name)
    return same_name and row.values.get("birth_date") == member.birth_date is not None


def _somebody_else(member: PresentMember, row: RosterRow) -> bool:
    """Whether name and birth date both say that the code stands on the wrong row."""
    born = row.values.get("birth_date")
    other_name = name_key(row.values["full_name"]) != name_key(member.full_name)
    return other_name and born is not None and member.birth_date is not None and born != member.birth_date


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
