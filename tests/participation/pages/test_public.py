"""The page that everybody may see."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from participation.figures.public import public_period
from participation.ledger.recording import record
from participation.models import Fact
from tests.pages import page, text_of


def tables_of(html: str) -> list[dict[str, list[str]]]:
    """Each table of the page: name of the unit -> rank, rate, people, rank by people."""
    found = []
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        rows = re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.DOTALL)
        cells = [[text_of(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)] for row in rows]
        found.append({row[1]: [row[0], *row[2:]] for row in cells})
    return found


@pytest.fixture
def two_schools(site_home, units, make_member, activities):
    """A school of 30 of whom 12 took part, and one of 20 of whom 10 did; and a class of 3 with 1."""
    day = public_period(timezone.localdate()).last
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(8)))
    for unit, members, active in ((units.class_a, 30, 12), (units.other_class, 20, 10)):
        for number in range(members):
            member = make_member(unit, name="Trần Bí Mật")
            if number < active:
                record(member, Fact.Verb.STUDIED, activities["A1"], f"{unit.code}:{number}", at=at)


def test_totals_and_ranking_without_names(client, two_schools):
    html = page(client, "/so-lieu/")
    assert "12 trên 30" in html
    assert html.index("Trường THPT Óc Eo") < html.index("Trường THPT Thoại Ngọc Hầu")
    assert "44,0" in html
    assert "Bí Mật" not in html


def test_a_small_province_is_not_told(client, site_home, units, make_member, activities):
    record(make_member(units.class_a), Fact.Verb.STUDIED, activities["A1"], "k")
    html = page(client, "/so-lieu/")
    assert html.count("Chưa đủ người để công bố") == 2


def test_small_groups_are_kept_back_and_so_is_what_would_tell_them(client, two_schools, units, make_member, activities):
    from rosters.trees import add_unit

    school = add_unit(units.department, kind="school", name="Trường THPT Nhỏ", code="NHO")
    third = add_unit(school, kind="class", name="10A1", code="NHO-10A1")
    for _ in range(20):
        make_member(third)
    cache.clear()
    # The legend below names both words: only what stands in the table is what was told.
    [schools, *_others] = tables_of(page(client, "/so-lieu/"))
    assert schools["Trường THPT Nhỏ"][1:3] == ["–", "dưới 5"]
    # With the total of 22 either number would tell the other within the four that `dưới 5` leaves open.
    for name in ("Trường THPT Óc Eo", "Trường THPT Thoại Ngọc Hầu"):
        assert schools[name][1:3] == ["–", "giữ kín"]


def test_visitors_share_one_kept_page(client, two_schools, django_assert_num_queries):
    assert client.get("/so-lieu/").status_code == 200
    with django_assert_num_queries(0):
        client.get("/so-lieu/")
