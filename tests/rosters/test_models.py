"""People and places as the database keeps them: what follows from other fields, and what it refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from rosters.models import (
    ColumnSpelling,
    LoginThrottle,
    Member,
    MemberMerge,
    Membership,
    Organizer,
    PlanChunk,
    RosterImport,
    Unit,
    User,
)
from rosters.people.merging import merge
from tests import factories
from tests.rosters.importing.rosters_on_file import workbook


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
    survivor = Member(pk=1, full_name="A")
    assert survivor.person is survivor
    assert Member(pk=2, full_name="A", merged_into=survivor).person is survivor


@pytest.mark.parametrize("status", RosterImport.Status.values)
def test_the_states_in_which_work_is_under_way_are_the_same_for_a_row_and_for_a_query(people, units, status):
    made = RosterImport.objects.create(unit=units.school, user=people.organizer, file_name="a", file_sha256="0", status=status)
    assert RosterImport.objects.running().filter(pk=made.pk).exists() == made.is_running


@pytest.mark.parametrize(
    ("name", "given", "initials"),
    [
        ("Trần Ngọc Ánh", "Ánh", "NA"),
        ("Y Khoa Byă", "Byă", "KB"),
        ("Siu H'Lăng", "H'Lăng", "SH"),
        ("Đặng Thị Út Em", "Em", "UE"),
    ],
)
def test_somebody_is_called_by_the_last_word_of_the_name(name, given, initials):
    member = Member(full_name=name)
    assert member.given_name == given
    assert member.initials == initials


def test_a_unit_in_which_somebody_was_cannot_be_deleted(units, make_member):
    make_member(units.class_a)
    with pytest.raises(ProtectedError), transaction.atomic():
        Unit.objects.filter(pk=units.class_a.pk).delete()


def test_an_account_that_is_deleted_leaves_the_person_and_the_imports(people, units):
    made = factories.roster_import(units.school, people.organizer, workbook(["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A1"]))
    people.learner.delete()
    people.organizer.delete()
    made.refresh_from_db()
    assert made.user is None
    assert Member.objects.get(pk=people.member.pk).user is None


def test_a_record_that_others_were_merged_into_cannot_be_deleted(make_member):
    survivor, other = make_member(), make_member()
    merge(survivor, other)
    with pytest.raises(ProtectedError), transaction.atomic():
        Member.objects.filter(pk=survivor.pk).delete()


def test_a_record_is_merged_once(make_member):
    survivor, other, third = make_member(), make_member(), make_member()
    MemberMerge.objects.create(survivor=survivor, other=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberMerge.objects.create(survivor=third, other=other)


def test_nobody_looks_after_a_unit_twice(people, units):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organizer.objects.create(user=people.organizer, unit=units.school)
    Organizer.objects.create(user=people.organizer, unit=units.other_school)


def test_a_header_means_one_thing_to_one_organizer(people):
    ColumnSpelling.objects.create(user=people.organizer, header="quy danh", field="full_name")
    ColumnSpelling.objects.create(user=people.other_organizer, header="quy danh", field="")
    with pytest.raises(IntegrityError), transaction.atomic():
        ColumnSpelling.objects.create(user=people.organizer, header="quy danh", field="class_name")


def test_the_parts_of_a_plan_have_numbers_of_their_own(people, units):
    made = RosterImport.objects.create(unit=units.school, user=people.organizer, file_name="ds.xlsx", file_sha256="0")
    PlanChunk.objects.create(roster_import=made, number=0, counts={}, writes=b"", others=b"")
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanChunk.objects.create(roster_import=made, number=0, counts={}, writes=b"", others=b"")
    made.delete()
    assert not PlanChunk.objects.exists()


def test_the_newest_import_comes_first(people, units):
    old, new = (
        RosterImport.objects.create(unit=units.school, user=people.organizer, file_name=name, file_sha256="0") for name in "ab"
    )
    assert list(RosterImport.objects.all()) == [new, old]


def test_every_record_says_what_it_is_to_somebody_who_looks_for_a_fault(people, units, make_member):
    survivor, other = make_member(units.class_a), make_member()
    made = RosterImport(pk=5, file_name="ds.xlsx", status="planned")
    assert str(made) == "ds.xlsx (Chờ xác nhận)"
    assert str(PlanChunk(roster_import=made, number=3)) == "5/3"
    assert str(MemberMerge(survivor=survivor, other=other)) == f"{other.pk} -> {survivor.pk}"
    assert str(ColumnSpelling(header="phong", field="class_name")) == "phong - class_name"
    assert str(LoginThrottle(key="card:HS1", failures=3)) == "card:HS1: 3"
    assert str(survivor.memberships.get()) == f"{survivor.pk} - {units.class_a.pk} ({factories.STARTED} - )"
    assert str(Organizer(user=people.organizer, unit=units.school)) == "phutrach - Trường THPT Thoại Ngọc Hầu"
