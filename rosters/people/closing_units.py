"""Closing a unit that is there no more, making one part of another, and opening it again. Nothing is deleted."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from rosters.models import Member, Membership, PlaceRequest, Unit, UnitClosing
from rosters.trees import locked_tree, move_unit
from rosters.units import LEAF_KINDS

# So many are written in one statement.
BATCH = 1_000
MOVED = Membership.CloseReason.MOVED.value
# So many names of units are told of those that stand in the way.
NAMES_TOLD = 5


class CannotClose(ValueError):
    """Why a unit is not closed, joined to another or opened again, in words for the organizer."""


class OpenedAgain(NamedTuple):
    """How many came back to a unit that was opened again, and how many are somewhere else by now and stay there."""

    back: int
    elsewhere: int


def may_join(unit: Unit, into: Unit) -> bool:
    """Whether `unit` may be made part of `into`: another one of its kind and tree, which is open."""
    return unit.pk != into.pk and unit.kind == into.kind and into.closed_on is None


def close_unit(unit: Unit, *, into: Unit | None, reason: str, user: Any, day: dt.date) -> UnitClosing:
    """Close `unit` from `day` on, with all units below it.

    Without `into` everybody in it leaves, for `reason`. With `into` its members, and the units below it, go there instead. What
    was learned before stays counted where it was learned; units that move take their figures with them (trees.move_unit).
    Raises CannotClose.
    """
    with locked_tree():
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        into = Unit.objects.select_for_update().get(pk=into.pk) if into else None
        _refuse(unit, into)
        moved = _move_units_below(unit, into) if into else []
        closed = list(Unit.objects.under(Unit.objects.get(pk=unit.pk)).open().values_list("pk", flat=True))
        ended = _end_memberships(closed, Membership.CloseReason.MOVED if into else reason, day)
        if into:
            _open_memberships(ended, into, day)
        waiting = PlaceRequest.objects.waiting().filter(unit__in=closed)
        by = user if getattr(user, "pk", None) else None
        waiting.update(status=PlaceRequest.Status.REFUSED, decided_by=by, decided_at=timezone.now())
        Unit.objects.filter(pk__in=closed).update(closed_on=day)
        return UnitClosing.objects.create(
            unit=unit, into=into, user=by, closed_units=closed, moved_units=moved, ended_memberships=ended
        )


def open_again(unit: Unit, day: dt.date) -> OpenedAgain:
    """Open a closed unit from `day` on, and bring back the units and people that its last closing sent away.

    Who has a place elsewhere by now stays there. Raises CannotClose.
    """
    with locked_tree():
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        closing = unit.closings.filter(opened_again_at=None).select_related("unit", "into").order_by("-pk").first()
        if unit.closed_on is None or closing is None:
            raise CannotClose(f"{unit.label} đang mở, hoặc đã đóng cùng đơn vị cấp trên. Mở lại đơn vị cấp trên trước.")
        above = unit.get_parent()
        if above is not None and above.closed_on is not None:
            raise CannotClose(f"{above.label} đang đóng. Mở lại {above.label} trước.")
        _refuse_twin(unit, above)
        Unit.objects.filter(pk__in=closing.closed_units).update(closed_on=None)
        for pk in closing.moved_units:
            _bring_back(pk, closing, unit)
        found = _bring_people_back(closing, day)
        closing.opened_again_at = timezone.now()
        closing.save(update_fields=["opened_again_at"])
        return found


def _refuse_twin(unit: Unit, above: Unit | None) -> None:
    """Raises CannotClose where another unit has the name by now: lists that name it would mean either."""
    beside = Unit.objects.directly_below(above).open() if above else Unit.objects.filter(depth=1).open()
    if beside.filter(folded_name=unit.folded_name, kind=unit.kind).exclude(pk=unit.pk).exists():
        raise CannotClose(f"Nay đã có {unit.label} khác đang mở. Đổi tên đơn vị ấy, rồi mở lại.")


def _refuse(unit: Unit, into: Unit | None) -> None:
    """Raises CannotClose."""
    if unit.closed_on is not None:
        raise CannotClose(f"{unit.label} đã đóng từ ngày {unit.closed_on:%d/%m/%Y}.")
    if unit.depth == 1:
        raise CannotClose(f"{unit.label} đứng đầu hệ thống nên không đóng được.")
    if into is None:
        return
    if not may_join(unit, into):
        raise CannotClose(f"Không gộp được {unit.label} vào {into.label}: chỉ gộp vào một đơn vị khác cùng loại và đang mở.")
    names = {each.folded_name for each in Unit.objects.directly_below(into).open()}
    twice = [each.label for each in Unit.objects.directly_below(unit).open() if each.folded_name in names]
    if twice:
        shown = ", ".join(twice[:NAMES_TOLD]) + (", …" if len(twice) > NAMES_TOLD else "")
        raise CannotClose(f"Cả hai nơi đều có: {shown}. Đổi tên hoặc gộp những đơn vị này trước, rồi gộp {unit.label}.")


def _move_units_below(unit: Unit, into: Unit) -> list[int]:
    """Sends the open units directly below `unit` to `into`. Their ids. Closed ones stay with what they were part of."""
    if unit.kind in LEAF_KINDS:
        return []
    moved = list(Unit.objects.directly_below(unit).open())
    for each in moved:
        move_unit(each, into)
    return [each.pk for each in moved]


def _end_memberships(units: list[int], reason: str, day: dt.date) -> list[int]:
    """Ends the places in `units`. Their ids. The members are locked first: a merge waits for us, or we for it."""
    places = Membership.objects.open().filter(unit__in=units)
    list(Member.objects.filter(memberships__in=places).order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    ended = list(places.order_by("pk").values_list("pk", flat=True))
    for batch in _batches(ended):
        _end(batch, reason, day)
    return ended


def _end(places: list[int], reason: str, day: dt.date) -> None:
    Membership.objects.filter(pk__in=places).update(end=Greatest(F("start"), Value(day)), close_reason=reason)


def _open_memberships(ended: list[int], into: Unit, day: dt.date) -> None:
    for batch in _batches(ended):
        rows = Membership.objects.filter(pk__in=batch).order_by("pk").values_list("member_id", "end")
        Membership.objects.bulk_create(
            Membership(member_id=member, unit=into, tree=into.tree, start=max(day, end or day)) for member, end in rows
        )


def _bring_back(pk: int, closing: UnitClosing, unit: Unit) -> None:
    """A unit that went to another comes back, unless it was moved on since."""
    moved = Unit.objects.filter(pk=pk).first()
    here = moved.get_parent() if moved else None
    if moved and here and here.pk == closing.into_id:
        move_unit(moved, unit)


def _bring_people_back(closing: UnitClosing, day: dt.date) -> OpenedAgain:
    # Those who went along in a unit that is brought back.
    back = Membership.objects.open().filter(unit__in=closing.moved_units).count()
    elsewhere = 0
    # Of somebody whose two records were merged since, one place.
    seen: set[tuple[int, str]] = set()
    beside = closing.into is None or _is_beside(closing.unit, closing.into)
    for batch in _batches(closing.ended_memberships[::-1]):
        rows = list(Membership.objects.filter(pk__in=batch).exclude(end=None).order_by("-pk"))
        places = [row for row in rows if (row.member_id, row.tree) not in seen]
        places = list({(row.member_id, row.tree): row for row in places[::-1]}.values())
        seen |= {(row.member_id, row.tree) for row in places}
        members = [place.member_id for place in places]
        list(Member.objects.filter(pk__in=members).order_by("pk").select_for_update().values_list("pk"))
        latest = _latest_places(members, {place.tree for place in places})
        coming = [place for place in places if beside and _comes_back(place, latest[place.member_id, place.tree], closing)]
        _end([last.pk for place in coming if (last := latest[place.member_id, place.tree]).end is None], MOVED, day)
        Membership.objects.bulk_create(
            Membership(member_id=each.member_id, unit_id=each.unit_id, tree=each.tree, start=max(day, each.end or day))
            for each in coming
        )
        back, elsewhere = back + len(coming), elsewhere + len(places) - len(coming)
    return OpenedAgain(back, elsewhere)


def _is_beside(unit: Unit, into: Unit) -> bool:
    """Whether both still stand below one unit: who was taken elsewhere with `into` is not taken away from there."""
    return into.depth == unit.depth and into.path[: -Unit.steplen] == unit.path[: -Unit.steplen]


def _latest_places(members: list[int], trees: set[str]) -> dict[tuple[int, str], Membership]:
    """The last place of each member in each tree: the open one, or the one that ended last."""
    rows = Membership.objects.filter(member__in=members, tree__in=trees).order_by("start", "pk")
    found = {(row.member_id, row.tree): row for row in rows}
    return found | {(row.member_id, row.tree): row for row in rows if row.end is None}


def _comes_back(place: Membership, latest: Membership, closing: UnitClosing) -> bool:
    """Who has been nowhere else since, or is still where the closing sent them; who left from there stays away."""
    if closing.into_id is None:
        return latest.pk == place.pk
    return latest.end is None and latest.unit_id == closing.into_id


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
