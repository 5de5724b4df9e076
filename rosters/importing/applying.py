"""Making plans from uploaded files, and writing them to the database: in bulk, all or nothing."""

import datetime as dt
import hashlib
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from rosters import permissions
from rosters.importing.planning import Plan, PlanRow, PresentMember, PresentRoster, plan_import, unit_key
from rosters.importing.reading import read_sheets
from rosters.importing.rows import read_rows
from rosters.models import Member, Membership, RosterImport, Unit
from rosters.names import fold
from rosters.resources import RosterResource
from rosters.trees import add_unit, code_below, locked_tree
from rosters.units import KIND_IN_ROSTER, LEAF_KINDS, Tree, UnitKind

GENERATED_CODE_PREFIX = "HV"


class PlanOutdated(Exception):
    """The roster changed after the plan was shown; it must be looked at again."""


def make_plan(user: Any, unit: Unit, file_name: str, content: bytes) -> Plan:
    """The plan for an uploaded file at `unit`. Raises UnreadableFile."""
    roster = read_rows(read_sheets(file_name, content), RosterResource().clean_cell)
    codes = {row.values["code"] for row in roster.rows if "code" in row.values}
    names = {fold(row.values["full_name"]) for row in roster.rows if "full_name" in row.values}
    return plan_import(roster, present_roster(user, unit, codes, names))


def present_roster(user: Any, unit: Unit, codes: set[str], folded_names: set[str]) -> PresentRoster:
    """The part of the database that a file with these codes and names may touch.

    People whom `user` may not see are told only by their code, and are marked as such.
    """
    tree = Tree(unit.tree)
    members = _members_named(user, unit, codes, folded_names)
    places = _places_of(members, tree)
    visible = _visible_to(user, members)
    within = set() if permissions.sees_every_unit(user) else {own.path for own in permissions.units_of(user)}
    present = []
    for member in members.values():
        here = places.get(member.pk)
        present.append(
            PresentMember(
                member.pk,
                member.code,
                member.full_name,
                member.birth_date,
                member.sex,
                member.is_union_member,
                here.unit.name if here else "",
                here.unit_id if here else None,
                # In no unit of this tree yet, or in one that the organizer looks after.
                reachable=here is None or not within or any(here.unit.path.startswith(path) for path in within),
                visible=member.pk in visible,
            )
        )
    units: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for each in Unit.objects.under(unit).filter(kind=KIND_IN_ROSTER[tree]):
        for key in {unit_key(each.name), fold(each.code)}:
            units[key].append((each.pk, each.name))
    leaf = (unit.pk, unit.name) if UnitKind(unit.kind) in LEAF_KINDS else None
    may_add = UnitKind(unit.kind) in (UnitKind.SCHOOL, UnitKind.BRANCH)
    return PresentRoster(present, "class_name" if tree == Tree.SCHOOL else "chapter_name", units, leaf, may_add)


def _members_named(user: Any, unit: Unit, codes: set[str], folded_names: set[str]) -> dict[int, Member]:
    """Everybody with one of the codes; and with one of the names, those below `unit` or in no unit of its tree yet."""
    members = {m.pk: m for batch in _batches(sorted(codes)) for m in Member.objects.filter(code__in=batch)}
    for batch in _batches(sorted(folded_names)):
        members |= {m.pk: m for m in Member.objects.under(unit).filter(folded_name__in=batch)}
        unplaced = Member.objects.visible_to(user).without_place_in(unit.tree)
        members |= {m.pk: m for m in unplaced.filter(folded_name__in=batch)}
    return members


def _places_of(members: dict[int, Member], tree: Tree) -> dict[int, Membership]:
    places = {}
    for batch in _batches(sorted(members)):
        for place in Membership.objects.open().filter(member_id__in=batch, tree=tree).select_related("unit"):
            places[place.member_id] = place
    return places


def _visible_to(user: Any, members: dict[int, Member]) -> set[int]:
    seen: set[int] = set()
    for batch in _batches(sorted(members)):
        seen |= set(Member.objects.visible_to(user).filter(pk__in=batch).values_list("pk", flat=True))
    return seen


