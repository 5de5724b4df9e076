"""Activities and facts as the ledger keeps them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from participation.models import Activity, Fact
from tests import factories

DAY = dt.date(2026, 11, 18)


def test_a_quiz_belongs_to_the_course_of_its_lesson(activities):
    assert activities["A1q"].course == activities["A1"].course == activities["A"].course == activities["A"]


def test_an_activity_is_called_by_its_title(activities):
    assert str(activities["A1"]) == "Bài A1"


def test_one_thing_outside_is_one_activity(activities):
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.create(source=activities["A"].source, kind="course", title="Khóa khác")


@pytest.fixture
def fact(units, make_member, activities):
    return factories.fact(make_member(units.class_a, units.chapter), "studied", activities["A1"], DAY)


def test_a_fact_is_written_once(fact):
    fact.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        fact.save(force_insert=True)
    assert Fact.objects.count() == 1


def test_a_fact_tells_its_course_and_where_the_member_was(fact, activities, units):
    assert fact.course == activities["A"]
    assert (fact.school_unit, fact.union_unit) == (units.class_a, units.chapter)


@pytest.mark.parametrize("what", ["member", "activity", "school_unit", "union_unit"])
def test_nothing_that_a_fact_names_can_be_deleted_under_it(fact, what):
    # Units and members are deleted by querysets, as the admin does.
    named = getattr(fact, what)
    with pytest.raises(ProtectedError), transaction.atomic():
        type(named).objects.filter(pk=named.pk).delete()
    assert Fact.objects.filter(pk=fact.pk).exists()


def test_a_fact_is_named_by_its_key(fact):
    assert str(fact) == fact.key
