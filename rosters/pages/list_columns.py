"""Columns of Wagtail's tables that keep their headings on a phone, where a row is a block (table.css)."""

from collections.abc import Callable
from typing import Any

from wagtail.admin.ui.tables import Column


class ListColumn(Column):
    """A column of values: `value` takes a row and gives what is shown; `link` takes it and gives the address it leads to."""

    cell_template_name = "rosters/admin/parts/list_cell.html"
    header_template_name = "rosters/admin/parts/list_head.html"

    def __init__(
        self,
        name: str,
        label: Any,
        value: Callable[[Any], Any],
        *,
        link: Callable[[Any], str] | None = None,
        css: str = "",
        sort_key: str | None = None,
    ) -> None:
        super().__init__(name, label=label, accessor=value, classname=css, sort_key=sort_key)
        self.link = link

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"link": self.link(instance) if self.link else ""}


class ActionColumn(Column):
    """A column of buttons: `template` shows what can be done with `instance`. Its heading is for screen readers."""

    header_template_name = "rosters/admin/parts/list_head.html"

    def __init__(self, label: Any, template: str) -> None:
        super().__init__("actions", label=label, accessor=str)
        self.cell_template_name = template
        self.hidden_head = True

    def render_cell_html(self, instance: Any, parent_context: Any) -> str:
        """With the request, without which a form has no token."""
        context = self.get_cell_context_data(instance, parent_context)
        return self.cell_template.render(context, parent_context.get("request"))


class TickColumn(Column):
    """A box to tick a row with. `value` takes a row and gives what is sent, and the name of the row for a screen reader."""

    cell_template_name = "rosters/admin/parts/tick_cell.html"
    header_template_name = "rosters/admin/parts/list_head.html"
    hidden_head = True

    def __init__(self, name: str, label: Any, value: Callable[[Any], tuple[str, str]]) -> None:
        super().__init__(name, label=label, accessor=value)
