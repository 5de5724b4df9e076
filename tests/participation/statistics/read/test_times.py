"""The median time of attempts is the same from cells and from facts, and held against sorting."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.attempt_times import LONGEST, STEP, median_seconds, tens_of
from participation.rules.measures import ALL_COURSES
from participation.rules.periods import Period
from participation.statistics.fold.folding import fold_pending
from participation.statistics.read.times import median_time_of
from tests import factories

DAY = dt.date(2026, 11, 18)
WEEK = Period(DAY, DAY + dt.timedelta(days=6))


@pytest.fixture
def learner(units, make_member):
    return make_member(units.class_a, units.chapter)


def hand_in(learner, activity, seconds, day=DAY):
    return factories.fact(learner, "handed_in", activity, day, score=50, seconds=seconds)


@pytest.mark.parametrize("unit", ["class_a", "school", "department", "chapter", "branch", "province"])
def test_every_unit_of_both_trees_tells_the_time_in_the_middle(learner, units, activities, unit):
    for seconds in (30, 90, 200):
        hand_in(learner, activities["A1q"], seconds)
    fold_pending()
    assert median_time_of(getattr(units, unit), WEEK, ALL_COURSES) == 90


@pytest.mark.parametrize("unit", ["class_a", "school"])
def test_a_course_is_timed_by_itself(learner, units, activities, unit):
    hand_in(learner, activities["A1q"], 30)
    hand_in(learner, activities["B1q"], 300)
    fold_pending()
    here = getattr(units, unit)
    assert median_time_of(here, WEEK, activities["A"].pk) == 30
    assert median_time_of(here, WEEK, activities["B"].pk) == 300


@pytest.mark.parametrize("unit", ["class_a", "school"])
def test_only_the_days_of_the_period_count(learner, units, activities, unit):
    for days, seconds in ((-1, 10), (0, 40), (6, 60), (7, 500)):
        hand_in(learner, activities["A1q"], seconds, DAY + dt.timedelta(days=days))
    fold_pending()
    assert median_time_of(getattr(units, unit), WEEK, ALL_COURSES) == 40
    assert median_time_of(getattr(units, unit), Period(WEEK.last, WEEK.last), ALL_COURSES) == 60


@pytest.mark.parametrize("unit", ["class_a", "class_b", "school"])
def test_nobody_is_timed_where_no_time_is_known(learner, units, activities, unit):
    factories.fact(learner, "handed_in", activities["A1q"], DAY, score=50)
    factories.fact(learner, "studied", activities["A1"], DAY)
    fold_pending()
    assert median_time_of(getattr(units, unit), WEEK, ALL_COURSES) is None


def test_in_a_class_what_waits_to_be_folded_waits_as_in_its_school(learner, units, activities):
    hand_in(learner, activities["A1q"], 30)
    fold_pending()
    hand_in(learner, activities["A1q"], 900)
    hand_in(learner, activities["A1q"], 900)
    assert median_time_of(units.class_a, WEEK, ALL_COURSES) == median_time_of(units.school, WEEK, ALL_COURSES) == 30


@given(st.lists(st.integers(0, LONGEST * STEP * 2), min_size=1, max_size=30))
def test_the_median_is_the_shortest_time_in_which_half_were_done(seconds):
    steps = sorted(tens_of(each) for each in seconds)
    counted = {step: steps.count(step) for step in steps}
    assert median_seconds(counted) == STEP * steps[(len(steps) - 1) // 2]
