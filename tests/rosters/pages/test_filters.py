"""The filter above a page: what is chosen is shown, under the names that stand in addresses."""

import datetime as dt

import pytest

from rosters.pages.filters import choice, day, filter_form, hidden


@pytest.fixture
def shown():
    form = filter_form(
        {
            "tu": (day("Từ ngày"), dt.date(2026, 11, 2)),
            "den": (day("Đến ngày"), None),
            "khoa": (choice("Khóa học", [("", "Tất cả"), (3, "Danh tính số")]), 3),
            "nhom": (hidden(), "lop"),
        }
    )
    return {bound.name: str(bound) for bound in form}


def test_the_id_of_a_field_is_its_name_so_that_a_label_can_point_at_it(shown):
    for name in ("tu", "den", "khoa", "nhom"):
        assert f'id="{name}"' in shown[name]
        assert f'name="{name}"' in shown[name]


def test_a_day_is_shown_as_vietnamese_write_it_whatever_the_language_of_the_browser(shown):
    assert 'value="02/11/2026"' in shown["tu"]
    assert "value=" not in shown["den"]


def test_what_is_chosen_is_selected(shown):
    assert '<option value="3" selected>Danh tính số</option>' in shown["khoa"]
    assert shown["khoa"].count("selected") == 1


def test_what_goes_along_is_not_seen(shown):
    assert 'type="hidden"' in shown["nhom"]
    assert 'value="lop"' in shown["nhom"]


def test_nothing_need_be_chosen(shown):
    assert not any("required" in html for html in shown.values())


def test_fields_come_in_their_order(shown):
    assert list(shown) == ["tu", "den", "khoa", "nhom"]
