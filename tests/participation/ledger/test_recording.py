import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from participation.ledger.recording import record
from participation.models import Fact, PendingFact
from rosters.models import Membership


def test_a_fact_is_written_once_however_often_it_is_recorded(units, make_member, activities):
    member = make_member(units.class_a, units.chapter)
    assert record(member, Fact.Verb.STUDIED, activities["A1"], "studied:1") is True
    assert record(member, Fact.Verb.STUDIED, activities["A1"], "studied:1") is False
    assert Fact.objects.count() == PendingFact.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans in the same process")
@pytest.mark.django_db
def test_the_server_plans_the_statement_that_records_a_fact_once(units, make_member, activities):
    member = make_member(units.class_a, units.chapter)
    record(member, Fact.Verb.STUDIED, activities["A1"], "studied:1")
    record(member, Fact.Verb.STUDIED, activities["A1"], "studied:2")
    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(generic_plans + custom_plans) FROM pg_prepared_statements WHERE statement LIKE 'WITH new%%'")
        assert cursor.fetchone()[0] >= 2


def test_a_fact_holds_the_units_and_the_local_day_of_its_time(units, make_member, activities):
    member = make_member(units.class_a, units.chapter)
    at = dt.datetime(2026, 11, 23, 18, 30, tzinfo=dt.UTC)
    record(member, Fact.Verb.STUDIED, activities["A1"], "k", at=at)
    fact = Fact.objects.get()
    assert fact.day == dt.date(2026, 11, 24)
    assert (fact.school_unit, fact.union_unit, fact.course) == (units.class_a, units.chapter, activities["A"])


def test_a_late_fact_is_counted_where_the_member_was_then(units, make_member, activities):
    member = make_member(units.class_a)
    today = timezone.localdate()
    member.memberships.update(end=today)
    Membership.objects.create(member=member, unit=units.class_b, tree="school", start=today)
    record(member, Fact.Verb.STUDIED, activities["A1"], "late", at=timezone.now() - dt.timedelta(days=2))
    record(member, Fact.Verb.STUDIED, activities["A1"], "now")
    assert Fact.objects.get(key="late").school_unit == units.class_a
    assert Fact.objects.get(key="now").school_unit == units.class_b


def test_somebody_without_a_chapter_is_recorded_all_the_same(units, make_member, activities):
    record(make_member(units.class_a), Fact.Verb.STUDIED, activities["A1"], "k")
    assert Fact.objects.get().union_unit is None


def test_a_step_changes_no_figure_and_so_does_not_wait(units, make_member, activities):
    record(make_member(units.class_a), Fact.Verb.STEPPED, activities["A1"], "k", detail="s1")
    assert not PendingFact.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_an_error_of_the_caller(units, make_member, activities):
    with pytest.raises(transaction.TransactionManagementError):
        record(make_member(units.class_a), Fact.Verb.STUDIED, activities["A1"], "k")
