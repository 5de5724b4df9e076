"""What everybody may see: the week that is over, ranks that hurt no small class, and nobody to be inferred."""

import datetime as dt

import pytest

from participation.figures.public import PublicRow, public_period, public_trees, ranked, shift_of
from participation.rules.periods import Period
from participation.rules.public_numbers import Told
from tests import factories

PERIOD = Period(dt.date(2026, 9, 5), dt.date(2026, 11, 22))


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2026-11-22", "2026-09-05", "2026-11-15"), ("2026-11-23", "2026-09-05", "2026-11-22"),
        ("2026-11-29", "2026-09-05", "2026-11-22"), ("2026-09-05", "2025-09-05", "2026-08-30"),
        ("2026-09-07", "2026-09-05", "2026-09-06"),
    ],
)  # fmt: skip
def test_what_is_public_changes_on_mondays_and_begins_with_the_school_year(today, first, last):
    assert public_period(dt.date.fromisoformat(today)) == Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def row(name, roster, people):
    return PublicRow(name, Told(roster, people))


def places(rows):
    return [(each.unit, each.rank_by_rate, each.rank_by_people) for each in ranked(rows)]


def test_units_are_ranked_by_rate_and_by_number():
    assert places([row("a", 100, 30), row("b", 50, 25), row("c", 200, 40)]) == [("b", 1, 3), ("a", 2, 2), ("c", 3, 1)]


def test_equal_ones_share_a_place_and_the_next_is_left_out():
    assert [place for _name, place, _people in places([row("a", 20, 10), row("b", 40, 20), row("c", 50, 5)])] == [1, 1, 3]


def test_a_small_unit_has_no_place_by_rate_and_stands_after_the_others():
    assert places([row("nhỏ", 9, 8), row("lớn", 100, 10)]) == [("lớn", 1, 1), ("nhỏ", None, 2)]


def test_what_is_not_told_or_only_as_few_is_not_ranked():
    rows = [row("đủ", 100, 10), row("ít", 100, 0), row("không công bố", None, None)]
    assert {name: place for name, place, _people in places(rows)} == {"đủ": 1, "ít": None, "không công bố": None}


@pytest.fixture
def no_shift(monkeypatch):
    """Numbers rounded down, to be held against."""
    monkeypatch.setattr("participation.figures.public.shift_of", lambda unit, what, k: 0)


@pytest.fixture
def schools(units, make_member, activities, settings):
    """Twelve of twenty took part in one school, seven of fifteen in the other."""
    settings.SMALLEST_PUBLIC_GROUP = 5
    for unit, roster, people in ((units.class_a, 20, 12), (units.other_class, 15, 7)):
        for number in range(roster):
            member = make_member(unit)
            if number < people:
                factories.fact(member, "studied", activities["A1"], dt.date(2026, 10, 1))


def test_both_trees_are_told_and_the_empty_one_only_by_its_name(schools, no_shift, units):
    school, union = public_trees(PERIOD)
    assert (school.unit, school.total) == (units.department, Told(35, 15))
    assert [(each.unit, each.told.people, each.rank_by_rate) for each in school.rows] == [
        (units.school, 10, 1), (units.other_school, 5, 2),
    ]  # fmt: skip
    assert (union.unit, union.total, union.rows) == (units.province, None, [])


def test_a_school_with_few_people_is_told_as_few_and_the_total_tells_no_more(
    units, make_member, activities, no_shift, settings
):
    settings.SMALLEST_PUBLIC_GROUP = 5
    for unit, people in ((units.class_a, 12), (units.other_class, 3)):
        for number in range(20):
            member = make_member(unit)
            if number < people:
                factories.fact(member, "studied", activities["A1"], dt.date(2026, 10, 1))
    school = public_trees(PERIOD)[0]
    assert [each.told.people for each in school.rows] == [10, 0]
    assert school.total == Told(40, 10)


def test_a_shift_is_a_units_own_stays_and_follows_the_secret_key(units, settings):
    shifts = {unit.code: shift_of(unit, "people", 5) for unit in vars(units).values()}
    assert set(shifts.values()) <= set(range(5))
    assert len(set(shifts.values())) > 1
    assert shift_of(units.school, "people", 5) == shifts["TNH"]
    settings.SECRET_KEY = "another-key-that-is-long-enough"
    assert {unit.code: shift_of(unit, "people", 5) for unit in vars(units).values()} != shifts


def test_a_late_fact_of_this_week_is_not_public_yet(schools, units, make_member, activities):
    before = public_trees(PERIOD)[0].turns
    for _ in range(9):
        factories.fact(make_member(units.class_b), "studied", activities["A1"], PERIOD.last + dt.timedelta(days=1))
    assert public_trees(PERIOD)[0].turns == before
