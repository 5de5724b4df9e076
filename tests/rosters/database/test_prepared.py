"""Queries that are put together once, against the querysets they were written as."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, Count, DateField, Exists, OuterRef, Q
from django.test.utils import CaptureQueriesContext

from lessons.learner.learning import quiz_activity_of
from quizzes.attempts.models import Attempt
from rosters.database.prepared import Given, PreparedQuery, insert_once
from rosters.models import Member, Membership, User

DAY = dt.date(2026, 11, 16)
PK = Given("pk", Member._meta.pk)


@pytest.fixture
def two(units, make_member):
    return [make_member(units.class_a, name="Nguyễn Văn Đức"), make_member(units.class_a, name="Trần Thị Hòa")]


@pytest.mark.django_db
def test_it_gives_what_the_queryset_gives_for_each_value(two):
    by_pk = PreparedQuery(lambda: Member.objects.filter(pk=PK))
    for member in two:
        found = by_pk.all(pk=member.pk)
        assert found == [member]
        assert {name: value for name, value in vars(found[0]).items() if name != "_state"} == {
            name: value for name, value in vars(Member.objects.get(pk=member.pk)).items() if name != "_state"
        }
    assert by_pk.all(pk=0) == []
    assert by_pk.first(pk=0) is None


@pytest.mark.django_db
def test_the_queryset_is_built_once_and_asked_each_time(two, django_assert_num_queries):
    built = []
    by_pk = PreparedQuery(lambda: built.append(1) or Member.objects.filter(pk=PK))
    with django_assert_num_queries(3):
        for member in [*two, two[0]]:
            by_pk.first(pk=member.pk)
    assert built == [1]


@pytest.mark.django_db
def test_what_is_changed_meanwhile_is_seen(two):
    by_name = PreparedQuery(lambda: Member.objects.filter(full_name=Given("name", CharField())))
    assert by_name.all(name="Lê Văn Út") == []
    Member.objects.filter(pk=two[0].pk).update(full_name="Lê Văn Út")
    assert by_name.all(name="Lê Văn Út") == [two[0]]


@pytest.mark.django_db
def test_what_is_selected_along_asks_nothing_more(people, django_assert_num_queries):
    account = PreparedQuery(lambda: User.objects.select_related("member").filter(pk=Given("pk", User._meta.pk)))
    with django_assert_num_queries(1):
        assert account.first(pk=people.learner.pk).member == people.member
    # Who is no member has none: nothing is made up of empty columns.
    assert not hasattr(account.first(pk=people.organizer.pk), "member")


@pytest.mark.django_db
def test_annotations_and_their_types_come_along(two):
    known = PreparedQuery(
        lambda: Member.objects.annotate(
            has_place=Exists(Membership.objects.filter(member=OuterRef("pk"))), places=Count("memberships")
        ).filter(pk=PK)
    )
    found = known.first(pk=two[0].pk)
    assert found.has_place is True
    assert found.places == Member.objects.annotate(n=Count("memberships")).get(pk=two[0].pk).n


@pytest.mark.django_db
def test_tuples_are_given_as_the_queryset_gives_them(two):
    asked = Membership.objects.order_by("pk").values_list("member_id", "start", "tree")
    since = PreparedQuery(lambda: asked.filter(Q(start__gte=Given("day", DateField())) | Q(start__isnull=True)))
    for day in (dt.date(2000, 1, 1), DAY, dt.date(2100, 1, 1)):
        assert since.all(day=day) == list(asked.filter(Q(start__gte=day) | Q(start__isnull=True)))


@pytest.mark.django_db
def test_a_value_that_is_not_given_is_told(two):
    with pytest.raises(KeyError):
        PreparedQuery(lambda: Member.objects.filter(pk=PK)).all()


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_of_a_transaction_only(two):
    held = PreparedQuery(lambda: Member.objects.select_for_update().filter(pk=PK))
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        assert held.first(pk=two[0].pk) == two[0]
    assert len(asked) >= 1
    if connection.features.has_select_for_update:
        with pytest.raises(transaction.TransactionManagementError):
            held.first(pk=two[0].pk)


def attempt_of(member, quiz, activity, key):
    return Attempt(
        key=key, member=member, quiz=quiz, activity=activity, versions=[1], answers={"1": "ă"}, fractions={"1": "1/3"}, total=1,
        handed_in_at=dt.datetime(2026, 11, 16, 8, tzinfo=dt.UTC),
    )  # fmt: skip


@pytest.fixture
def taken(people, lesson):
    """Who takes which quiz, and what the ledger calls it."""
    return people.member, lesson.quiz, quiz_activity_of(lesson)


@pytest.mark.django_db
def test_a_row_is_inserted_unless_its_key_is_there(taken):
    member, quiz, activity = taken
    first, again = (attempt_of(member, quiz, activity, key) for key in [uuid.uuid4()] * 2)
    again.total = 9
    assert insert_once(first, unique="key")
    assert not insert_once(again, unique="key")
    assert again.pk is None
    found = Attempt.objects.get(key=first.key)
    assert (found.pk, found.total, found.answers, found.fractions) == (first.pk, 1, {"1": "ă"}, {"1": "1/3"})
    # It is a row like any other: saving it again changes that one.
    first.total = 2
    first.save()
    assert Attempt.objects.get().total == 2


@pytest.mark.django_db
def test_what_the_table_refuses_is_djangos_error(taken):
    member, quiz, activity = taken
    row = attempt_of(member, quiz, activity, uuid.uuid4())
    row.handed_in_at = None
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_once(row, unique="key")
