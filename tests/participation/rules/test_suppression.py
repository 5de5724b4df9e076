"""Nobody can be inferred from what is published: what is not told stays unknown, also to whoever subtracts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.suppression import (
    COMPLEMENT,
    FEW_MEMBERS,
    FEW_PEOPLE,
    NEARLY_ALL,
    OPEN,
    TrueNumbers,
    may_publish_total,
    possible_people,
    publish,
)

K = 5
rows = st.lists(
    st.integers(0, 40).flatmap(lambda roster: st.builds(TrueNumbers, st.just(roster), st.integers(0, roster))), max_size=8
)


def possible(told, total):
    """For each row the fewest and the most people that fit with everything that is told and with the total."""
    ranges = [possible_people(row, K, total) for row in told]
    fewest, most = sum(low for low, _high in ranges), sum(high for _low, high in ranges)
    return [(max(low, total - most + high), min(high, total - fewest + low)) for low, high in ranges]


@given(rows)
def test_what_is_not_told_cannot_be_found_by_subtracting(counted):
    told = publish(counted, K)
    if told is None:
        # Not even the totals are told: there is nothing to subtract from.
        return
    found = possible(told, sum(row.people for row in counted))
    for row, published, (low, high) in zip(counted, told, found, strict=True):
        assert low <= row.people <= high
        if published.why != OPEN:
            assert high > low
        if published.why in (FEW_MEMBERS, FEW_PEOPLE, COMPLEMENT):
            assert (published.people, published.turns, published.completed) == (None, None, None)


def test_of_two_small_units_not_even_the_total_is_told():
    # 8 in all, fewer than 5 in each: each has exactly 4.
    assert publish([TrueNumbers(40, 4), TrueNumbers(40, 4)], K) is None
    assert publish([TrueNumbers(40, 4)], K) is None
    # 6 in all may be 2 and 4, 3 and 3, 4 and 2.
    assert [row.why for row in publish([TrueNumbers(40, 2), TrueNumbers(40, 4)], K)] == [FEW_PEOPLE, FEW_PEOPLE]
    assert publish([], K) == []


@given(rows)
def test_no_number_is_told_of_a_few(counted):
    for row, published in zip(counted, publish(counted, K) or [], strict=False):
        if published.people is not None:
            assert row.people >= K
            assert row.roster - row.people >= K
        if published.roster is not None:
            assert row.roster >= K


@given(rows)
def test_what_is_told_is_true(counted):
    for row, published in zip(counted, publish(counted, K) or [], strict=False):
        assert published.people in (None, row.people)
        assert published.roster in (None, row.roster)
        assert published.at_least is None or published.at_least <= row.people


def test_one_small_unit_takes_the_smallest_other_with_it():
    told = publish([TrueNumbers(40, 20, 50), TrueNumbers(40, 2, 9), TrueNumbers(30, 11, 30), TrueNumbers(30, 15, 30)], K)
    assert [row.why for row in told] == [OPEN, FEW_PEOPLE, COMPLEMENT, COMPLEMENT]
    told = publish([TrueNumbers(40, 20), TrueNumbers(40, 3), TrueNumbers(40, 4), TrueNumbers(40, 15)], K)
    assert [row.why for row in told] == [OPEN, FEW_PEOPLE, FEW_PEOPLE, OPEN]


def test_all_of_a_class_is_told_as_at_least():
    [first, second, _third] = publish([TrueNumbers(30, 30), TrueNumbers(40, 38), TrueNumbers(40, 20)], K)
    assert (first.why, first.at_least, first.people) == (NEARLY_ALL, 26, None)
    assert (second.why, second.at_least, second.rate) == (NEARLY_ALL, 36, 0.9)


@pytest.mark.parametrize(
    ("roster", "people", "told"),
    [(4, 4, False), (5, 4, False), (10, 4, False), (10, 5, True), (9, 5, False), (100, 96, False), (100, 95, True)],
)
def test_a_total_is_told_when_neither_those_who_took_part_nor_the_others_are_few(roster, people, told):
    assert may_publish_total(TrueNumbers(roster, people), 5) is told
