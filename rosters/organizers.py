"""Appointing those who look after units."""

from django.contrib.auth.models import Group
from django.db import transaction

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
