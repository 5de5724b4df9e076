"""What is done to one member."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from rosters.models import Member, Membership, Unit
from rosters.nonces import new_nonce
from rosters.trees import locked_tree


@transaction.atomic
def reissue_login_code(member: Member) -> None:
    """A new login code: the old one opens nothing any more, and whoever is logged in with it is logged out.

    So it is with the cards of records that were merged into this one.
    """
    for record in (member, *member.merged.all()):
        record.login_nonce = new_nonce()
        record.save(update_fields=["login_nonce"])
    if member.user:
        # A session is bound to the password field; another unusable password ends every session.
        member.user.set_unusable_password()
        member.user.save(update_fields=["password"])


def _locked(membership: Membership) -> Membership | None:
    """The membership as it is, with its member locked: a merge waits for us, or we for it. None when it took the place away."""
    list(Member.objects.select_for_update().filter(pk=membership.member_id).values_list("pk"))
    return Membership.objects.select_for_update().filter(pk=membership.pk).first()


@transaction.atomic
def close_membership(membership: Membership, reason: str, day: dt.date) -> None:
    """End a membership on `day`, with a reason. Nothing is deleted: what was learned there stays counted there.

    Ending it twice changes nothing.
    """
    locked = _locked(membership)
    if locked and locked.end is None:
        locked.end = max(day, locked.start)
        locked.close_reason = reason
        locked.save(update_fields=["end", "close_reason"])


def take_back(membership: Membership, day: dt.date) -> bool:
    """Open a place again for somebody who left, in the unit of `membership`, from `day` on.

    False when they were placed since, or the unit is closed.
    """
    with locked_tree():
        Member.objects.select_for_update().get(pk=membership.member_id)
        since = Q(tree=membership.tree) | Q(start__gt=membership.end or day)
        elsewhere = Membership.objects.open().filter(since, member=membership.member_id)
        if _is_closed(membership.unit_id) or elsewhere.exists():
            return False
        start = max(day, membership.end or day)
        Membership.objects.create(member_id=membership.member_id, unit_id=membership.unit_id, tree=membership.tree, start=start)
        return True


def move_membership(membership: Membership, unit: Unit, day: dt.date) -> bool:
    """End a membership on `day` and open the next in `unit`, of the same tree. Moving twice changes nothing.

    False when the unit is closed. The lock of the trees is taken first, so that a unit that is just being closed is met either
    before or after, and nobody is left in it.
    """
    with locked_tree():
        if _is_closed(unit.pk):
            return False
        locked = _locked(membership)
        if locked is not None and locked.end is None and locked.unit_id != unit.pk:
            close_membership(locked, Membership.CloseReason.MOVED, day)
            Membership.objects.create(member_id=locked.member_id, unit=unit, tree=unit.tree, start=max(day, locked.start))
        return True


def _is_closed(unit_id: int) -> bool:
    return Unit.objects.filter(pk=unit_id, closed_on__isnull=False).exists()
