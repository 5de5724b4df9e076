"""What all lists of a unit share: whose they are, where their results come from, and the way back up."""

import pytest
from django.urls import reverse

from rosters.models import Organizer
from rosters.organizers import appoint
from tests import factories
from tests.pages import page_text

# Address by name, its results, of the lists that an organizer of the school may see.
LISTS = [
    ("roster_unit", "roster_unit_results"),
    ("roster_import", "roster_imports_results"),
    ("figures_reports", "figures_reports_results"),
    ("figures_api_tokens", "figures_api_tokens_results"),
]
every_list = pytest.mark.parametrize("names", LISTS, ids=lambda names: names[0])


@every_list
def test_a_list_and_its_results_open_to_the_units_own_organizer(as_organizer, units, names):
    assert [as_organizer.get(reverse(name, args=["TNH"])).status_code for name in names] == [200, 200]


@every_list
def test_neither_opens_to_somebody_of_another_school(as_other_organizer, units, names):
    for name in names:
        answer = as_other_organizer.get(reverse(name, args=["TNH"]))
        assert answer.status_code == 404
        assert "Thoại Ngọc Hầu" not in answer.content.decode()


@every_list
def test_a_list_of_a_unit_that_is_not_there_is_not_found(as_administrator, units, names):
    assert [as_administrator.get(reverse(name, args=["KHONG-CO"])).status_code for name in names] == [404, 404]


@every_list
def test_the_results_are_a_part_and_no_whole_page(as_organizer, units, names):
    whole, results = (as_organizer.get(reverse(name, args=["TNH"])).content.decode() for name in names)
    assert "<html" in whole
    assert "<html" not in results


def test_a_list_holds_what_is_of_its_unit_only(as_administrator, units):
    appoint(factories.staff("cuaocEo"), units.other_school)
    assert Organizer.objects.filter(unit=units.other_school).count() == 2
    shown = page_text(as_administrator, reverse("roster_organizers", args=["TNH"]))
    assert "cuaocEo" not in shown
    assert "phutrach" in shown


def test_the_way_back_leads_over_the_unit(as_administrator, units):
    html = as_administrator.get(reverse("roster_organizers", args=["TNH"])).content.decode()
    assert f'href="{reverse("roster_unit", args=["TNH"])}"' in html
    assert f'href="{reverse("roster_unit", args=["SGD"])}"' in html
