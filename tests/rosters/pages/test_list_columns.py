"""Columns of lists: a heading that is kept on a phone, a link, an order that can be turned."""

from types import SimpleNamespace

import pytest
from django.template import Context
from wagtail.admin.ui.tables import Table

from rosters.pages.list_columns import ActionColumn, ListColumn, TickColumn

ROWS = [SimpleNamespace(name="Hoa", number=None), SimpleNamespace(name="<b>Tám", number=3)]


def shown(rf, *columns, ordering=None, query=""):
    table = Table(list(columns), ROWS, base_url="/ds/", ordering=ordering, classname="table stack")
    return table.render_html(Context({"request": rf.get(f"/ds/{query}")}))


def test_a_cell_carries_its_heading_for_a_phone_and_the_main_one_does_not(rf):
    html = shown(
        rf,
        ListColumn("name", "Họ và tên", lambda row: row.name, css="main"),
        ListColumn("number", "Số", lambda row: row.number),
    )
    assert 'data-label="Số"' in html
    assert 'data-label="Họ và tên"' not in html
    assert '<table class="table stack">' in html


def test_nothing_is_a_dash_and_what_people_type_is_text(rf):
    html = shown(rf, ListColumn("name", "Tên", lambda row: row.name), ListColumn("number", "Số", lambda row: row.number))
    assert "–" in html
    assert "&lt;b&gt;Tám" in html


def test_a_cell_leads_where_its_row_says(rf):
    html = shown(rf, ListColumn("name", "Tên", lambda row: row.name, link=lambda row: f"/nguoi/{row.name}/"))
    assert '<a href="/nguoi/Hoa/">Hoa</a>' in html


@pytest.mark.parametrize(
    ("ordering", "says", "leads"),
    [
        (None, "", "?ordering=name"),
        ("name", 'aria-sort="ascending"', "?ordering=-name"),
        ("-name", 'aria-sort="descending"', "?ordering=name"),
    ],
)
def test_a_heading_says_how_it_is_ordered_and_turns_it(rf, ordering, says, leads):
    html = shown(rf, ListColumn("name", "Tên", lambda row: row.name, sort_key="name"), ordering=ordering)
    assert says in html
    assert f'href="/ds/{leads}"' in html
    assert ("aria-sort" in html) == bool(says)


def test_turning_the_order_keeps_the_filter_and_begins_at_the_first_page(rf):
    html = shown(rf, ListColumn("name", "Tên", lambda row: row.name, sort_key="name"), query="?sex=male&p=3")
    assert "sex=male" in html
    assert "p=3" not in html


def test_a_column_without_an_order_is_no_link(rf):
    assert "<a " not in shown(rf, ListColumn("name", "Tên", lambda row: row.name))


def test_a_box_to_tick_sends_a_value_and_names_its_row(rf):
    html = shown(rf, TickColumn("ma", "Chọn", lambda row: (f"M-{row.name}", row.name)))
    assert 'name="ma" value="M-Hoa" aria-label="Chọn Hoa"' in html
    assert '<span class="w-sr-only">Chọn</span>' in html


def test_a_column_of_buttons_has_a_heading_for_screen_readers_only(rf):
    html = shown(rf, ActionColumn("Việc", "rosters/admin/parts/list_cell.html"))
    assert '<span class="w-sr-only">Việc</span>' in html
