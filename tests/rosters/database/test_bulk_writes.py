"""Many rows at once, the same on both databases."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from rosters.database.bulk_writes import as_ranges, in_ranges, insert_rows, reserve_ids, update_rows
from rosters.models import Member, Membership

COLUMNS = ("id", "code", "full_name", "birth_date", "sex", "is_union_member", "ministry_code", "identity_digest")
DERIVED = ("folded_name", "sort_key", "login_nonce", "created_at")


def row(pk, code, name="Lê Thị Hoà", born=None):
    at = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
    return (pk, code, name, born, "", False, "", "", "le thi hoa", "hoa", f"nonce-{code}", at)


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_exactly_the_ids_they_were_made_of(ids):
    ranges = as_ranges(ids)
    assert {each for first, last in ranges for each in range(first, last + 1)} == ids
    # In order, and never two that touch.
    assert all(one[1] + 1 < other[0] for one, other in pairwise(ranges))


def test_a_hundred_thousand_new_ids_are_one_range():
    assert as_ranges(range(7, 100_007)) == [[7, 100_006]]


def test_a_condition_of_ranges_finds_what_lies_in_them(units, make_member):
    members = [make_member(units.class_a) for _ in range(5)]
    pks = sorted(member.pk for member in members)
    chosen = in_ranges([[pks[0], pks[1]], [pks[4], pks[4]]])
    assert sorted(Member.objects.filter(chosen).values_list("pk", flat=True)) == [pks[0], pks[1], pks[4]]
    assert not Member.objects.filter(in_ranges([])).exists()
    places = Membership.objects.filter(in_ranges([[pks[0], pks[0]]], "member_id"))
    assert [place.member_id for place in places] == [pks[0]]


def test_ids_are_reserved_once_and_rows_made_otherwise_go_round_them(units, make_member):
    with transaction.atomic():
        reserved = reserve_ids(Member, 3)
        again = reserve_ids(Member, 2)
    assert len({*reserved, *again}) == 5
    assert make_member(units.class_a).pk not in {*reserved, *again}
    assert reserve_ids(Member, 0) == []


def test_rows_are_written_and_changed_with_dates_and_accents(db):
    with transaction.atomic():
        first, second = reserve_ids(Member, 2)
        insert_rows(Member, (*COLUMNS, *DERIVED), [row(first, "HS1", born=dt.date(2010, 9, 5)), row(second, "HS2")])
    assert Member.objects.get(code="HS1").birth_date == dt.date(2010, 9, 5)
    update_rows(Member, ("full_name", "birth_date"), [("Trần Ngọc Ánh", dt.date(2011, 1, 2), second)])
    changed = Member.objects.get(code="HS2")
    assert (changed.full_name, changed.birth_date) == ("Trần Ngọc Ánh", dt.date(2011, 1, 2))
    assert Member.objects.get(code="HS1").full_name == "Lê Thị Hoà"


def test_a_code_that_is_taken_is_refused_as_by_any_insert(units, make_member):
    make_member(units.class_a, code="HS1")
    with transaction.atomic():
        [pk] = reserve_ids(Member, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Member, (*COLUMNS, *DERIVED), [row(pk, "HS1")])


def test_nothing_to_change_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        update_rows(Member, ("full_name",), [])
    assert connection.vendor in ("sqlite", "postgresql")
