"""Appointing those who look after units."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from rosters import permissions
from rosters.models import Organizer, Unit, User

ORGANIZERS_GROUP = "Người phụ trách"


@transaction.atomic
def appoint(user: User, unit: Unit) -> Organizer:
    """Make `user` an organizer of `unit` and let them into the admin."""
    user.groups.add(Group.objects.get(name=ORGANIZERS_GROUP))
    role, _ = Organizer.objects.get_or_create(user=user, unit=unit)
    return role


@transaction.atomic
def dismiss(role: Organizer) -> None:
    """Take the role away; without any role left the user has no way into the admin as an organizer."""
    user = role.user
    role.delete()
    if not user.organizer_roles.exists():
        user.groups.remove(Group.objects.get(name=ORGANIZERS_GROUP))


def may_reset_password(appointer: Any, user: User) -> bool:
    """Whether `appointer` may give `user` a new password: all that the account opens lies below what the appointer looks after.

    Administrators do it for anybody on the page of accounts; here for organizers alone.
    """
    roles = list(user.organizer_roles.select_related("unit"))
    others = user.is_superuser or user.groups.exclude(name=ORGANIZERS_GROUP).exists()
    if appointer is None or not roles or others or user.pk == appointer.pk:
        return False
    return all(permissions.has_permission(appointer, permissions.APPOINT_ORGANIZERS, role.unit) for role in roles)
