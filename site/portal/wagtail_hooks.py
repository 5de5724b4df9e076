"""What the shell changes in Wagtail's admin: menus lead only to what does something here."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem

# Wagtail's help leads to English pages about Wagtail; ours is docs/ in Vietnamese. No block shows a document yet.
IDLE_IN_MAIN_MENU = {"help", "documents"}
# There is one site, and pictures of all courses are chosen from one list.
IDLE_IN_SETTINGS = {"sites", "collections"}
# Names of models, for programmers.
IDLE_IN_REPORTS = {"page-types-usage"}


def without(menu_items: list[MenuItem], names: set[str]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in names]


@hooks.register("construct_main_menu")
def main_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    without(menu_items, IDLE_IN_MAIN_MENU)


@hooks.register("construct_settings_menu")
def settings_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    without(menu_items, IDLE_IN_SETTINGS)


@hooks.register("construct_reports_menu")
def reports_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    without(menu_items, IDLE_IN_REPORTS)


@hooks.register("construct_homepage_summary_items")
def summary_items(request: HttpRequest, items: list[SummaryItem]) -> None:
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


def leave_what_was_typed(widget: Any) -> None:
    """The calendar of a date field puts today in place of what it cannot read; the server tells what is wrong with it instead."""
    config = widget.get_config
    widget.get_config = lambda self: config(self) | {"validateOnBlur": False}


for each in (AdminDateInput, AdminDateTimeInput):
    leave_what_was_typed(each)