def _batches(items: list[Any], size: int = 5000) -> list[list[Any]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def keep_plan(user: Any, unit: Unit, file_name: str, content: bytes, plan: Plan) -> RosterImport:
    """The upload and its plan, kept until it is confirmed, and afterwards as the record of the import."""
    return RosterImport.objects.create(
        unit=unit,
        user=user,
        file_name=file_name[:200],
        file_sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        plan=plan.as_json(),
        counts=plan.counts(),
    )


def apply_import(roster_import: RosterImport, user: Any) -> dict[str, int]:
    """Write a kept plan, once: a second call changes nothing and gives the same counts.

    Raises PlanOutdated when planning the same file again now gives another plan.
    """
    with transaction.atomic():
        kept = RosterImport.objects.select_for_update().select_related("unit").get(pk=roster_import.pk)
        if kept.status == RosterImport.Status.APPLIED:
            return kept.counts
        # Imports run one after the other, so that two of them cannot make the same person twice.
        with locked_tree():
            plan = make_plan(user, kept.unit, kept.file_name, bytes(kept.content))
            outdated = plan.as_json() != Plan.from_json(kept.plan).as_json()
            if not outdated:
                _write(plan, kept.unit)
        kept.plan, kept.counts = plan.as_json(), plan.counts()
        kept.status = RosterImport.Status.OUTDATED if outdated else RosterImport.Status.APPLIED
        kept.applied_at = None if outdated else timezone.now()
        kept.save()
    if outdated:
        raise PlanOutdated
    return kept.counts


def _write(plan: Plan, unit: Unit) -> None:
    if not plan.may_apply():
        raise ValueError("A plan with refused rows is not applied.")
    new_units = {name: _add_unit(unit, name) for name in plan.new_units}
    today = timezone.localdate()
    _change_members([row for row in plan.rows if row.action in ("change", "move")])
    created = _create_members([row for row in plan.rows if row.action == "create"])
    moved = [
        (row.member_id, _target(row, new_units)) for row in plan.rows if row.action == "move" and row.member_id is not None
    ]
    _close_memberships([member_id for member_id, _ in moved], Tree(unit.tree), today)
    placed = moved + [(member.pk, _target(row, new_units)) for row, member in created]
    Membership.objects.bulk_create(
        [Membership(member_id=member_id, unit_id=unit_id, tree=unit.tree, start=today) for member_id, unit_id in placed],
        batch_size=2000,
    )


def _add_unit(above: Unit, name: str) -> int:
    kind = KIND_IN_ROSTER[Tree(above.tree)]
    return add_unit(above, kind=kind, name=name, code=code_below(above, name)).pk


def _target(row: PlanRow, new_units: dict[str, int]) -> int:
    return row.unit_id if row.unit_id is not None else new_units[row.unit_name]


def _values(row: PlanRow) -> dict[str, Any]:
    values = dict(row.values)
    if values.get("birth_date"):
        values["birth_date"] = dt.date.fromisoformat(values["birth_date"])
    return values


def _create_members(rows: list[PlanRow]) -> list[tuple[PlanRow, Member]]:
    number = _last_generated_number()
    made = []
    for row in rows:
        code = row.code
        if not code:
            number += 1
            code = f"{GENERATED_CODE_PREFIX}{number:07d}"
        member = Member(code=code, **_values(row))
        member.set_derived_fields()
        made.append((row, member))
    Member.objects.bulk_create([member for _, member in made], batch_size=2000)
    return made


def _last_generated_number() -> int:
    pattern = rf"^{GENERATED_CODE_PREFIX}[0-9]{{7}}$"
    last = Member.objects.filter(code__regex=pattern).order_by("-code").values_list("code", flat=True).first()
    return int(last.removeprefix(GENERATED_CODE_PREFIX)) if last else 0


def _change_members(rows: list[PlanRow]) -> None:
    by_pk = {row.member_id: row for row in rows if row.member_id is not None}
    members = list(Member.objects.filter(pk__in=by_pk))
    for member in members:
        for name, value in _values(by_pk[member.pk]).items():
            setattr(member, name, value)
        member.set_derived_fields()
    names = ["full_name", "birth_date", "sex", "is_union_member", "folded_name", "sort_key"]
    Member.objects.bulk_update(members, names, batch_size=500)


def _close_memberships(member_ids: list[int], tree: Tree, today: dt.date) -> None:
    for batch in _batches(member_ids):
        Membership.objects.open().filter(member_id__in=batch, tree=tree).update(
            end=today, close_reason=Membership.CloseReason.MOVED
        )
