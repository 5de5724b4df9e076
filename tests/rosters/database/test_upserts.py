"""Numbers added to rows, and rows replaced, against adding them up in memory."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.statistics.models import RosterCell, TimeCell
from rosters.database.upserts import add_numbers, upsert

DAY = dt.date(2026, 11, 16)
KEYS = ("course_id", "unit_id", "day", "tens")
ADDED = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.integers(0, 3), st.integers(1, 9)), max_size=12)


def kept() -> dict:
    return {(each.course_id, each.unit_id, each.tens): each.number for each in TimeCell.objects.all()}


@pytest.mark.django_db
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ADDED, max_size=3))
def test_what_is_added_in_parts_is_the_sum(parts):
    TimeCell.objects.all().delete()
    expected: Counter = Counter()
    for part in parts:
        together: Counter = Counter()
        for course, unit, tens, number in part:
            together[course, unit, tens] += number
        add_numbers(TimeCell, KEYS, ("number",), [(c, u, DAY, t, n) for (c, u, t), n in together.items()])
        expected += together
    assert kept() == dict(expected)


@pytest.mark.django_db
def test_a_row_is_replaced_and_others_stay():
    keys, values = ("unit_id", "group", "day"), ("change",)
    upsert(RosterCell, keys, values, [(1, 0, DAY, 5), (2, 0, DAY, 7)])
    upsert(RosterCell, keys, values, [(1, 0, DAY, 4)])
    assert {cell.unit_id: cell.change for cell in RosterCell.objects.all()} == {1: 4, 2: 7}


@pytest.mark.django_db
def test_more_rows_than_one_statement_holds():
    rows = [(0, unit, DAY, 1, 1) for unit in range(1, 1001)]
    add_numbers(TimeCell, KEYS, ("number",), rows)
    add_numbers(TimeCell, KEYS, ("number",), rows)
    assert set(TimeCell.objects.values_list("number", flat=True)) == {2}
    assert TimeCell.objects.count() == 1000


def test_no_rows_ask_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        add_numbers(TimeCell, KEYS, ("number",), [])
