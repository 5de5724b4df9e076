"""What one member's facts change in cells, counted by hand and against a count from scratch."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.cell_changes import CellChanges, FoldedFact, days_of
from participation.rules.measures import ALL_COURSES, MEASURE_NAMES, NOTHING
from participation.rules.presence import NEVER

MONDAY = dt.date(2026, 11, 16)
SCHOOL, DEPARTMENT = (3, 20), (1, 21)
GROUPS = (0, 2, 5, 2011)


def fact(verb="studied", day=0, course=7, member=1, units=(SCHOOL, DEPARTMENT), **fields):
    return FoldedFact(member, verb, course, MONDAY + dt.timedelta(days=day), units, **fields)


def amounts(**named):
    return tuple(named.get(name, 0) for name in MEASURE_NAMES)


def cells_of(facts):
    changes = CellChanges()
    changes.add_measures(facts, GROUPS)
    return changes.measures


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (fact("studied"), amounts(turns=1)),
        (fact("handed_in", score=8750), amounts(turns=1, handed_in=1, score=8750)),
        (fact("started"), amounts(started=1)),
        (fact("passed", score=8750), amounts(passed=1)),
        (fact("completed", is_of_course=True), amounts(completed=1)),
        (fact("completed"), NOTHING),
        (fact("stepped"), NOTHING),
    ],
)
def test_each_verb_adds_to_its_measures(made, expected):
    assert made.amounts() == expected


def test_a_turn_is_studying_or_handing_in():
    assert [fact(verb).is_turn for verb in ("studied", "handed_in", "started", "passed", "completed")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_a_fact_counts_in_every_unit_above_of_its_course_and_of_all_and_in_every_group():
    cells = cells_of([fact()])
    assert {key[:3] for key in cells} == {
        (course, group, unit) for course in (7, ALL_COURSES) for unit, kind in (SCHOOL, DEPARTMENT) for group in (*GROUPS, kind)
    }
    assert {key[3] for key in cells} == {MONDAY}
    assert set(cells.values()) == {amounts(turns=1)}


def test_what_changes_no_measure_makes_no_cell():
    assert not cells_of([fact("stepped"), fact("completed")])


def test_two_facts_of_a_day_add_up_in_one_cell():
    cells = cells_of([fact(), fact("handed_in", score=5000)])
    assert cells[7, 0, 3, MONDAY] == amounts(turns=2, handed_in=1, score=5000)


def test_taking_away_what_was_added_leaves_nothing():
    changes = CellChanges()
    facts = [fact(), fact("handed_in", score=1765, tens=4), fact("passed", day=2)]
    changes.add_measures(facts, GROUPS)
    changes.add_measures(facts, GROUPS, -1)
    assert set(changes.measures.values()) == {NOTHING}
    assert set(changes.times.values()) == {0}


def test_times_are_counted_by_unit_and_course_and_not_by_group():
    changes = CellChanges()
    changes.add_measures([fact("handed_in", tens=12), fact("handed_in")], GROUPS)
    assert changes.times == Counter({(course, unit, MONDAY, 12): 1 for course in (7, ALL_COURSES) for unit in (3, 1)})


def test_somebody_present_on_two_days_of_a_week_came_once_newly_and_once_again():
    changes = CellChanges()
    changes.add_presence({}, days_of([fact(day=0), fact(day=3)]), GROUPS)
    wednesday = MONDAY + dt.timedelta(days=3)
    assert changes.people[7, 0, 3, MONDAY] == Counter({NEVER: 1})
    assert changes.people[7, 0, 3, wednesday] == Counter({3: 1})


def test_a_late_day_between_two_others_changes_the_gap_of_the_day_after_it():
    before, after = days_of([fact(day=0), fact(day=5)]), days_of([fact(day=0), fact(day=2), fact(day=5)])
    changes = CellChanges()
    changes.add_presence(before, after, GROUPS)
    day = {n: MONDAY + dt.timedelta(days=n) for n in (0, 2, 5)}
    assert (7, 0, 3, day[0]) not in changes.people
    assert changes.people[7, 0, 3, day[2]] == Counter({2: 1})
    assert changes.people[7, 0, 3, day[5]] == Counter({3: 1, 5: -1})


def test_only_turns_are_presence_and_only_what_is_wanted_is_read():
    assert not days_of([fact("started"), fact("passed")])
    wanted = {(7, 3, 0)}
    assert days_of([fact(day=1)], wanted) == {(7, 3, 0): {MONDAY + dt.timedelta(days=1)}}


def test_a_member_of_two_units_of_one_kind_is_counted_once_in_that_kind():
    first, second = (3, 20), (4, 20)
    facts = [fact(units=(first, (1, 21))), fact(units=(second, (1, 21)))]
    changes = CellChanges()
    changes.add_presence({}, days_of(facts), GROUPS)
    assert changes.people[7, 21, 1, MONDAY] == Counter({NEVER: 1})


some_facts = st.lists(
    st.builds(
        fact, st.sampled_from(["studied", "handed_in", "started", "passed", "stepped"]), st.integers(0, 9), st.sampled_from([7, 8]),
        score=st.integers(0, 10000), tens=st.integers(0, 5),
    ),
    max_size=8,
)  # fmt: skip


@given(some_facts, some_facts)
def test_changes_one_after_the_other_are_the_changes_together(first, second):
    apart, together = CellChanges(), CellChanges()
    apart.add_measures(first, GROUPS)
    apart.add_measures(second, GROUPS)
    together.add_measures([*second, *first], GROUPS)
    assert (apart.measures, apart.times) == (together.measures, together.times)


@given(some_facts, some_facts)
def test_presence_step_by_step_is_presence_at_once(first, second):
    stepwise, at_once = CellChanges(), CellChanges()
    stepwise.add_presence({}, days_of(first), GROUPS)
    stepwise.add_presence(days_of(first), days_of([*first, *second]), GROUPS)
    at_once.add_presence({}, days_of([*first, *second]), GROUPS)
    left = {key: +number for key, number in stepwise.people.items() if any(number.values())}
    assert left == {key: +number for key, number in at_once.people.items()}
