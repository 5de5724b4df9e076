"""The part of the database that a roster may touch, as plain values for planning."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rosters import permissions
from rosters.importing.matching import PresentMember
from rosters.importing.placing import PresentUnit, PresentUnits
from rosters.importing.rows import RosterRow
from rosters.models import Member, Membership, Unit
from rosters.names import fold
from rosters.units import KIND_IN_ROSTER, LEAF_KINDS, Tree, UnitKind, kinds_below

BATCH = 5000
LONGEST_NUMBER = 12
MEMBER_COLUMNS = (
    "pk", "code", "full_name", "birth_date", "sex", "is_union_member", "ministry_code", "identity_digest",
)  # fmt: skip
# Kinds below which an import may make a class or chapter that it names.
GROWING_KINDS = {UnitKind.SCHOOL, UnitKind.BRANCH}


@dataclass
class Wanted:
    """By what the members that rows may mean are looked up."""

    codes: set[str] = field(default_factory=set)
    ministry_codes: set[str] = field(default_factory=set)
    identity_digests: set[str] = field(default_factory=set)
    # Folded name -> codes under which it stands in the file; a name whose codes are all known is not looked up.
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def by(cls, rows: Iterable[RosterRow]) -> "Wanted":
        wanted = cls()
        for row in rows:
            code = row.values.get("code", "")
            if code:
                wanted.codes.add(code)
                if row.numeric_code:
                    wanted.codes |= {code.zfill(width) for width in range(len(code) + 1, LONGEST_NUMBER + 1)}
            for name, found in (("ministry_code", wanted.ministry_codes), ("identity_digest", wanted.identity_digests)):
                if name in row.values:
                    found.add(row.values[name])
            if "full_name" in row.values:
                wanted.names[fold(row.values["full_name"])].add(code)
        return wanted


def present_units(unit: Unit) -> PresentUnits:
    """The classes or chapters at and below `unit`, and the units that may hold them."""
    tree = Tree(unit.tree)
    leaf_kind = KIND_IN_ROSTER[tree]
    upper_kinds = [kind for kind in UnitKind if leaf_kind in kinds_below(kind)]
    rows = list(
        Unit.objects.under(unit).filter(kind__in=[leaf_kind, *upper_kinds]).values_list("pk", "name", "code", "kind", "path")
    )
    by_path = {path: pk for pk, _name, _code, kind, path in rows if kind != leaf_kind}
    leaves = [
        PresentUnit(pk, name, code, by_path.get(path[: -Unit.steplen]))
        for pk, name, code, kind, path in rows
        if kind == leaf_kind
    ]
    uppers = [PresentUnit(pk, name, code) for pk, name, code, kind, _path in rows if kind != leaf_kind]
    may_add = frozenset(pk for pk, _name, _code, kind, _path in rows if kind in GROWING_KINDS)
    target = PresentUnit(unit.pk, unit.name, unit.code) if UnitKind(unit.kind) in LEAF_KINDS else None
    return PresentUnits("class_name" if tree == Tree.SCHOOL else "chapter_name", leaves, uppers, target, may_add)


def present_members(user: Any, unit: Unit, rows: Iterable[RosterRow]) -> list[PresentMember]:
    """Everybody whom one of `rows` may mean: by its codes; by its name, those below `unit` or in no unit of its tree yet.

    People whom `user` may not see are told only by their code, and are marked as such.
    """
    wanted = Wanted.by(rows)
    found: dict[int, tuple[Any, ...]] = {}
    for column, values in (
        ("code", wanted.codes),
        ("ministry_code", wanted.ministry_codes),
        ("identity_digest", wanted.identity_digests),
    ):
        for batch in batches(sorted(values)):
            for each in Member.objects.filter(**{f"{column}__in": batch}).values_list(*MEMBER_COLUMNS):
                found[each[0]] = each
    known = {each[1] for each in found.values()} | {each[6] for each in found.values()}
    names = sorted(name for name, codes in wanted.names.items() if not codes <= known)
    for batch in batches(names):
        unplaced = Member.objects.visible_to(user).without_place_in(unit.tree)
        for people in (Member.objects.under(unit), unplaced):
            for each in people.filter(folded_name__in=batch).values_list(*MEMBER_COLUMNS):
                found[each[0]] = each
    return list(_with_places(user, Tree(unit.tree), found))


def _with_places(user: Any, tree: Tree, found: dict[int, tuple[Any, ...]]) -> Iterable[PresentMember]:
    sees_all = permissions.sees_every_unit(user)
    own_paths = () if sees_all else tuple(own.path for own in permissions.units_of(user))
    for batch in batches(sorted(found)):
        here: dict[int, tuple[int, str, str]] = {}
        seen: set[int] = set()
        places = Membership.objects.open().filter(member_id__in=batch)
        for member_id, place_tree, unit_id, name, path in places.values_list(
            "member_id", "tree", "unit_id", "unit__name", "unit__path"
        ):
            if place_tree == tree:
                here[member_id] = (unit_id, name, path)
            if own_paths and path.startswith(own_paths):
                seen.add(member_id)
        for pk in batch:
            unit_id, name, path = here.get(pk, (None, "", ""))
            # In no unit of this tree yet, or in one that the organizer looks after.
            reachable = unit_id is None or sees_all or path.startswith(own_paths)
            columns = dict(zip(MEMBER_COLUMNS, found[pk], strict=True))
            yield PresentMember(**columns, unit_name=name, unit_id=unit_id, reachable=reachable, visible=sees_all or pk in seen)


def members_of(unit_ids: Iterable[int]) -> list[PresentMember]:
    """Those who are now in one of the units, in the order of class lists."""
    members = []
    for batch in batches(sorted(unit_ids)):
        places = (
            Membership.objects.open()
            .filter(unit_id__in=batch)
            .order_by("unit__path", "member__sort_key", "member__code")
            .values_list("unit_id", "unit__name", *(f"member__{name}" for name in MEMBER_COLUMNS))
        )
        for unit_id, unit_name, *columns in places:
            fields = dict(zip(MEMBER_COLUMNS, columns, strict=True))
            members.append(PresentMember(**fields, unit_name=unit_name, unit_id=unit_id))
    return members


def batches(items: list[Any], size: int = BATCH) -> list[list[Any]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
