"""Asking for a member whom somebody else looks after, and their answer."""

import datetime as dt
from typing import Any

from django.utils import timezone

from rosters.models import Member, Membership, PlaceRequest, Unit
from rosters.people.members import move_membership
from rosters.trees import locked_tree

Status = PlaceRequest.Status


# So long whoever let somebody go by mistake takes them back without asking.
DAYS_OF_A_MISTAKE = 7


def must_be_asked_for(place: Membership, user: Any, day: dt.date) -> bool:
    """Whether the one who left `place` is somewhere now, and only where `user` looks after nobody: then others answer for them.

    Not in the first days, while they are only where they were before they left: then it was a mistake.
    """
    elsewhere = place.member.memberships.open()
    if not elsewhere.exists() or Member.objects.visible_to(user).filter(pk=place.member_id).exists():
        return False
    left = place.end or day
    return day - left > dt.timedelta(days=DAYS_OF_A_MISTAKE) or elsewhere.filter(start__gte=left).exists()


def ask_for(member: Member, unit: Unit, user: Any) -> bool:
    """Asks those who look after `member` for a place in `unit`. False when it was asked already and waits for an answer."""
    by = user if getattr(user, "pk", None) else None
    # Of two who ask at the same moment one finds it asked.
    _request, is_new = PlaceRequest.objects.get_or_create(
        member=member, unit=unit, status=Status.WAITING, defaults={"asked_by": by}
    )
    return is_new


def accept(request: PlaceRequest, user: Any, day: dt.date) -> bool:
    """Gives the member the place that was asked for, from `day` on. False when it was answered already, or is not `user`'s to answer."""
    with locked_tree():
        # Locked like every change of places: a merge or a move waits for us, or we for it; so does a unit that is closed.
        member = Member.objects.select_for_update().get(pk=request.member_id)
        # Whoever was moved since the list of requests was shown is somebody else's to give.
        may = PlaceRequest.objects.for_answer_by(user).filter(pk=request.pk).exists()
        if not may or not _answer(request, user, Status.ACCEPTED):
            return False
        person, unit = member.person, request.unit
        here = person.memberships.open().filter(tree=unit.tree).first()
        if here is None:
            Membership.objects.create(member=person, unit=unit, tree=unit.tree, start=day)
        else:
            move_membership(here, unit, day)
        return True


def refuse(request: PlaceRequest, user: Any) -> bool:
    """Leaves the member where they are. False when it was answered already."""
    return _answer(request, user, Status.REFUSED)


def _answer(request: PlaceRequest, user: Any, status: str) -> bool:
    """Of two answers at the same moment one finds that there is one already."""
    waiting = PlaceRequest.objects.waiting().filter(pk=request.pk)
    by = user if getattr(user, "pk", None) else None
    return bool(waiting.update(status=status, decided_by=by, decided_at=timezone.now()))
