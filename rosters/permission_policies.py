"""Wagtail's questions about units, members and roster imports, answered by the one question that exists (permissions.py).

Registered with Wagtail, so that its viewsets, choosers and menus ask the same as our own pages.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from wagtail.permission_policies.base import BasePermissionPolicy

from rosters import permissions


class UnitScopedPolicy(BasePermissionPolicy):
    """Of things that belong to units: what Wagtail calls an action needs one of our permissions at the thing's unit.

    `needed` is our permission by Wagtail's action; `units_of` gives the units that a thing belongs to; `visible_to` narrows
    a queryset of such things down to those that a user may see.
    """

    def __init__(
        self,
        model: type[models.Model],
        needed: Mapping[str, str],
        units_of: Callable[[Any], Iterable[Any]],
        visible_to: Callable[[Any], Any],
    ) -> None:
        super().__init__(model)
        self.needed, self.units_of, self.visible_to = needed, units_of, visible_to

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.needed and permissions.has_permission(user, self.needed[action])

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if not self.user_has_permission(user, action):
            return False
        units = self.units_of(instance)
        return permissions.is_administrator(user) or any(
            permissions.has_permission(user, self.needed[action], unit) for unit in units
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        """What the user may see, where one of the actions is allowed at all: no permission of ours reaches less far."""
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        return self.visible_to(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> Any:
        """Accounts that may do one of the actions anywhere. Asks each of them; there are as many as organizers."""
        staff = get_user_model()._default_manager.filter(is_active=True, member=None)
        wanted = [user.pk for user in staff if self.user_has_any_permission(user, actions)]
        return get_user_model()._default_manager.filter(pk__in=wanted)
