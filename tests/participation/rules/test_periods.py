import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.periods import Period, month_of, quarter_of, school_year_of, week_of

DAY = dt.date(2026, 11, 24)


def test_named_periods():
    assert week_of(DAY) == Period(dt.date(2026, 11, 23), dt.date(2026, 11, 29))
    assert month_of(DAY) == Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert quarter_of(DAY) == Period(dt.date(2026, 10, 1), dt.date(2026, 12, 31))
    assert school_year_of(DAY) == Period(dt.date(2026, 9, 5), dt.date(2027, 9, 4))
    assert school_year_of(dt.date(2026, 9, 4)).first == dt.date(2025, 9, 5)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 200))
def test_weeks_cover_a_period_without_gaps(first, length):
    period = Period(first, first + dt.timedelta(days=length))
    weeks = period.weeks()
    assert (weeks[0].first, weeks[-1].last) == (period.first, period.last)
    assert all(after.first == before.last + dt.timedelta(days=1) for before, after in pairwise(weeks))
    assert all(week.first.weekday() == 0 for week in weeks[1:])


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.sampled_from([week_of, month_of, quarter_of, school_year_of]))
def test_a_day_lies_in_its_own_period_and_the_next_one_begins_after_it(day, period_of):
    period = period_of(day)
    assert period.first <= day <= period.last
    assert period_of(period.last + dt.timedelta(days=1)).first == period.last + dt.timedelta(days=1)


def test_the_previous_period_has_the_same_length():
    assert week_of(DAY).previous() == Period(dt.date(2026, 11, 16), dt.date(2026, 11, 22))


def test_a_week_that_is_not_over_is_compared_with_as_many_days_of_the_week_before():
    week = week_of(DAY)
    assert week.previous_until(DAY) == Period(dt.date(2026, 11, 16), dt.date(2026, 11, 17))
    assert week.previous_until(week.last) == week.previous()
    assert week.previous_until(week.last + dt.timedelta(days=9)) == week.previous()


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="ends"):
        Period(DAY, DAY - dt.timedelta(days=1))


def test_a_period_that_ends_before_it_begins_is_an_error_in_words():
    with pytest.raises(ValueError, match=r"^A period ends on or after the day it begins\.$"):
        Period(dt.date(2026, 11, 2), dt.date(2026, 11, 1))


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2026-11-15", "2026-11-15"),
        ("2026-11-16", "2026-11-09"),
        ("2026-11-18", "2026-11-11"),
        ("2026-11-22", "2026-11-15"),
        ("2026-11-23", "2026-11-15"),
    ],
)
def test_a_week_that_is_not_over_is_held_against_as_many_days_of_the_one_before(today, last):
    week = Period(dt.date(2026, 11, 16), dt.date(2026, 11, 22))
    assert week.previous_until(dt.date.fromisoformat(today)) == Period(dt.date(2026, 11, 9), dt.date.fromisoformat(last))


@pytest.mark.parametrize(("day", "over"), [("2026-11-22", False), ("2026-11-23", True)])
def test_a_period_is_over_on_the_day_after_its_last(day, over):
    assert Period(dt.date(2026, 11, 16), dt.date(2026, 11, 22)).is_over(dt.date.fromisoformat(day)) is over
