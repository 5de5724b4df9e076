"""Plans in the database: packed, counted, read back in the order of the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.importing.plan.rows import ACTIONS, WRITING_ACTIONS, Candidate, Change, PlanRow
from rosters.importing.recognise.rows import Issue
from rosters.importing.run import plan_chunks
from rosters.importing.run.plan_chunks import chunks_with, keep_rows, pack, rows_of_page, unpack
from rosters.models import RosterImport

texts = st.text(max_size=12)
issues = st.builds(Issue, texts, texts, texts, texts, st.integers(-1, 9))
plan_rows = st.builds(
    PlanRow, texts, st.integers(0, 9999), st.sampled_from(ACTIONS), texts, texts,
    read=st.dictionaries(texts, st.none() | texts | st.booleans(), max_size=3),
    changes=st.lists(st.builds(Change, texts, texts | st.none(), texts), max_size=2).map(lambda found: found or ()),
    issues=st.lists(issues, max_size=2).map(lambda found: found or ()),
    candidates=st.lists(st.builds(Candidate, texts, texts, texts, texts), max_size=2).map(lambda found: found or ()),
)  # fmt: skip


@given(st.lists(plan_rows, max_size=5))
def test_rows_come_back_as_they_were_packed(rows):
    packed = list(enumerate(rows))
    assert unpack(pack(packed), ACTIONS) == packed


@given(st.lists(plan_rows, max_size=8), st.sets(st.sampled_from(ACTIONS)))
def test_only_the_rows_that_are_wanted_are_made(rows, wanted):
    found = unpack(pack(list(enumerate(rows))), wanted)
    assert [place for place, _row in found] == [place for place, row in enumerate(rows) if row.action in wanted]


@pytest.fixture
def roster_import(people, units):
    return RosterImport.objects.create(unit=units.school, user=people.organizer, file_name="ds.xlsx", file_sha256="0")


def rows_of(*actions):
    return [PlanRow("S", number, action, f"Người {number}", f"HS{number}") for number, action in enumerate(actions, 2)]


def test_a_plan_is_kept_in_chunks_with_how_many_do_what(roster_import, monkeypatch):
    monkeypatch.setattr(plan_chunks, "ROWS_A_CHUNK", 3)
    done = []
    counts = keep_rows(roster_import, rows_of("create", "refuse", "create", "unchanged", "create"), done.append)
    assert done == [3, 2]
    assert {name: number for name, number in counts.items() if number and name != "rows"} == {
        "create": 3,
        "refuse": 1,
        "unchanged": 1,
    }
    assert roster_import.chunks.count() == 2


def test_planning_again_replaces_what_was_planned(roster_import):
    keep_rows(roster_import, rows_of("create"), lambda number: None)
    keep_rows(roster_import, rows_of("refuse", "refuse"), lambda number: None)
    assert [row.row for rows in chunks_with(roster_import, ACTIONS) for row in rows] == [2, 3]


def test_writing_and_other_rows_come_together_in_the_order_of_the_file(roster_import, monkeypatch):
    monkeypatch.setattr(plan_chunks, "ROWS_A_CHUNK", 2)
    keep_rows(roster_import, rows_of("refuse", "create", "unchanged", "move", "create"), lambda number: None)
    assert [[row.row for row in rows] for rows in chunks_with(roster_import, ACTIONS)] == [[2, 3], [4, 5], [6]]
    assert [row.row for rows in chunks_with(roster_import, WRITING_ACTIONS) for row in rows] == [3, 5, 6]
    assert [[row.row for row in rows] for rows in chunks_with(roster_import, ["create"], at_once=9)] == [[3, 6]]


def test_chunks_without_what_is_wanted_are_not_read(roster_import, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(plan_chunks, "ROWS_A_CHUNK", 1)
    keep_rows(roster_import, rows_of("unchanged", "unchanged", "create"), lambda number: None)
    with django_assert_num_queries(2):
        assert len(list(chunks_with(roster_import, ["create"]))) == 1


def test_a_page_of_rows_is_cut_out_of_them_all(roster_import, monkeypatch):
    monkeypatch.setattr(plan_chunks, "ROWS_A_CHUNK", 2)
    keep_rows(roster_import, rows_of(*["create", "refuse"] * 4), lambda number: None)
    assert [row.row for row in rows_of_page(roster_import, "create", 1, 2)] == [4, 6]
    assert rows_of_page(roster_import, "create", 9, 2) == []
