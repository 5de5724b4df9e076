"""Cells are added to, not counted again: what is written is what changed, on both databases."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.models import DayCell, TimeCell, WeeksCell
from participation.rules.cell_changes import CellChanges
from participation.rules.measures import MEASURE_NAMES, NOTHING
from participation.rules.presence import NEVER, unpacked
from participation.statistics.cells import EMPTY, change_cells, changed_cell

MONDAY = dt.date(2026, 11, 16)
TURN = tuple(int(name == "turns") for name in MEASURE_NAMES)


def changes(*facts):
    """Changes of unit 3: (day, gap or None, turns)."""
    made = CellChanges()
    for day, gap, turns in facts:
        key = (7, 0, 3, MONDAY + dt.timedelta(days=day))
        if turns:
            made.measures[key] = tuple(turns * amount for amount in TURN)
        if gap is not None:
            made.people[key][gap] += 1
    return made


def cell(day=0):
    return DayCell.objects.get(course_id=7, group=0, unit_id=3, day=MONDAY + dt.timedelta(days=day))


def test_a_cell_that_was_not_there_begins_at_nothing():
    assert changed_cell(EMPTY, TURN, {NEVER: 1}) == (*TURN, [NEVER], [1])
    assert changed_cell(EMPTY, (), {}) == EMPTY


def test_people_are_kept_with_how_many_have_that_gap_or_a_larger_one():
    assert changed_cell(EMPTY, (), {2: 3, 5: 1})[-2:] == ([2, 5], [4, 1])


def test_a_gap_that_nobody_has_any_more_leaves_the_cell():
    before = changed_cell(EMPTY, TURN, {2: 1, 5: 1})
    assert changed_cell(before, (), {2: -1})[-2:] == ([5], [1])


@given(st.dictionaries(st.integers(1, 40), st.integers(0, 9)), st.dictionaries(st.integers(1, 40), st.integers(0, 9)))
def test_changing_one_after_the_other_is_changing_by_the_sum(first, second):
    step_by_step = changed_cell(changed_cell(EMPTY, (), first), (), second)
    at_once = changed_cell(EMPTY, (), Counter(first) + Counter(second))
    assert step_by_step == at_once
    assert +unpacked(*step_by_step[-2:]) == Counter(first) + Counter(second)


@pytest.mark.django_db
def test_changes_are_added_to_what_is_there():
    change_cells(changes((0, NEVER, 1)))
    change_cells(changes((0, 3, 2)))
    found = cell()
    assert (found.turns, list(found.gaps), list(found.people)) == (3, [3, NEVER], [2, 1])


@pytest.mark.django_db
def test_a_day_stands_in_its_week_and_in_its_four_weeks_too():
    change_cells(changes((0, NEVER, 1), (2, 2, 1)))
    assert DayCell.objects.count() == 2
    kept = {(each.length, each.turns, tuple(each.people)) for each in WeeksCell.objects.all()}
    # Once in the week, whoever came twice in it.
    assert kept == {(7, 2, (1,)), (28, 2, (1,))}


@pytest.mark.django_db
def test_the_weeks_of_a_group_are_not_kept():
    made = CellChanges()
    made.measures[7, 2, 3, MONDAY] = TURN
    change_cells(made)
    assert (DayCell.objects.count(), WeeksCell.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_times_add_up_and_those_that_cancel_out_write_nothing():
    made = CellChanges()
    made.times.update({(7, 3, MONDAY, 4): 2, (7, 3, MONDAY, 5): 0})
    change_cells(made)
    change_cells(made)
    assert list(TimeCell.objects.values_list("tens", "number")) == [(4, 4)]


@pytest.mark.django_db
def test_more_cells_than_one_statement_takes_are_all_written(monkeypatch):
    monkeypatch.setattr("participation.statistics.cells.ROWS_A_STATEMENT", 3)
    monkeypatch.setattr("participation.statistics.cells.CELLS_AT_ONCE", 5)
    many = changes(*((day, NEVER, 1) for day in range(17)))
    change_cells(many)
    change_cells(many)
    assert DayCell.objects.count() == 17
    assert set(DayCell.objects.values_list("turns", flat=True)) == {2}


@pytest.mark.django_db
def test_taking_everything_away_leaves_cells_of_nothing():
    change_cells(changes((0, NEVER, 1)))
    taken = CellChanges()
    taken.measures[7, 0, 3, MONDAY] = tuple(-amount for amount in TURN)
    taken.people[7, 0, 3, MONDAY][NEVER] = -1
    change_cells(taken)
    found = cell()
    assert (tuple(getattr(found, name) for name in MEASURE_NAMES), list(found.gaps)) == (NOTHING, [])
    assert "unit 3, course 7, group 0, 2026-11-16" in str(found)
