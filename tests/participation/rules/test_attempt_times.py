"""How long attempts take, in steps, and their median."""

from collections import Counter
from statistics import median_low

from hypothesis import given
from hypothesis import strategies as st

from participation.rules.attempt_times import median_seconds, tens_of
from rosters.numbers import duration


@given(st.lists(st.integers(0, 5000), max_size=40))
def test_the_median_of_steps_is_the_lower_median_of_the_rounded_times(times):
    rounded = [10 * tens_of(seconds) for seconds in times]
    assert median_seconds(Counter(map(tens_of, times))) == (median_low(rounded) if rounded else None)


def test_times_are_rounded_up_and_end_at_an_hour():
    assert [tens_of(seconds) for seconds in (0, 1, 10, 11, 3600, 99_999)] == [1, 1, 1, 2, 360, 360]


def test_cells_that_were_emptied_count_for_nothing():
    assert median_seconds({3: 0}) is None


def test_a_time_is_told_in_minutes_and_seconds():
    assert [duration(seconds) for seconds in (50, 60, 100, 3600)] == ["50 giây", "1 phút", "1 phút 40 giây", "60 phút"]
