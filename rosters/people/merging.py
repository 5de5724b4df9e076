"""Two records of one person made one. The record that is not kept stays, empty, so that its card and its code still work."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from rosters.fields.roster_fields import MEMBER_FIELDS
from rosters.models import Member, MemberMerge, Membership, Unit
from rosters.people.merged_memberships import Place, together
from rosters.trees import locked_tree
from rosters.units import Tree

# What gives the things that an app keeps about a member: takes the surviving member and the other one, and returns as JSON what
# is left out because the survivor has the same.
Give = Callable[[Member, Member], Any]
_gives: dict[str, tuple[int, Give]] = {}


def on_merge(name: str, give: Give, *, order: int) -> None:
    """Apps to the right call this when they are ready. What `give` returns is stored under `name`, which so never changes."""
    _gives[name] = (order, give)


# What is blank on the kept record is filled from the other: all that a roster tells and may leave out, and the account.
FILLED_FIELDS = (*MEMBER_FIELDS, "user")


class CannotMerge(ValueError):
    """Why two records are not made one, in words for the organizer."""


def merge(survivor: Member, other: Member, user: Any = None) -> MemberMerge:
    """Make `other` a second name of `survivor`: places, learning and account go over, blanks are filled, nothing is counted twice.

    Raises CannotMerge when there are no two records. Who learns meanwhile with either card waits, and is counted; an
    import that is being written is waited for.
    """
    with locked_tree():
        return _merge(*_locked(survivor, other), user)


def _merge(survivor: Member, other: Member, user: Any) -> MemberMerge:
    before = {"places": _places_as_json(survivor, other), "kept": _values_of(survivor), "other": _values_of(other)}
    _place_together(survivor, other)
    _fill_blanks(survivor, other)
    Member.objects.filter(merged_into=other).update(merged_into=survivor)
    other.merged_into = survivor
    other.save(update_fields=["merged_into", "user"])
    survivor.save()
    in_order = sorted(_gives.items(), key=lambda each: each[1][0])
    set_aside = {name: give(survivor, other) for name, (_order, give) in in_order} | before
    return MemberMerge.objects.create(
        survivor=survivor, other=other, user=user if getattr(user, "pk", None) else None, set_aside=set_aside
    )


def _locked(survivor: Member, other: Member) -> tuple[Member, Member]:
    found = {
        member.pk: member for member in Member.objects.select_for_update().filter(pk__in=[survivor.pk, other.pk]).order_by("pk")
    }
    if survivor.pk == other.pk or len(found) < 2:
        raise CannotMerge(_("Cần hai hồ sơ khác nhau để gộp."))
    if any(member.merged_into_id for member in found.values()):
        raise CannotMerge(_("Một trong hai hồ sơ đã được gộp trước đó. Tải lại trang để xem hồ sơ đang dùng."))
    return found[survivor.pk], found[other.pk]


def _place_together(survivor: Member, other: Member) -> None:
    rows = {row.pk: row for row in Membership.objects.filter(member__in=[survivor, other])}
    for tree in Tree:
        own, others = (
            [_place(row) for row in rows.values() if row.tree == tree and row.member_id == of.pk] for of in (survivor, other)
        )
        _write_places(survivor, tree, rows, own + others, together(own, others, Membership.CloseReason.MOVED))


def units_changed(survivor: Member, other: Member) -> list[Unit]:
    """The units in which a merge would cut short or take away a place, of now or gone by."""
    found = []
    for tree in Tree:
        own, others = (list(of.memberships.filter(tree=tree).select_related("unit")) for of in (survivor, other))
        if own and others:
            places = [*map(_place, own)], [*map(_place, others)]
            stays = {(piece.pk, piece.start, piece.end) for piece in together(*places, Membership.CloseReason.MOVED)}
            found += [row.unit for row in (*own, *others) if (row.pk, row.start, row.end) not in stays]
    return found


def _place(row: Membership) -> Place:
    return Place(row.pk, row.unit_id, row.start, row.end, row.close_reason)


def _places_as_json(survivor: Member, other: Member) -> list[dict[str, Any]]:
    """The places of both as they were, so that a merge that was wrong can be mended by hand."""
    rows = (
        Membership.objects.filter(member__in=[survivor, other]).order_by("member_id", "start").select_related("unit", "member")
    )
    return [
        {
            "member": row.member.code, "unit": row.unit.code, "start": row.start.isoformat(),
            "end": row.end and row.end.isoformat(), "reason": row.close_reason,
        }
        for row in rows
    ]  # fmt: skip


def _values_of(member: Member) -> dict[str, Any]:
    own = {name: getattr(member, name) for name in MEMBER_FIELDS if name != "full_name"}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in own.items()} | {
        "user": member.user_id
    }


def _write_places(survivor: Member, tree: Tree, rows: dict[int, Membership], before: list[Place], pieces: list[Place]) -> None:
    gone = {place.pk for place in before} - {piece.pk for piece in pieces}
    Membership.objects.filter(pk__in=gone).delete()
    used: set[int] = set()
    # Those that are over first: at no moment may two be open.
    for piece in sorted(pieces, key=lambda each: each.end is None):
        place = Membership(tree=tree) if piece.pk in used else rows[piece.pk]
        used.add(piece.pk)
        place.member, place.unit_id, place.start, place.end = survivor, piece.unit, piece.start, piece.end
        place.close_reason = piece.reason
        place.save()


def _fill_blanks(survivor: Member, other: Member) -> None:
    for name in FILLED_FIELDS:
        if not getattr(survivor, name):
            setattr(survivor, name, getattr(other, name))
    if other.user and other.user_id != survivor.user_id:
        # Whoever is logged in with the other card logs in once more, and is the kept member then.
        other.user.is_active = False
        other.user.save(update_fields=["is_active"])
    else:
        other.user = None
