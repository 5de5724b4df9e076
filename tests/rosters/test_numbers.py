import datetime as dt

import pytest

from rosters.numbers import day, duration, number, percent


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (999, "999"), (1000, "1.000"), (9_994_641, "9.994.641"), (-1200, "-1.200"), (None, "–")]
)
def test_thousands_stand_apart_by_points(value, shown):
    assert number(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(0.348, "34,8"), (1, "100,0"), (0, "0,0"), (0.0004, "0,0"), (1.25, "125,0")])
def test_per_cent_have_a_comma_and_no_space(value, shown):
    assert percent(value) == f"{shown}%"
    assert percent(None) == "–"


def test_places_after_the_comma_can_be_asked_for():
    assert percent(0.66667, 2) == "66,67%"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0 giây"), (59, "59 giây"), (60, "1 phút"), (100, "1 phút 40 giây"), (3600, "60 phút")]
)
def test_a_time_is_told_in_minutes_and_seconds(seconds, shown):
    assert duration(seconds) == shown


def test_days_are_written_the_vietnamese_way_from_dates_and_from_json():
    assert day(dt.date(2026, 11, 4)) == day("2026-11-04") == "04/11/2026"
