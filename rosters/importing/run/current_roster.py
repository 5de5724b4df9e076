"""The part of the database that a roster may touch, as plain values for planning."""

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count

from rosters import permissions
from rosters.fields.roster_fields import MEMBER_FIELDS
from rosters.importing.plan.matching import ExistingMember
from rosters.importing.plan.near_people import days_of_a_slip
from rosters.importing.plan.placing import ExistingUnit, ExistingUnits
from rosters.importing.plan.plan_doubts import MOST_COMPARED
from rosters.importing.recognise.rows import RosterRow
from rosters.models import Member, Membership, Unit
from rosters.names import fold
from rosters.units import KIND_IN_ROSTER, LEAF_KINDS, Tree, UnitKind, kinds_below

BATCH = 20_000
LONGEST_NUMBER = 12
LIST_OF_A_CLASS = 100
# What is read of a member for ExistingMember.
MEMBER_COLUMNS = ("pk", "code", *MEMBER_FIELDS)
MINISTRY_CODE = MEMBER_COLUMNS.index("ministry_code")
# Kinds below which an import may make a class or chapter that it names.
GROWING_KINDS = {UnitKind.SCHOOL, UnitKind.BRANCH}


def existing_units(unit: Unit) -> ExistingUnits:
    """The classes or chapters at and below `unit`, and the units that may hold them."""
    tree = Tree(unit.tree)
    leaf_kind = KIND_IN_ROSTER[tree]
    upper_kinds = [kind for kind in UnitKind if leaf_kind in kinds_below(kind)]
    rows = list(
        Unit.objects.under(unit)
        .open()
        .filter(kind__in=[leaf_kind, *upper_kinds])
        .values_list("pk", "name", "code", "kind", "path")
    )
    by_path = {path: pk for pk, _name, _code, kind, path in rows if kind != leaf_kind}
    leaves = [
        ExistingUnit(pk, name, code, by_path.get(path[: -Unit.steplen]))
        for pk, name, code, kind, path in rows
        if kind == leaf_kind
    ]
    uppers = [ExistingUnit(pk, name, code) for pk, name, code, kind, _path in rows if kind != leaf_kind]
    may_add = frozenset(pk for pk, _name, _code, kind, _path in rows if kind in GROWING_KINDS)
    takes_people = UnitKind(unit.kind) in LEAF_KINDS and unit.closed_on is None
    target = ExistingUnit(unit.pk, unit.name, unit.code) if takes_people else None
    own_names = [unit.name, *(upper.name for upper in uppers), *unit.get_ancestors().values_list("name", flat=True)]
    field = "class_name" if tree == Tree.SCHOOL else "chapter_name"
    return ExistingUnits(field, leaves, uppers, target, may_add, own_names)


def existing_members(user: Any, unit: Unit, rows: Sequence[RosterRow]) -> list[ExistingMember]:
    """Everybody whom one of `rows` may mean: by its codes; by its name, those below `unit` or in no unit of its tree yet.

    People whom `user` may not see are told only by their code, and are marked as such. A row whose code is known is
    looked up by nothing else: the code decides.
    """
    wanted = {code for row in rows for code in _codes(row)}
    found = _by_column("code", wanted)
    former = _former_codes(wanted)
    found |= _by_column("pk", set(former))
    codes = {each[1] for each in found.values()} | {code for own in former.values() for code in own}
    rest = [row.values for row in rows if row.values.get("code") not in codes]
    for column in ("ministry_code", "identity_digest"):
        found |= _by_column(column, {values[column] for values in rest if column in values})
    ministry_codes = {each[MINISTRY_CODE] for each in found.values()} - {""}
    nameless = [values for values in rest if values.get("ministry_code") not in ministry_codes]
    names = sorted({fold(values["full_name"]) for values in nameless if "full_name" in values})
    # Those of the whole school or branch: a list of one class may have been given at another.
    around = unit.get_parent() if UnitKind(unit.kind) in LEAF_KINDS else unit
    for batch in batches(names):
        seen = Member.objects.visible_to(user)
        for people in (seen.under(around or unit), seen.without_place_in(unit.tree)):
            for each in people.filter(folded_name__among=batch).values_list(*MEMBER_COLUMNS):
                found[each[0]] = each
    left = Membership.objects.former(around or unit).order_by().values("member_id")
    days = _days_near([values for values in nameless if not values.get("code")])
    # Who has a place in the other tree only may be looked up in a whole province: for a list of a class.
    looks_beside = len(nameless) <= LIST_OF_A_CLASS or not permissions.sees_every_unit(user)
    for batch in batches(days):
        seen = Member.objects.persons().filter(birth_date__among=batch).visible_to(user)
        for people in (seen.under(around or unit), *([seen.without_place_in(unit.tree)] if looks_beside else [])):
            for each in people.values_list(*MEMBER_COLUMNS):
                found[each[0]] = each
    for batch in batches(_days_near(nameless)):
        for each in Member.objects.persons().filter(birth_date__among=batch, pk__in=left).values_list(*MEMBER_COLUMNS):
            found[each[0]] = each
    return list(_with_places(user, Tree(unit.tree), found, former))


