"""A list's own numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.importing.recognise.numbering import missing_numbers, only_counts


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ([1.0, 2.0, 3.0], True), (["1", "2", "3"], True), (["01", "02", "03"], True), ([1.0, 2.0, 1.0, 2.0, 3.0], True), ([0.0, 1.0, 2.0], True),
        (["HS1", "HS2"], False), ([260001.0, 260002.0], False), ([5.0, 6.0, 7.0], False), ([1.0], False), ([], False), ([1.0, 5.0, 9.0], False),
        ([2_600_001.0, 2_600_002.0], False), (["1", "2", "3", "HS4"], False),
    ],
)  # fmt: skip
def test_a_column_that_only_counts_is_no_column_of_codes(cells, counts):
    assert only_counts(cells) is counts


@pytest.mark.parametrize(
    ("ordinals", "missing"),
    [
        ([1, 2, 3], []), ([1, 2, 4], [3]), ([1, 3, 1, 2, 3], [2]), ([], []), ([1, 2, 4, 1, 2, 4, 5], [3, 3]), ([1, 100, 200], []), ([7, 8, 9], []),
    ],
)  # fmt: skip
def test_numbers_that_a_list_skips_are_found(ordinals, missing):
    assert missing_numbers(ordinals) == missing


@given(st.integers(5, 60), st.data())
def test_one_who_is_left_out_is_missed(people, data):
    gone = data.draw(st.integers(2, people - 1))
    assert missing_numbers([n for n in range(1, people + 1) if n != gone]) == [gone]


@given(st.lists(st.integers(1, 50), max_size=6))
def test_classes_that_are_numbered_each_for_itself_miss_nobody(sizes):
    assert missing_numbers([n for size in sizes for n in range(1, size + 1)]) == []
