"""A table that writes its head once: each column says its heading and its cell in one place.

    {% load tables %}
    {% table member in members css="stack" %}
      {% column _("Họ và tên") css="main" %}{{ member.full_name }}{% endcolumn %}
      {% column _("Mã") css="num" when=shows_codes %}{{ member.code }}{% endcolumn %}
    {% endtable %}

On a phone a row of css="stack" stands as a block, where each cell carries its heading (`data-label`). `when` leaves a column
out, `hidden_head` shows its heading to screen readers only, `short` is the heading on a phone. What stands in {% norows %}
is shown in place of the table when there are no rows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@dataclass(frozen=True)
class Column:
    """A heading, the classes of its cells, and what renders a cell in the context of its row."""

    heading: str
    render: Callable[[Context], str]
    css: str = ""
    short: str = ""
    hidden_head: bool = False

    def head(self) -> SafeString:
        text = format_html('<span class="w-sr-only">{}</span>', self.heading) if self.hidden_head else self.heading
        # Only what aligns a column goes to its head.
        css = mark_safe(' class="num"') if "num" in self.css.split() else ""
        return format_html('<th scope="col"{}>{}</th>', css, text)

    def cell(self, context: Context) -> SafeString:
        css = format_html(' class="{}"', self.css) if self.css else ""
        label = "" if self.hidden_head or "main" in self.css.split() else self.short or self.heading
        data = format_html(' data-label="{}"', label) if label else ""
        return format_html("<td{}{}>{}</td>", css, data, mark_safe(self.render(context).strip()))


class ColumnsNode(Node):
    """Something in a table that gives columns."""

    def columns(self, context: Context) -> Iterable[Column]:
        raise NotImplementedError


class ColumnNode(ColumnsNode):
    def __init__(self, heading: FilterExpression, options: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.heading, self.options, self.nodelist = heading, options, nodelist

    def columns(self, context: Context) -> Iterable[Column]:
        options = {name: value.resolve(context) for name, value in self.options.items()}
        if options.pop("when", True):
            # Django doubles a per cent sign in _("..."), as it stands in the catalogues.
            yield Column(str(self.heading.resolve(context)).replace("%%", "%"), self.nodelist.render, **options)


class NoRowsNode(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return self.nodelist.render(context)


class TableNode(Node):
    child_nodelists = ("nodelist",)

    def __init__(
        self, names: list[str], rows: FilterExpression, options: dict[str, FilterExpression], nodelist: NodeList
    ) -> None:
        self.names, self.rows, self.options, self.nodelist = names, rows, options, nodelist

    def render(self, context: Context) -> SafeString:
        rows = list(self.rows.resolve(context) or ())
        if not rows:
            return mark_safe("".join(node.render(context) for node in self.nodelist if isinstance(node, NoRowsNode)))
        columns = [each for node in self.nodelist if isinstance(node, ColumnsNode) for each in node.columns(context)]
        css = self.options["css"].resolve(context) if "css" in self.options else "stack"
        head = format_html_join("", "{}", ((each.head(),) for each in columns))
        body = format_html_join("\n", "<tr>{}</tr>", ((self._row(context, columns, row),) for row in rows))
        return format_html('<table class="table {}">\n<thead><tr>{}</tr></thead>\n<tbody>{}</tbody>\n</table>', css, head, body)

    def _row(self, context: Context, columns: list[Column], row: Any) -> SafeString:
        values = [row] if len(self.names) == 1 else row
        with context.push(**dict(zip(self.names, values, strict=True))):
            return format_html_join("", "{}", ((each.cell(context),) for each in columns))


def _options(parser: Parser, bits: list[str], allowed: set[str], tag: str) -> dict[str, FilterExpression]:
    options = token_kwargs(bits, parser)
    if bits or options.keys() - allowed:
        raise template.TemplateSyntaxError(f"{tag} takes {', '.join(sorted(allowed))}, and not {bits or sorted(options)}.")
    return options


@register.tag
def table(parser: Parser, token: Token) -> TableNode:
    """{% table row in rows css="..." %}; several names take a row apart, as in a for loop."""
    bits = token.split_contents()[1:]
    if "in" not in bits:
        raise template.TemplateSyntaxError('table is used as {% table row in rows css="..." %}.')
    place = bits.index("in")
    names = [name.strip(",") for name in bits[:place]]
    rows = parser.compile_filter(bits[place + 1])
    options = _options(parser, bits[place + 2 :], {"css"}, "table")
    nodelist = parser.parse(("endtable",))
    parser.delete_first_token()
    return TableNode(names, rows, options, nodelist)


@register.tag
def column(parser: Parser, token: Token) -> ColumnNode:
    """{% column heading css="..." when=... hidden_head=True short=... %} cell {% endcolumn %}"""
    _tag, heading, *bits = token.split_contents()
    options = _options(parser, bits, {"css", "when", "hidden_head", "short"}, "column")
    nodelist = parser.parse(("endcolumn",))
    parser.delete_first_token()
    return ColumnNode(parser.compile_filter(heading), options, nodelist)


@register.tag
def norows(parser: Parser, token: Token) -> NoRowsNode:
    """{% norows %} what is shown instead of a table without rows {% endnorows %}"""
    nodelist = parser.parse(("endnorows",))
    parser.delete_first_token()
    return NoRowsNode(nodelist)
