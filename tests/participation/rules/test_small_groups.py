"""Small parts are not told, nor found by subtracting the others from the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.small_groups import withheld


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
