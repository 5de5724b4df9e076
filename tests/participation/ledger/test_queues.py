"""What waits to be counted."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from participation.models import CourseChange, MemberChange, PendingFact
from participation.statistics.fold.folding import fold_pending
from tests import factories

DAY = dt.date(2026, 11, 18)


@pytest.fixture
def fact(units, make_member, activities):
    return factories.fact(make_member(units.class_a), "studied", activities["A1"], DAY)


def test_a_fact_waits_once_and_until_it_is_folded(fact):
    assert [waiting.fact_id for waiting in PendingFact.objects.all()] == [fact.pk]
    with pytest.raises(IntegrityError), transaction.atomic():
        PendingFact.objects.create(fact_id=fact.pk)
    fold_pending()
    assert not PendingFact.objects.exists()


def test_a_member_who_changes_twice_waits_twice_and_is_counted_once(units, make_member):
    member = make_member(units.class_a)
    fold_pending()
    for day in (1, 2):
        member.birth_date = dt.date(2010, 1, day)
        member.save()
    assert MemberChange.objects.filter(member_id=member.pk).count() == 2
    fold_pending()
    assert not MemberChange.objects.exists()


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        (PendingFact(fact_id=7), "waiting: 7"),
        (MemberChange(member_id=7), "changed: member 7"),
        (CourseChange(course_id=7), "changed: course 7"),
    ],
)
def test_what_waits_says_what_it_is(waiting, said):
    assert str(waiting) == said
