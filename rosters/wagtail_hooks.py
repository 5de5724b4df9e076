"""What rosters add to Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy

from rosters import permissions
from rosters.choosers import member_chooser, unit_chooser
from rosters.models import Member, Unit
from rosters.pages import urls
from rosters.pages.frame import stylesheets
from rosters.pages.staff_log import ACTIONS
from rosters.permission_policies import UnitScopedPolicy
from rosters.staff.viewsets import no_learners_in_bulk

# One file for each component; tokens first.
STYLES = ("tokens", "page", "table", "form", "filter", "progress", "import", "merge")


class RosterMenuItem(MenuItem):
    """Shown to those who look after a unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.has_permission(request.user, permissions.VIEW_UNIT)


register_permission_policy(
    Unit,
    UnitScopedPolicy(
        Unit,
        {
            "view": permissions.VIEW_UNIT, "choose": permissions.VIEW_UNIT, "add": permissions.MANAGE_UNITS,
            "change": permissions.MANAGE_UNITS,
        },
        lambda unit: [unit],
        Unit.objects.visible_to,
    ),
)  # fmt: skip
register_permission_policy(
    Member,
    UnitScopedPolicy(
        Member,
        {
            "view": permissions.VIEW_MEMBERS, "choose": permissions.VIEW_MEMBERS, "add": permissions.IMPORT_ROSTER,
            "change": permissions.IMPORT_ROSTER,
        },
        lambda member: [place.unit for place in member.memberships.open().select_related("unit")],
        Member.objects.visible_to,
    ),
)  # fmt: skip


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)


@hooks.register("register_admin_viewset")
def choosers() -> list[ViewSet]:
    return [unit_chooser, member_chooser]


hooks.register("before_bulk_action", no_learners_in_bulk)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return RosterMenuItem(_("Đơn vị và danh sách"), reverse("roster_units"), name="don-vi", icon_name="group", order=110)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return stylesheets("rosters/admin", STYLES)
