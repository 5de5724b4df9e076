"""The parts of a unit's page as values: cards, rows below, breakdowns, addresses."""

import datetime as dt
from types import SimpleNamespace

import pytest

from participation.figures.selection import Selection
from participation.figures.unit_figures import UnitFigures, unit_overview
from participation.pages.unit import breakdown_tables, cards_of, query_of, relative_change, sorted_below
from participation.rules.measures import ActivityFigures
from participation.rules.periods import Period, week_of
from rosters.models import Unit
from tests import factories

WEEK = Period(dt.date(2026, 11, 16), dt.date(2026, 11, 22))


@pytest.mark.parametrize(("now", "before", "change"), [(3, 2, 0.5), (1, 2, -0.5), (2, 2, 0.0), (0, 4, -1.0), (5, 0, None)])
def test_a_change_is_told_as_a_fraction_of_what_was(now, before, change):
    assert relative_change(now, before) == change


def below(*rows):
    return [
        UnitFigures(unit=Unit(name=name), roster=roster, activity=ActivityFigures.of(people=people))
        for name, roster, people in rows
    ]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("", ["C", "B", "A", "nhỏ", "trống"]),
        ("nguoi", ["A", "C", "B", "nhỏ", "trống"]),
        ("ten", ["A", "nhỏ", "B", "trống", "C"]),
    ],
)
def test_units_below_stand_by_rate_by_people_or_as_in_the_tree(order, names):
    rows = below(("A", 100, 30), ("nhỏ", 9, 9), ("B", 20, 10), ("trống", 0, 0), ("C", 40, 20))
    assert [figures.unit.name for figures in sorted_below(rows, order)] == names


def test_an_unknown_order_is_by_rate():
    rows = below(("A", 100, 30), ("B", 20, 10))
    assert sorted_below(rows, "x") == sorted_below(rows, "")


@pytest.mark.parametrize(
    ("selection", "query"),
    [
        (Selection(WEEK, "tuan", None), "ky=tuan"), (Selection(WEEK, "", None), "tu=2026-11-16&den=2026-11-22"),
        (Selection(WEEK, "thang", SimpleNamespace(pk=7)), "ky=thang&khoa-hoc=7"),
    ],
)  # fmt: skip
def test_what_is_selected_goes_along_in_addresses(selection, query):
    assert query_of(selection) == query


@pytest.fixture
def overview(units, make_member, activities):
    girl, boy = make_member(units.class_a, sex="female"), make_member(units.class_a, sex="male")
    make_member(units.class_b, sex="male")
    factories.fact(girl, "studied", activities["A1"], WEEK.first)
    factories.fact(girl, "studied", activities["A2"], WEEK.first)
    factories.fact(boy, "studied", activities["A1"], WEEK.first)
    factories.fact(girl, "studied", activities["A1"], WEEK.first - dt.timedelta(days=7))
    return unit_overview(units.school, WEEK)


def test_four_cards_stand_beside_the_period_before(overview):
    people, turns, rate, completed = cards_of(overview, None)
    assert (people["name"], people["value"], people["change"]) == ("people", 2, 1.0)
    assert (turns["name"], turns["value"], turns["change"]) == ("turns", 3, 2.0)
    assert (rate["name"], rate["rate"]) == ("rate", 2 / 3)
    assert (completed["value"], completed["change"]) == (0, None)
    assert "target" not in people


def test_a_card_is_held_against_the_target_of_the_campaign(overview):
    campaign = SimpleNamespace(
        people_target=50, turns_target=None, completed_target=None, own_people=4, own_turns=None, own_completed=None
    )
    people, turns, rate, _completed = cards_of(overview, campaign)
    assert (people["target"], people["reached"], people["share"]) == (4, 2, 0.5)
    assert (turns["target"], turns["share"]) == (None, None)
    assert rate["target"] == 4 / 3


def test_a_breakdown_with_one_part_alone_says_nothing_and_is_left_out(overview):
    tables = {table["name"]: table for table in breakdown_tables(overview)}
    assert set(tables) == {"sex"}
    assert [str(row["label"]) for row in tables["sex"]["rows"]] == ["Nữ", "Nam"]
    assert [figure.name for figure in tables["sex"]["figures"]] == ["roster", "people", "rate", "turns", "completed"]


def test_by_kind_of_unit_there_is_no_roster(units, make_member, activities):
    factories.fact(make_member(units.chapter), "studied", activities["A1"], WEEK.first)
    branch_only = make_member(units.commune)
    factories.fact(branch_only, "studied", activities["A1"], WEEK.first)
    tables = {table["name"]: table for table in breakdown_tables(unit_overview(units.commune, WEEK))}
    assert [figure.name for figure in tables["kind"]["figures"]] == ["people", "turns", "completed"]


def test_this_week_is_a_week():
    assert query_of(Selection(week_of(dt.date(2026, 11, 18)), "", None)) == "tu=2026-11-16&den=2026-11-22"
