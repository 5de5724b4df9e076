"""Columns of figures in a table: a heading and a number for each, from participation.figures.definitions."""

from collections.abc import Iterable
from functools import partial

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context

from participation.figures.definitions import Figure
from rosters.numbers import number, percent
from rosters.templatetags.tables import Column, ColumnsNode

register = template.Library()


class FigureColumnsNode(ColumnsNode):
    def __init__(self, listed: FilterExpression, figures: FilterExpression) -> None:
        self.listed, self.figures = listed, figures

    def columns(self, context: Context) -> Iterable[Column]:
        for each in self.listed.resolve(context):
            yield Column(str(each.heading), partial(self._written, each), "num strong" if each.is_rate else "num")

    def _written(self, figure: Figure, context: Context) -> str:
        value = figure.get(self.figures.resolve(context))
        return percent(value) if figure.is_rate else number(value)  # type: ignore[arg-type]


@register.tag
def figure_columns(parser: Parser, token: Token) -> FigureColumnsNode:
    """{% figure_columns listed row %}: a column for each of the figures `listed`, read from `row`."""
    _tag, listed, figures = token.split_contents()
    return FigureColumnsNode(parser.compile_filter(listed), parser.compile_filter(figures))
