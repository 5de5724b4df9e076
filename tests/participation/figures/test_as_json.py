"""Figures for machines: names that stay, rates with four places, null where there is nothing."""

import datetime as dt
import json

import pytest

from participation.figures.as_json import overview_as_json
from participation.figures.unit_figures import unit_overview
from participation.rules.periods import Period
from tests import factories

WEEK = Period(dt.date(2026, 11, 16), dt.date(2026, 11, 22))


@pytest.fixture
def overview(units, make_member, activities):
    for number in range(3):
        member = make_member(units.class_a, sex="female" if number else "male")
        if number < 2:
            factories.fact(member, "studied", activities["A1"], WEEK.first)
    return unit_overview(units.school, WEEK)


def test_the_answer_names_the_unit_the_days_and_every_figure(overview):
    data = overview_as_json(overview)
    assert list(data) == ["unit", "from", "to", "roster", "activity", "coverage"]
    assert data["unit"] == {"code": "TNH", "name": "Trường THPT Thoại Ngọc Hầu"}
    assert (data["from"], data["to"], data["roster"]) == ("2026-11-16", "2026-11-22", 3)
    assert list(data["activity"]) == ["people", "turns", "started", "completed", "passed", "rate"]
    assert list(data["coverage"]) == ["started", "completed", "passed", "rate"]


def test_a_rate_is_a_fraction_with_four_places(overview):
    assert overview_as_json(overview)["activity"]["rate"] == 0.6667


def test_a_unit_without_a_roster_has_no_rate(units):
    data = overview_as_json(unit_overview(units.class_b, WEEK))
    assert (data["activity"]["rate"], data["coverage"]["rate"]) == (None, None)


def test_the_units_below_come_in_the_order_of_the_tree_the_empty_one_too(overview):
    below = overview_as_json(overview, "unit")["by"]
    assert [(part["unit"]["code"], part["activity"]["people"]) for part in below] == [("TNH-10A1", 2), ("TNH-10A2", 0)]


def test_the_parts_by_sex_add_up(overview):
    parts = {part["sex"]: part["activity"]["people"] for part in overview_as_json(overview, "sex")["by"]}
    assert parts == {"female": 1, "male": 1}


def test_weeks_are_cut_to_the_period(units, overview):
    found = unit_overview(units.school, Period(dt.date(2026, 11, 18), dt.date(2026, 11, 24)))
    weeks = overview_as_json(found, "week")["by"]
    assert [(week["from"], week["to"]) for week in weeks] == [("2026-11-18", "2026-11-22"), ("2026-11-23", "2026-11-24")]


def test_everything_can_be_written_as_json(overview):
    for by in (None, "unit", "sex", "week"):
        assert json.loads(json.dumps(overview_as_json(overview, by)))
