"""The database itself tells whose figures change, by whatever way members are written."""

import datetime as dt

import pytest
from django.db import connection

from participation.models import MemberChange
from participation.statistics.fold.member_triggers import install
from rosters.models import Member, Membership

DAY = dt.date(2026, 11, 16)


@pytest.fixture
def member(units, make_member):
    made = make_member(units.class_a, sex="male")
    MemberChange.objects.all().delete()
    return made


def told():
    return set(MemberChange.objects.values_list("member_id", flat=True))


@pytest.mark.parametrize(
    ("field", "value", "counts"),
    [
        ("sex", "female", True), ("birth_date", DAY, True), ("is_union_member", True, True), ("sex", "male", False),
        ("full_name", "Tên khác", False), ("ministry_code", "089", False),
    ],
)  # fmt: skip
def test_only_what_figures_are_broken_down_by_is_told(member, field, value, counts):
    Member.objects.filter(pk=member.pk).update(**{field: value})
    assert told() == ({member.pk} if counts else set())


def test_a_birth_date_that_is_taken_away_is_told_too(member):
    Member.objects.filter(pk=member.pk).update(birth_date=DAY)
    MemberChange.objects.all().delete()
    Member.objects.filter(pk=member.pk).update(birth_date=None)
    assert told() == {member.pk}


def test_a_new_place_a_changed_one_and_a_deleted_one_are_told(member, units):
    Membership.objects.create(member=member, unit=units.chapter, tree="union", start=DAY)
    assert told() == {member.pk}
    for change in (lambda rows: rows.update(end=DAY), lambda rows: rows.delete()):
        MemberChange.objects.all().delete()
        change(member.memberships.filter(tree="union"))
        assert told() == {member.pk}


def test_a_deleted_member_is_told(member):
    pk = member.pk
    member.memberships.all().delete()
    MemberChange.objects.all().delete()
    member.delete()
    assert told() == {pk}


def test_what_is_written_by_plain_sql_is_told(member):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rosters_member SET sex = 'female' WHERE id = %s", [member.pk])
    assert told() == {member.pk}


def test_many_at_once_are_all_told(units, make_member):
    members = [make_member() for _ in range(5)]
    MemberChange.objects.all().delete()
    Membership.objects.bulk_create([Membership(member=each, unit=units.class_a, tree="school", start=DAY) for each in members])
    assert told() == {each.pk for each in members}


def test_installing_again_doubles_nothing(member):
    install()
    Member.objects.filter(pk=member.pk).update(sex="female")
    assert MemberChange.objects.count() == 1
