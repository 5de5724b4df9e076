"""People and places as the database keeps them: what follows from other fields, and what it refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from rosters.models import Member, Membership, RosterImport, Unit, User
from tests import factories


@pytest.mark.parametrize(
    ("kind", "name", "label"),
    [
        ("class", "10A1", "Lớp 10A1"), ("class", "Lớp 10A1", "Lớp 10A1"), ("class", "lop 10a1", "lop 10a1"),
        ("chapter", "10A1", "Chi đoàn 10A1"), ("chapter", "Chi đoàn 10A1", "Chi đoàn 10A1"), ("school", "THPT Óc Eo", "THPT Óc Eo"),
    ],
)  # fmt: skip
def test_a_class_and_a_chapter_are_called_by_their_kind_once(kind, name, label):
    assert Unit(kind=kind, name=name).label == label


def test_the_paths_down_to_a_unit_begin_at_the_top():
    assert Unit.paths_down_to("000100020003") == ["0001", "00010002", "000100020003"]
    assert Unit.paths_down_to("") == []


def test_a_member_is_filed_by_what_follows_from_the_name(db):
    made = Member.objects.create(code="hs1", full_name="Đặng Thị Ánh")
    assert (made.code, made.folded_name, made.initials) == ("HS1", "dang thi anh", "TA")
    assert str(made) == "Đặng Thị Ánh (HS1)"


def test_small_letters_are_no_second_code(db):
    Member.objects.create(code="HS1", full_name="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(code="hs1", full_name="B")
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.bulk_create([Member(code="hs2", full_name="C", login_nonce="x")])


def test_a_nonce_is_drawn_once(db):
    made = Member.objects.create(code="HS1", full_name="A")
    nonce = made.login_nonce
    made.full_name = "B"
    made.save()
    assert made.login_nonce == nonce
    assert Member.objects.create(code="HS2", full_name="A").login_nonce != nonce


def test_nobody_is_in_two_places_of_a_tree_at_once(units, make_member):
    member = make_member(units.class_a)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(member=member, unit=units.class_b, tree="school", start=factories.STARTED)
    Membership.objects.create(member=member, unit=units.chapter, tree="union", start=factories.STARTED)


def test_a_place_does_not_end_before_it_begins(units, make_member):
    place = make_member(units.class_a).memberships.get()
    place.end = place.start - dt.timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        place.save()
    place.end = place.start
    place.save()


def test_a_unit_belongs_to_the_tree_of_its_kind(units):
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=units.class_a.pk).update(tree="union")


def test_accounts_are_called_as_vietnamese_are():
    assert str(User(username="hoa", last_name="Nguyễn Thị", first_name="Hoa")) == "Nguyễn Thị Hoa"
    assert str(User(username="hoa")) == "hoa"


def test_a_record_stands_for_itself_or_for_the_one_it_was_merged_into():
    kept = Member(pk=1, full_name="A")
    assert kept.person is kept
    assert Member(pk=2, full_name="A", merged_into=kept).person is kept


@pytest.mark.parametrize("status", RosterImport.Status.values)
def test_the_states_in_which_work_is_under_way_are_the_same_for_a_row_and_for_a_query(people, units, status):
    made = RosterImport.objects.create(unit=units.school, user=people.organizer, file_name="a", file_sha256="0", status=status)
    assert RosterImport.objects.running().filter(pk=made.pk).exists() == made.is_running
