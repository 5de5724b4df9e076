"""Birth dates that a mouse made are told from those that people have."""

import datetime as dt
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.importing.plan.date_runs import SHORTEST, SHORTEST_WHOLE, DateRuns, step_between

FIRST = dt.date(2010, 9, 5)


def found(dates, first_row=2):
    runs = DateRuns()
    for number, born in enumerate(dates, first_row):
        runs.see(("S", number), born)
    return [row for (_sheet, row), _born in runs.found()]


def days(number, step=1, first=FIRST):
    return [first + dt.timedelta(days=step * n) for n in range(number)]


def scattered(number, seed=1):
    chance = random.Random(seed)
    return [FIRST + dt.timedelta(days=chance.randrange(365)) for _ in range(number)]


@pytest.mark.parametrize(
    ("one", "other", "step"),
    [
        ((2010, 9, 5), (2010, 9, 5), "same"), ((2010, 9, 5), (2010, 9, 6), "day"), ((2010, 12, 31), (2011, 1, 1), "day"),
        ((2010, 9, 5), (2011, 9, 5), "year"), ((2010, 9, 5), (2010, 9, 7), ""), ((2010, 9, 6), (2010, 9, 5), ""),
    ],
)  # fmt: skip
def test_how_one_date_follows_another(one, other, step):
    assert step_between(dt.date(*one), dt.date(*other)) == step


@pytest.mark.parametrize("run", [days(SHORTEST), [FIRST] * SHORTEST, [dt.date(2005 + n, 9, 5) for n in range(SHORTEST)]])
def test_five_rows_that_go_on_evenly_are_found_among_others(run):
    assert found([*scattered(8), *run]) == list(range(10, 10 + SHORTEST))


@pytest.mark.parametrize(("length", "rows"), [(SHORTEST_WHOLE - 1, 0), (SHORTEST_WHOLE, SHORTEST_WHOLE)])
def test_a_list_that_is_one_run_is_asked_about_when_it_is_as_long_as_a_class(length, rows):
    assert len(found(days(length))) == rows


@pytest.mark.parametrize("dates", [days(SHORTEST - 1), days(SHORTEST, step=2), [], [None] * 9])
def test_fewer_rows_or_other_steps_are_not(dates):
    assert found(dates) == []


def test_a_run_in_the_middle_of_a_class_is_found_and_the_others_are_left_alone():
    dates = [*scattered(20), *days(6, first=dt.date(2010, 3, 1)), *scattered(20, seed=2)]
    rows = found(dates)
    assert set(range(22, 28)) <= set(rows)
    assert len(rows) <= 7


def test_rows_apart_or_a_row_without_a_date_end_a_run():
    runs = DateRuns()
    for row, born in zip((2, 3, 4, 9, 10), days(5), strict=True):
        runs.see(("S", row), born)
    assert runs.found() == []
    assert found([*days(3), None, *days(4, first=FIRST + dt.timedelta(days=3))]) == []


def test_a_list_sorted_by_birth_date_has_runs_of_itself():
    dates = sorted(scattered(900))
    assert found(dates) == []


def test_a_whole_column_that_was_dragged_is_sorted_too_and_still_found():
    assert len(found(days(40))) == 40


@given(st.lists(st.dates(dt.date(2005, 1, 1), dt.date(2012, 1, 1)), min_size=30, max_size=60), st.integers(SHORTEST, 14))
def test_what_was_dragged_at_the_end_of_a_list_is_found_unless_the_list_is_sorted(before, number):
    rows = found([dt.date(2013, 5, 5), *before, *days(number, first=dt.date(2004, 1, 1))])
    ascending = sum(one <= other for one, other in pairwise(before))
    last = set(range(3 + len(before), 3 + len(before) + number))
    assert last <= set(rows) or ascending >= 0.9 * len(before)
