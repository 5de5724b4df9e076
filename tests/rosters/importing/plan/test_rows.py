"""Rows of a plan as values: kept compactly, read back the same, and what may be written."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.fields.roster_fields import MEMBER_FIELDS
from rosters.importing.plan.rows import (
    ACTION_PLACE,
    ACTIONS,
    WRITING_ACTIONS,
    Candidate,
    Change,
    Plan,
    PlanRow,
    Reading,
    count_actions,
    may_apply,
)
from rosters.importing.recognise.rows import Issue


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
    assert {"create", "change", "move", "request", "close"} == WRITING_ACTIONS


TEXTS = st.text(max_size=8)
IDS = st.none() | st.integers(1, 10**9)
ISSUES = st.lists(st.builds(Issue, TEXTS, TEXTS, TEXTS, TEXTS, st.none() | st.integers(0, 40)), max_size=2)
ROWS = st.builds(
    PlanRow, TEXTS, st.integers(0, 100_000), st.sampled_from(ACTIONS), TEXTS, TEXTS, TEXTS, IDS, IDS, IDS, IDS,
    st.dictionaries(TEXTS, st.none() | TEXTS, max_size=3),
    st.lists(st.builds(Change, TEXTS, st.none() | TEXTS, TEXTS), max_size=2), ISSUES, ISSUES,
    st.lists(st.builds(Candidate, TEXTS, TEXTS, TEXTS, TEXTS), max_size=2), TEXTS,
)  # fmt: skip


@given(ROWS)
def test_a_row_is_read_as_it_was_kept(made):
    again = PlanRow.from_list(json.loads(json.dumps(made.as_list())))
    assert again.as_list() == made.as_list()
    assert (again.key, again.action, again.read) == (made.key, made.action, made.read)
    assert [list(each) for each in (again.changes, again.issues, again.warnings, again.candidates)] == [
        made.changes, made.issues, made.warnings, made.candidates,
    ]  # fmt: skip


def test_people_who_are_missing_are_no_rows_of_the_file():
    assert count_actions([row("create"), row("missing"), row("missing")])["rows"] == 1


def test_a_plan_in_memory_is_judged_as_its_counts_are():
    assert Plan([row("create")], Reading()).may_apply()
    assert not Plan([row("create"), row("ask")], Reading()).may_apply()
    assert not Plan([row("missing")], Reading()).may_apply()
