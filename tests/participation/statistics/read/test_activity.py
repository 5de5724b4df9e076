"""Reading what happened: from cells above classes, from facts in them, always the same answer."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.groups import EVERYBODY, IN_UNION, SEXES
from participation.rules.measures import ALL_COURSES
from participation.rules.periods import Period
from participation.statistics.fold.folding import fold_pending
from participation.statistics.read.activity import activity_by_group, activity_of
from participation.statistics.read.coverage import on_each
from participation.statistics.read.times import median_time_of
from tests import factories

MONDAY = dt.date(2026, 11, 2)


def days(first, last=None):
    return Period(MONDAY + dt.timedelta(days=first), MONDAY + dt.timedelta(days=first if last is None else last))


@pytest.fixture
def learned(units, make_member, activities):
    """A girl on days 0, 2 and 30; a boy on day 2; somebody of another school on day 2."""
    girl = make_member(units.class_a, sex="female", is_union_member=True)
    boy, other = make_member(units.class_b, sex="male"), make_member(units.other_class)
    for day in (0, 2, 30):
        factories.fact(girl, "studied", activities["A1"], MONDAY + dt.timedelta(days=day))
    factories.fact(boy, "studied", activities["B1"], MONDAY + dt.timedelta(days=2))
    factories.fact(boy, "handed_in", activities["B1q"], MONDAY + dt.timedelta(days=2), score=50, seconds=41)
    factories.fact(other, "studied", activities["A1"], MONDAY + dt.timedelta(days=2))
    fold_pending()


def numbers(answer, unit, span=0, group=EVERYBODY):
    figures = answer.get((unit.pk, group, span))
    return (figures.people, figures.turns) if figures else (0, 0)


SPANS = [days(0), days(2), days(0, 6), days(0, 40), days(1, 29), days(31, 60), days(0, 30)]
OF_SCHOOL = [(1, 1), (2, 3), (2, 4), (2, 5), (2, 3), (0, 0), (2, 5)]


def test_everybody_is_counted_once_in_any_span(learned, units):
    found = activity_of([units.school], SPANS)
    assert [numbers(found, units.school, n) for n in range(len(SPANS))] == OF_SCHOOL


def test_a_school_is_what_its_classes_are_together(learned, units):
    found = activity_of([units.class_a, units.class_b], SPANS)
    for n, (_people, turns) in enumerate(OF_SCHOOL):
        assert sum(numbers(found, unit, n)[1] for unit in (units.class_a, units.class_b)) == turns


def test_units_of_both_kinds_are_read_together(learned, units):
    found = activity_of([units.department, units.class_a, units.chapter], [days(0, 6)])
    assert numbers(found, units.department) == (3, 5)
    assert numbers(found, units.class_a) == (1, 2)
    assert numbers(found, units.chapter) == (0, 0)


def test_one_course_is_counted_by_itself(learned, units, activities):
    found = activity_of([units.school, units.class_b], [days(0, 6)], activities["B"].pk)
    assert numbers(found, units.school) == numbers(found, units.class_b) == (1, 2)


@pytest.mark.parametrize("unit", ["school", "class_a"])
def test_groups_are_read_with_everybody(learned, units, unit):
    found = activity_by_group(getattr(units, unit), days(0, 6), ALL_COURSES)
    here = getattr(units, unit)
    assert numbers(found, here, group=SEXES["female"]) == (1, 2)
    assert numbers(found, here, group=IN_UNION) == (1, 2)
    assert numbers(found, here) == ((2, 4) if unit == "school" else (1, 2))


def test_nothing_is_asked_of_no_units(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert activity_of([], [days(0)]) == {}


def test_many_units_and_spans_are_read_in_one_query_for_cells(learned, units, django_assert_num_queries):
    with django_assert_num_queries(1):
        activity_of([units.department, units.school, units.other_school], SPANS)


@pytest.mark.parametrize(("unit", "seconds"), [("school", 50), ("class_b", 50), ("class_a", None), ("department", 50)])
def test_the_median_time_is_rounded_up_to_ten_seconds_in_cells_and_in_classes(learned, units, unit, seconds):
    assert median_time_of(getattr(units, unit), days(0, 6), ALL_COURSES) == seconds


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(-3, 3)), max_size=8), st.lists(st.integers(-2, 25), max_size=5))
def test_a_roster_on_a_day_is_what_has_changed_until_then(changes, wanted):
    rows = sorted((MONDAY + dt.timedelta(days=day), change) for day, change in changes)
    asked = [MONDAY + dt.timedelta(days=day) for day in wanted]
    assert on_each(rows, asked) == [sum(change for day, change in rows if day <= at) for at in asked]
