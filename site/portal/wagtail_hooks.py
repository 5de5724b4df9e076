"""What the shell changes in Wagtail's admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("construct_main_menu")
def leave_out_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's help menu leads to English pages about Wagtail; ours is docs/ in Vietnamese."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]
