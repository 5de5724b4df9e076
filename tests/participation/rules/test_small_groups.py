"""Small parts are not told, nor found by subtracting the others from the whole."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.periods import Period
from participation.rules.small_groups import largest, small_spans, withheld


@pytest.mark.parametrize(
    ("rosters", "hidden"),
    [
        ({}, set()), ({"a": 40, "b": 41}, set()), ({"a": 0, "b": 41}, set()), ({"a": 3}, {"a"}), ({"a": 3, "b": 40}, {"a", "b"}),
        ({"a": 3, "b": 40, "c": 30}, {"a", "c"}), ({"a": 3, "b": 4, "c": 30}, {"a", "b"}),
        ({"a": 1, "b": 1, "c": 30, "d": 31}, {"a", "b", "c"}),
    ],
)  # fmt: skip
def test_the_smallest_others_are_kept_back_with_a_few_people(rosters, hidden):
    assert withheld(rosters, 5) == hidden


@given(st.dictionaries(st.integers(), st.integers(0, 60), max_size=9), st.integers(1, 8))
def test_what_is_not_told_is_of_nobody_or_of_at_least_k_or_of_all(rosters, k):
    hidden = withheld(rosters, k)
    assert all(rosters[part] >= k for part in rosters if part not in hidden and rosters[part])
    people = sum(rosters[part] for part in hidden)
    assert people == 0 or people >= k or hidden == {part for part in rosters if rosters[part]}


TODAY = dt.date(2026, 11, 29)
SOME_DAYS = [TODAY - dt.timedelta(days=number) for number in range(12)]


def at(*changes):
    return [(dt.date(2026, 11, day), change) for day, change in changes]


@pytest.mark.parametrize(
    ("changes", "spans"),
    [
        ([], []),
        (at((1, 33)), []),
        (at((1, 2)), [(1, 29)]),
        (at((1, 2), (20, 31)), [(1, 20)]),
        (at((1, 33), (10, -31), (12, -2)), [(10, 12)]),
        (at((1, 33), (29, -31)), [(29, 29)]),
    ],
)
def test_a_span_of_a_few_people_goes_to_the_day_on_which_it_ends(changes, spans):
    assert small_spans(changes, 5, TODAY) == [Period(dt.date(2026, 11, a), dt.date(2026, 11, b)) for a, b in spans]


@given(st.dictionaries(st.sampled_from(SOME_DAYS), st.integers(0, 9), max_size=8))
def test_every_day_of_a_few_people_is_in_a_span_and_the_most_are_counted(number_from):
    """Rosters as numbers from a day on; the same counted day by day."""
    before, changes = 0, []
    for day in sorted(number_from):
        changes.append((day, number_from[day] - before))
        before = number_from[day]
    spans = small_spans(changes, 5, TODAY)
    for day in SOME_DAYS:
        begun = [each for each in number_from if each <= day]
        number = number_from[max(begun)] if begun else 0
        if 0 < number < 5:
            assert any(span.first <= day <= span.last for span in spans)
    assert largest(changes) == max(number_from.values(), default=0)