def _days_near(rows: Sequence[Mapping[str, Any]]) -> list[dt.date]:
    """The birth dates of those in a list, and the days for which they may be a slip: somebody of another class may be meant.

    None for a very large list, in which that would be half a province.
    """
    born = {values["birth_date"] for values in rows if values.get("birth_date")}
    return sorted({day for each in born for day in (each, *days_of_a_slip(each))}) if len(rows) <= MOST_COMPARED else []


def _former_codes(codes: set[str]) -> dict[int, tuple[str, ...]]:
    """Those of `codes` that belong to merged records, by the member who survived the merge."""
    found: dict[int, tuple[str, ...]] = {}
    for batch in batches(sorted(codes)):
        merged = Member.objects.filter(code__among=batch, merged_into__isnull=False).order_by("code")
        for code, survivor in merged.values_list("code", "merged_into"):
            found[survivor] = (*found.get(survivor, ()), code)  # type: ignore[index,arg-type]
    return found


def _codes(row: RosterRow) -> list[str]:
    """The code of a row; where Excel made a number of it, also with the zeros that it may have lost."""
    code = row.values.get("code", "")
    if not code:
        return []
    return [code.zfill(width) for width in range(len(code), max(LONGEST_NUMBER, len(code)) + 1)] if row.numeric_code else [code]


def _by_column(column: str, values: set[Any]) -> dict[int, tuple[Any, ...]]:
    found = {}
    for batch in batches(sorted(values)):
        for each in Member.objects.persons().filter(**{f"{column}__among": batch}).values_list(*MEMBER_COLUMNS):
            found[each[0]] = each
    return found


def _with_places(
    user: Any, tree: Tree, found: dict[int, tuple[Any, ...]], former: dict[int, tuple[str, ...]]
) -> Iterable[ExistingMember]:
    sees_all = permissions.sees_every_unit(user)
    own_paths = () if sees_all else tuple(own.path for own in permissions.units_of(user))
    for batch in batches(sorted(found)):
        here: dict[int, tuple[int, str, str]] = {}
        seen: set[int] = set()
        places = list(Membership.objects.open().filter(member__among=batch).values_list("member_id", "tree", "unit_id"))
        units = _names_and_paths({unit_id for _member, _tree, unit_id in places})
        left = _have_left(batch, tree, {member_id for member_id, place_tree, _unit in places if place_tree == tree})
        for member_id, place_tree, unit_id in places:
            name, path = units[unit_id]
            if place_tree == tree:
                here[member_id] = (unit_id, name, path)
            if own_paths and path.startswith(own_paths):
                seen.add(member_id)
        for pk in batch:
            unit_id, name, path = here.get(pk, (None, "", ""))
            # In no unit of this tree yet, or in one that the organizer looks after.
            reachable = unit_id is None or sees_all or path.startswith(own_paths)
            # Taken out, so that 100,000 people are not held twice.
            _pk, code, *values = found.pop(pk)
            seen_here = sees_all or pk in seen
            yield ExistingMember(pk, code, tuple(values), name, unit_id, reachable, seen_here, former.get(pk, ()), pk in left)


def _have_left(member_ids: list[int], tree: Tree, placed: set[int]) -> set[int]:
    """Those of `member_ids` who are in no unit of `tree` and were in one before."""
    without = [pk for pk in member_ids if pk not in placed]
    return (
        set(Membership.objects.filter(member__among=without, tree=tree).values_list("member_id", flat=True))
        if without
        else set()
    )


def people_in(unit_ids: Iterable[int]) -> dict[int, int]:
    """How many are now in each of the units."""
    open_places = Membership.objects.open().filter(unit__among=sorted(unit_ids))
    return dict(open_places.values_list("unit_id").annotate(number=Count("pk")).order_by())


def _names_and_paths(unit_ids: set[int]) -> dict[int, tuple[str, str]]:
    units = Unit.objects.filter(pk__among=sorted(unit_ids)).values_list("pk", "name", "path")
    return {pk: (name, path) for pk, name, path in units}


def count_in(unit_ids: Iterable[int]) -> int:
    """How many are now in one of the units."""
    return Membership.objects.open().filter(unit__among=sorted(unit_ids)).count()


def members_of(unit_ids: Iterable[int], except_for: Container[int] = ()) -> list[ExistingMember]:
    """Those who are now in one of the units, class by class in the order of class lists, without `except_for`."""
    places = Membership.objects.open().filter(unit__among=sorted(unit_ids)).values_list("member_id", "unit_id")
    unit_of = {member_id: unit_id for member_id, unit_id in places if member_id not in except_for}
    names = _names_and_paths(set(unit_of.values()))
    members = []
    for batch in batches(sorted(unit_of)):
        for sort_key, pk, code, *values in Member.objects.filter(pk__among=batch).values_list("sort_key", *MEMBER_COLUMNS):
            unit_id = unit_of[pk]
            member = ExistingMember(pk, code, tuple(values), names[unit_id][0], unit_id)
            members.append((names[unit_id][1], sort_key, member.code, member))
    return [member for *_key, member in sorted(members, key=lambda each: each[:3])]


def batches(items: list[Any], size: int = BATCH) -> list[list[Any]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
