"""Wagtail's list of accounts, as ours: who does what."""

import re

import pytest
from django.contrib.auth.models import Group

from rosters.organizers import appoint
from rosters.staff.viewsets import roles_of
from tests import factories
from tests.pages import page, page_text, text_of

USERS = "/quan-tri/users/"


def test_what_somebody_does_stands_beside_their_name(as_administrator, people, units):
    shown = page_text(as_administrator, USERS)
    assert "Việc được giao" in shown
    assert "Phụ trách Trường THPT Thoại Ngọc Hầu" in shown
    assert "Cấp truy cập" not in shown
    html = page(as_administrator, USERS)
    assert re.search(r">\s*Có\s*</span>", html)
    assert "True" not in text_of(html)


def test_somebody_with_several_tasks_has_them_all(people, units):
    people.organizer.groups.add(Group.objects.get_or_create(name="Biên tập")[0])
    appoint(people.organizer, units.other_school)
    told = roles_of(people.organizer)
    assert told.startswith("Biên tập; Phụ trách ")
    assert told.count("Phụ trách") == 2


def test_a_longer_list_takes_no_more_queries(as_administrator, people, units, django_assert_max_num_queries):
    as_administrator.get(USERS)
    with django_assert_max_num_queries(30):
        as_administrator.get(USERS)


@pytest.mark.parametrize("asked", ["Lê Thu Hà", "le thu ha", "Hà", "thuha", "ha thu"])
def test_somebody_is_found_by_their_name_as_it_is_shown(as_administrator, people, asked):
    factories.staff("thuha", first_name="Hà", last_name="Lê Thu")
    shown = page_text(as_administrator, f"{USERS}?q={asked}")
    assert "Lê Thu Hà" in shown
    assert "phutrach" not in shown
