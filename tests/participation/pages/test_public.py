"""The page that everybody may see."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from participation.figures.public import public_period
from participation.ledger.recording import record
from participation.models import Fact
from tests.pages import page, page_text, text_of


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


@pytest.fixture(autouse=True)
def _no_shift(monkeypatch):
    """Numbers rounded down, to be held against."""
    monkeypatch.setattr("participation.figures.public.shift_of", lambda unit, what, k: 0)


def test_totals_and_ranking_without_names(client, two_schools):
    html = page(client, "/so-lieu/")
    assert "khoảng 10/30" in text_of(html)
    assert html.index("Trường THPT Óc Eo") < html.index("Trường THPT Thoại Ngọc Hầu")
    assert "40,0" in html
    assert "Bí Mật" not in html


def test_a_small_province_is_not_told(client, site_home, units, make_member, activities):
    record(make_member(units.class_a), Fact.Verb.STUDIED, activities["A1"], "k")
    html = page(client, "/so-lieu/")
    assert html.count("Chưa đủ người để công bố") == 2


def test_few_people_are_told_as_few_and_a_few_members_not_at_all(client, two_schools, units, make_member, activities):
    from rosters.trees import add_unit

    for name, code, members in (("Trường THPT Nhỏ", "NHO", 20), ("Trường THPT Tí Hon", "TI", 3)):
        school = add_unit(units.department, kind="school", name=name, code=code)
        third = add_unit(school, kind="class", name="10A1", code=f"{code}-10A1")
        for _ in range(members):
            make_member(third)
    cache.clear()
    # The legend below names both words: only what stands in the table is what was told.
    [schools, *_others] = tables_of(page(client, "/so-lieu/"))
    assert schools["Trường THPT Nhỏ"] == ["–", "–", "dưới 5", "–"]
    assert schools["Trường THPT Tí Hon"] == ["–", "–", "không công bố", "–"]


def test_the_page_says_how_its_numbers_are_rounded(client, two_schools):
    assert "làm tròn đến bội số của 5, lên hoặc xuống; số thật chênh không quá 4" in page_text(client, "/so-lieu/")


def test_visitors_share_one_kept_page(client, two_schools, django_assert_num_queries):
    assert client.get("/so-lieu/").status_code == 200
    with django_assert_num_queries(0):
        client.get("/so-lieu/")
