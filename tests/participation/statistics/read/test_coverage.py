"""The number on the roster, and how far those are who are there now."""

import datetime as dt

import pytest

from participation.rules.groups import EVERYBODY, IN_UNION, KINDS, NOT_IN_UNION, SEXES
from participation.rules.measures import ALL_COURSES
from participation.statistics.fold.folding import fold_pending
from participation.statistics.read.coverage import CoverageCounts, coverage_of, roster_on_days, rosters_of
from rosters.people.members import close_membership, move_membership
from tests import factories
from tests.factories import STARTED

DAY = dt.date(2026, 11, 18)
BEFORE = DAY - dt.timedelta(days=1)


@pytest.fixture
def school(units, make_member, activities):
    """Two girls and a boy in class 10A1 until one girl moves to 10A2 and the boy leaves, both on DAY."""
    stays, moves = (make_member(units.class_a, sex="female", is_union_member=member) for member in (True, False))
    leaves = make_member(units.class_a, sex="male")
    for name in ("A", "B"):
        factories.fact(stays, "started", activities[name], BEFORE)
    for name in ("A1", "A2"):
        factories.fact(stays, "completed", activities[name], BEFORE)
    factories.fact(leaves, "started", activities["A"], BEFORE)
    move_membership(moves.memberships.get(), units.class_b, DAY)
    close_membership(leaves.memberships.get(), "left", DAY)
    fold_pending()
    return units.school


def test_the_roster_is_that_of_the_day_asked_for(school, units):
    here = [units.class_a.pk, units.class_b.pk, school.pk]
    assert rosters_of(here, BEFORE) == {(units.class_a.pk, EVERYBODY): 3, (school.pk, EVERYBODY): 3}
    now = rosters_of(here, DAY)
    assert [now[pk, EVERYBODY] for pk in here] == [1, 1, 2]


def test_before_anybody_came_there_is_nobody(school):
    assert rosters_of([school.pk], STARTED - dt.timedelta(days=1)) == {}


def test_groups_are_told_only_of_the_units_for_which_they_are_asked(school, units):
    found = rosters_of([units.class_a.pk], BEFORE, in_groups=[school.pk])
    assert {unit for unit, group in found if group != EVERYBODY} == {school.pk}
    assert (found[school.pk, SEXES["female"]], found[school.pk, SEXES["male"]]) == (2, 1)
    assert found[units.class_a.pk, EVERYBODY] == 3


def test_a_unit_without_anybody_is_in_no_answer(school, units):
    assert rosters_of([units.other_class.pk], DAY) == {}
    assert coverage_of([units.other_class.pk], ALL_COURSES) == {}


def test_a_roster_over_days_steps_when_people_come_and_go(school, units):
    days = [STARTED - dt.timedelta(days=1), STARTED, BEFORE, DAY, DAY + dt.timedelta(days=400)]
    assert roster_on_days(units.class_a.pk, days) == [0, 3, 3, 1, 1]
    assert roster_on_days(units.class_b.pk, days) == [0, 0, 0, 1, 1]


def test_only_those_who_are_there_now_are_covered(school, units, activities):
    found = coverage_of([school.pk, units.class_a.pk], activities["A"].pk)
    # The boy who started and left is no more counted.
    assert found[school.pk, EVERYBODY].started == 1
    assert found[school.pk, EVERYBODY].members == 2
    assert found[units.class_a.pk, EVERYBODY].members == 1


def test_a_course_is_covered_by_itself_and_with_all_others(school, activities):
    of_a, of_b, of_all = (
        coverage_of([school.pk], course)[school.pk, EVERYBODY]
        for course in (activities["A"].pk, activities["B"].pk, ALL_COURSES)
    )
    assert of_b == CoverageCounts(members=2, started=1)
    # Of all courses together: whoever started, completed or passed any.
    assert (of_all.members, of_all.started) == (2, 1)
    assert of_a.members == 2


def test_coverage_by_group_adds_up_to_everybody(school, activities):
    found = coverage_of([], activities["A"].pk, in_groups=[school.pk])
    for pair in ((IN_UNION, NOT_IN_UNION), (SEXES["female"], SEXES["male"])):
        parts = [found.get((school.pk, group), CoverageCounts()) for group in pair]
        assert sum(part.members for part in parts) == found[school.pk, EVERYBODY].members
        assert sum(part.started for part in parts) == found[school.pk, EVERYBODY].started


def test_nobody_is_grouped_by_the_kind_of_unit_below(school):
    """Kinds are for what happened: a member is in one place of a tree, not in a kind of it."""
    found = rosters_of([], DAY, in_groups=[school.pk])
    assert not {group for _unit, group in found} & set(KINDS.values())


@pytest.mark.parametrize("units_asked", [1, 3])
def test_the_number_of_queries_does_not_grow_with_units(school, units, django_assert_num_queries, units_asked):
    here = [unit.pk for unit in (school, units.class_a, units.department)][:units_asked]
    with django_assert_num_queries(2):
        rosters_of(here, DAY, in_groups=here[:1])
        coverage_of(here, ALL_COURSES, in_groups=here[:1])
