"""What figures add to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import register_permission_policy

from participation import admin_urls
from participation.campaigns.models import Campaign
from participation.figures.unit_figures import figures_of
from participation.rules.periods import week_of
from rosters import permissions
from rosters.models import Unit
from rosters.pages.frame import stylesheets
from rosters.pages.units import UnitButton
from rosters.permission_policies import UnitScopedPolicy


class FiguresMenuItem(MenuItem):
    """Shown to those who look after a unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.has_permission(request.user, permissions.VIEW_FIGURES)


class UnitsPanel(Component):
    """The first thing an organizer sees: their units, this week, and what can be done."""

    order = 10
    template_name = "participation/admin/units_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        week = week_of(timezone.localdate())
        units = Unit.objects.tops_for(user)
        return {
            "figures": figures_of(units, week),
            "week": week,
            "only_units": not permissions.is_administrator(user),
        }


register_permission_policy(
    Campaign,
    UnitScopedPolicy(
        Campaign,
        {
            "view": permissions.VIEW_FIGURES, "add": permissions.MANAGE_CAMPAIGNS, "change": permissions.MANAGE_CAMPAIGNS,
            "delete": permissions.MANAGE_CAMPAIGNS,
        },
        lambda campaign: campaign.units.all(),
        Campaign.objects.visible_to,
    ),
)  # fmt: skip


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return admin_urls.urlpatterns


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return stylesheets("participation/admin", ("figures", "campaigns", "api_tokens"))


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return FiguresMenuItem(gettext_lazy("Số liệu tham gia"), reverse("figures"), name="so-lieu", icon_name="table", order=120)


@hooks.register("register_admin_menu_item")
def register_campaigns_menu_item() -> MenuItem:
    address = reverse("figures_campaigns")
    return FiguresMenuItem(gettext_lazy("Đợt thi đua"), address, name="dot-thi-dua", icon_name="date", order=130)


@hooks.register("register_unit_buttons")
def unit_buttons(user: Any, unit: Unit) -> list[UnitButton]:
    if not permissions.has_permission(user, permissions.VIEW_FIGURES, unit):
        return []
    return [UnitButton(reverse("figures_unit", args=[unit.code]), _("Xem số liệu"), "table", True)]


@hooks.register("construct_homepage_panels")
def units_panel(request: HttpRequest, panels: list[Component]) -> None:
    if permissions.has_permission(request.user, permissions.VIEW_FIGURES):
        panels.append(UnitsPanel())
