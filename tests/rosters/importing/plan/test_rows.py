"""Rows of a plan as values: kept compactly, read back the same, and what may be written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.fields.roster_fields import MEMBER_FIELDS
from rosters.importing.plan.rows import ACTION_PLACE, ACTIONS, WRITING_ACTIONS, PlanRow, count_actions, may_apply


def row(action="create", **fields):
    return PlanRow("DS", 2, action, "Lê Hoa", "T1", **fields)


def test_the_action_stands_where_others_look_for_it():
    assert row("move").as_list()[ACTION_PLACE] == "move"


def test_a_row_is_named_by_its_number_and_its_sheet():
    assert PlanRow("Lớp|10", 7, "ask", "", "").key == "7|Lớp|10"


def test_what_is_read_is_written_into_the_members_fields():
    values = row(read={"full_name": "Lê Hoa", "birth_date": "2010-05-01", "sex": "female", "class_name": "10A1"}).values()
    assert values["birth_date"] == dt.date(2010, 5, 1)
    assert values["sex"] == "female"
    assert "class_name" not in values


def test_a_new_member_has_a_value_for_every_field_that_is_kept():
    new = dict(zip(MEMBER_FIELDS, row(read={"full_name": "Lê Hoa", "birth_date": None}).new_values(), strict=True))
    assert new["full_name"] == "Lê Hoa"
    assert (new["birth_date"], new["sex"]) == (None, "")


@given(st.lists(st.sampled_from(ACTIONS), max_size=12))
def test_rows_are_counted_by_what_they_do(actions):
    counts = count_actions([row(action) for action in actions])
    assert all(counts[action] == actions.count(action) for action in ACTIONS)
    assert set(counts) >= set(ACTIONS)


@pytest.mark.parametrize(
    ("counts", "closing", "may"),
    [
        ({"create": 1}, False, True), ({"change": 1}, False, True), ({"move": 1}, False, True), ({"close": 1}, False, True), ({"unchanged": 5}, False, False),
        ({"create": 1, "refuse": 1}, False, False), ({"create": 1, "ask": 1}, False, False), ({"missing": 2}, False, False), ({"missing": 2}, True, True),
        ({"missing": 2, "refuse": 1}, True, False), ({"skip": 3}, False, False), ({}, True, False),
    ],
)  # fmt: skip
def test_a_plan_may_be_written_when_it_writes_something_and_holds_nothing_back(counts, closing, may):
    assert may_apply(dict.fromkeys(ACTIONS, 0) | counts, closing=closing) is may


def test_what_writes_is_what_changes_a_roster():
    assert {"create", "change", "move", "close"} == WRITING_ACTIONS
