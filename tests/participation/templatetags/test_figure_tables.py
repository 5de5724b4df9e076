"""Columns of figures in a table: a heading and a number for each, written the Vietnamese way."""

from types import SimpleNamespace

from django.template import Context, Template

from participation.figures.definitions import COUNTED, PEOPLE, RATE, TABLE
from participation.figures.unit_figures import Figures
from participation.rules.measures import ActivityFigures

TEMPLATE = Template(
    "{% load tables figure_tables %}{% table row in rows %}{% column 'Đơn vị' css='main' %}{{ row.name }}{% endcolumn %}{% figure_columns listed row.figures %}{% endtable %}"
)


def shown(listed, **fields):
    figures = Figures(roster=fields.pop("roster", 0), activity=ActivityFigures.of(**fields))
    return TEMPLATE.render(Context({"rows": [SimpleNamespace(name="Lớp 10A1", figures=figures)], "listed": listed}))


def test_numbers_have_points_and_rates_a_comma():
    html = shown((PEOPLE, RATE), roster=3000, people=1234)
    assert '<td class="num" data-label="Người tham gia">1.234</td>' in html
    assert '<td class="num strong" data-label="Tỷ lệ">41,1%</td>' in html


def test_without_a_roster_there_is_a_dash():
    assert ">–</td>" in shown((RATE,), people=2)


def test_every_figure_of_the_list_has_its_column_in_its_order():
    html = shown(TABLE)
    places = [html.index(f">{figure.heading}</th>") for figure in TABLE]
    assert places == sorted(places)
    assert html.count("<th ") == len(TABLE) + 1


def test_a_figure_is_read_from_what_it_says_and_not_by_its_place():
    assert ">7</td>" in shown(tuple(reversed(COUNTED)), turns=7)
