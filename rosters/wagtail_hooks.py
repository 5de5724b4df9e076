"""What rosters add to Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rosters import permissions
from rosters.pages import urls
from rosters.pages.frame import stylesheets

# One file for each component; tokens first.
STYLES = ("tokens", "page", "table", "form", "filter", "progress", "import", "merge")


class RosterMenuItem(MenuItem):
    """Shown to those who look after a unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.has_permission(request.user, permissions.VIEW_UNIT)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return RosterMenuItem(_("Đơn vị và danh sách"), reverse("roster_units"), name="don-vi", icon_name="group", order=110)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return stylesheets("rosters/admin", STYLES)
