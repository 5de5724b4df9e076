"""What one member adds to rosters and coverage, against the definition."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from participation.rules.coverage import Contribution, Needed, Reached, contribution_changes, flags_of

DAY = dt.date(2026, 9, 5)
NEEDED = {7: Needed(frozenset({71, 72}), frozenset({77})), 8: Needed(frozenset({81}), frozenset())}


def test_nothing_done_is_nowhere():
    assert flags_of([], NEEDED) == {}


def test_a_course_is_completed_when_all_its_lessons_are():
    some = [("started", 7, 7), ("completed", 71, 7)]
    assert flags_of(some, NEEDED) == {7: int(Reached.STARTED)}
    everything = [*some, ("completed", 72, 7)]
    assert flags_of(everything, NEEDED)[7] == int(Reached.STARTED | Reached.COMPLETED)


def test_all_quizzes_passed_is_said_apart_and_a_course_without_any_is_not_passed():
    assert flags_of([("passed", 77, 7)], NEEDED) == {7: int(Reached.PASSED)}
    assert flags_of([("completed", 81, 8)], NEEDED) == {8: int(Reached.COMPLETED)}


def test_a_lesson_that_was_added_takes_completion_back():
    done = [("completed", 81, 8)]
    more = {8: Needed(frozenset({81, 82}), frozenset())}
    assert flags_of(done, NEEDED) == {8: int(Reached.COMPLETED)}
    assert flags_of(done, more) == {}


DATES = st.dates(DAY, DAY + dt.timedelta(days=60))
SPANS = st.tuples(st.sampled_from([(1,), (1, 2), (1, 2, 3), (5, 6)]), DATES, st.none() | DATES)
CONTRIBUTIONS = st.builds(
    Contribution,
    groups=st.sampled_from([(0, 1, 4, 2010), (0, 2, 5, 6)]),
    memberships=st.lists(SPANS, max_size=3).map(tuple),
    courses=st.dictionaries(st.sampled_from([7, 8]), st.integers(1, 7), max_size=2),
)


@given(CONTRIBUTIONS)
def test_what_is_kept_of_a_member_reads_back_the_same(contribution):
    assert Contribution.from_json(contribution.to_json()) == contribution


@given(CONTRIBUTIONS, CONTRIBUTIONS)
def test_going_there_and_back_changes_nothing(one, other):
    rosters, coverage = contribution_changes([(None, one), (one, other), (other, None)])
    assert not any(rosters.values())
    assert not any(coverage.values())


@given(CONTRIBUTIONS)
def test_everybody_who_is_here_is_counted_in_every_unit_above(contribution):
    _rosters, coverage = contribution_changes([(None, contribution)])
    members = {key: number for key, number in coverage.items() if key[3] == "members" and number}
    for units in contribution.here:
        for unit in units:
            assert any(key[2] == unit for key in members)


def test_a_started_course_and_a_passed_one_are_kept_side_by_side():
    done = [("started", 7, 7), ("passed", 77, 7)]
    assert flags_of(done, NEEDED)[7] == int(Reached.STARTED | Reached.PASSED)


def test_starting_is_told_of_the_course_whatever_the_fact_is_about():
    assert flags_of([("started", 71, 7)], NEEDED) == {7: int(Reached.STARTED)}


def test_a_roster_rises_on_the_first_day_and_falls_on_the_day_after_the_last():
    end = DAY + dt.timedelta(days=9)
    rosters, _coverage = contribution_changes(
        [(None, Contribution((0, 2), (((1, 3), DAY, end),))), (None, Contribution((0,), (((1,), DAY, None),)))]
    )
    assert dict(rosters) == {
        (1, 0, DAY): 2, (1, 2, DAY): 1, (3, 0, DAY): 1, (3, 2, DAY): 1, (1, 0, end): -1, (1, 2, end): -1, (3, 0, end): -1, (3, 2, end): -1,
    }  # fmt: skip
