"""Who may do what. One question, asked everywhere: has_permission(user, permission, unit).

Roles are data: administrators and editors are Django groups, an organizer is a row of Organizer that
names a user and a unit. An organizer's rights reach the unit and everything below it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied

VIEW_UNIT = "view_unit"
VIEW_FIGURES = "view_figures"
VIEW_MEMBERS = "view_members"
IMPORT_ROSTER = "import_roster"
PRINT_CARDS = "print_cards"
MANAGE_UNITS = "manage_units"
RENAME_UNITS = "rename_units"
CLOSE_UNITS = "close_units"
APPOINT_ORGANIZERS = "appoint_organizers"
MANAGE_CAMPAIGNS = "manage_campaigns"
REPLACE_REPORT_TEMPLATES = "replace_report_templates"
REBUILD_FIGURES = "rebuild_figures"

ORGANIZER_PERMISSIONS = frozenset({VIEW_UNIT, VIEW_FIGURES, VIEW_MEMBERS, IMPORT_ROSTER, PRINT_CARDS})
ADMINISTRATOR_PERMISSIONS = ORGANIZER_PERMISSIONS | {
    MANAGE_UNITS, RENAME_UNITS, CLOSE_UNITS, APPOINT_ORGANIZERS, MANAGE_CAMPAIGNS, REPLACE_REPORT_TEMPLATES, REBUILD_FIGURES,
}  # fmt: skip

# The Django permission that makes a user an administrator of the whole province.
ADMINISTRATOR = "rosters.administer"


class _Machine:
    """Whoever may run management commands on the server may do everything there."""

    pk = None
    is_active = is_authenticated = True

    def has_perm(self, permission: str) -> bool:
        return True

    def __str__(self) -> str:
        return "manage.py"


MACHINE = _Machine()


def is_administrator(user: Any) -> bool:
    return bool(user.is_active and user.has_perm(ADMINISTRATOR))


def sees_every_unit(user: Any) -> bool:
    return is_administrator(user)


def units_of(user: Any) -> list[Any]:
    """The units that `user` organizes, without those below them. Asked once for each user object."""
    if not getattr(user, "is_authenticated", False):
        return []
    if not hasattr(user, "_organized_units"):
        user._organized_units = [role.unit for role in user.organizer_roles.select_related("unit")]
    return user._organized_units


def is_organizer(user: Any) -> bool:
    return bool(units_of(user))


def has_permission(user: Any, permission: str, unit: Any = None) -> bool:
    """Whether `user` may do `permission` at `unit`; without a unit, whether anywhere at all."""
    if not user.is_active:
        return False
    if is_administrator(user):
        return permission in ADMINISTRATOR_PERMISSIONS
    units = units_of(user)
    if permission in (APPOINT_ORGANIZERS, RENAME_UNITS, CLOSE_UNITS):
        # Whoever looks after a unit appoints those who look after the units below it, never a peer, says what they are
        # called (a class that goes up is 11A1 and no longer 10A1), and closes what is there no more.
        return bool(units) if unit is None else any(_is_below(unit, own) for own in units)
    if permission not in ORGANIZER_PERMISSIONS:
        return False
    return bool(units) if unit is None else any(unit.path.startswith(own.path) for own in units)


def needs(permission: str, view: Callable[..., Any]) -> Callable[..., Any]:
    """`view`, for those alone who have `permission` somewhere. Which unit it is about, the view asks itself.

    The address says what it needs where it is declared (pages.urls, participation.admin_urls); a system check holds that
    every page of ours does, and organizers reach no other page of Wagtail's admin (portal.middleware).
    """

    @wraps(view)
    def checked(request: Any, *args: Any, **kwargs: Any) -> Any:
        if not has_permission(request.user, permission):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    checked.needed_permission = permission  # type: ignore[attr-defined]
    return checked


def _is_below(unit: Any, above: Any) -> bool:
    return unit.path != above.path and unit.path.startswith(above.path)
