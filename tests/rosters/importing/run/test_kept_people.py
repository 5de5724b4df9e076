"""Who stays when an import is undone, and what is told of whom."""

import datetime as dt

import pytest
from django.utils import timezone

from participation.ledger.recording import record
from participation.models import Activity
from rosters.importing.run.kept_people import ELSEWHERE, IN_USE, MERGED, MOVED, PLACED, PLACED_AGAIN, kept_people, told
from rosters.importing.run.undoing import CannotUndo, undo_import
from rosters.models import Member, Membership, RosterImport, Unit
from rosters.people.closing_units import close_unit
from rosters.people.members import close_membership, move_membership
from rosters.people.merging import merge
from tests.rosters.importing.rosters_on_file import imported

TAM = ["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A9"]
CHIN = ["T2", "Ngô Thị Chín", "02/02/2010", "Nữ", "10A9"]
HOA = ["OLD1", "Nguyễn Thị Hoài", "05/09/2010", "Nữ", "10A1"]


@pytest.fixture
def made(people, units, make_member):
    """Two new people in a new class, one renamed, one who was not in the file and left."""
    make_member(units.class_a, code="OLD1", name="Nguyễn Thị Hoa", birth_date=dt.date(2010, 9, 5), sex="female")
    make_member(units.class_a, code="OLD3", name="Lý Thị Vắng", birth_date=dt.date(2010, 9, 7))
    return imported(people.organizer, units.school, TAM, CHIN, HOA, missing_reason="left")


def member(code):
    return Member.objects.get(code=code)


def kept(roster_import):
    """{code: why}"""
    return {Member.objects.get(pk=pk).code: why for pk, why in kept_people(roster_import).items()}


def learn(code):
    record(member(code), "completed", Activity.objects.get(kind="lesson"), f"mot-viec-{code}")


def to_another_school(code, units):
    place = Membership.objects.open().get(member__code=code)
    move_membership(place, units.other_class, timezone.localdate())


def test_nobody_stays_while_nothing_was_done(made):
    assert kept(made) == {}


def test_whoever_learned_was_merged_or_moved_stays(made, units, make_member, lesson):
    learn("T1")
    to_another_school("T2", units)
    merge(member("OLD1"), make_member(units.class_b, code="KHAC", name="Nguyễn Thị Hoài"))
    found = kept(made)
    assert found["T1"] == IN_USE
    assert found["T2"] == MOVED
    assert found["OLD1"] == MERGED
    assert "OLD3" not in found


def test_a_merge_of_others_concerns_nobody(made, units, make_member):
    merge(
        make_member(units.other_class, code="XA1", name="Người Lạ Một"),
        make_member(units.other_class, code="XA2", name="Người Lạ Hai"),
    )
    assert kept(made) == {}
    undo_import(made)


def test_whoever_got_a_place_in_the_union_stays(made, units):
    Membership.objects.create(member=member("T1"), unit=units.chapter, tree="union", start=timezone.localdate())
    assert kept(made) == {"T1": PLACED}


def test_whoever_is_elsewhere_now_stays_as_they_are_there(made, units):
    to_another_school("OLD1", units)
    assert kept(made) == {"OLD1": ELSEWHERE}


@pytest.mark.parametrize("is_over", [False, True])
def test_whoever_was_placed_after_leaving_stays_also_when_that_is_over(made, units, is_over):
    today = timezone.localdate()
    end = today + dt.timedelta(days=3) if is_over else None
    Membership.objects.create(member=member("OLD3"), unit=units.other_class, tree="school", start=today, end=end)
    assert kept(made) == {"OLD3": PLACED_AGAIN}


def test_whoever_was_mended_stays_with_what_is_told_of_them(made):
    Member.objects.filter(code="OLD1").update(full_name="Nguyễn Thị Hoan")
    assert kept(made) == {"OLD1": "đã được sửa sau lần nhập này, nay là “Nguyễn Thị Hoan”"}


def test_nobody_goes_back_into_a_class_that_was_closed(made, units, people):
    to_another_school("OLD1", units)
    close_unit(units.class_a, into=None, reason="left", user=people.administrator, day=timezone.localdate())
    assert "Mở lại Lớp 10A1" in kept(made)["OLD3"]


def test_of_somebody_in_another_school_no_name_is_told(made, units):
    to_another_school("OLD1", units)
    assert told(member("OLD1"), made) == "Một người ở đơn vị khác"
    assert told(member("T1"), made) == "Lê Văn Tám (T1)"
    assert told(member("OLD3"), made) == "Lý Thị Vắng (OLD3)"
    with pytest.raises(CannotUndo) as refused:
        undo_import(made)
    assert "Hoài" not in str(refused.value)
    assert "OLD1" not in str(refused.value)


class TestTheRest:
    def undone(self, made):
        RosterImport.objects.filter(pk=made.pk).update(undo_keeps=True)
        undo_import(made)
        made.refresh_from_db()
        return made

    def test_is_undone_and_whoever_learned_stays_with_their_class(self, made, lesson):
        learn("T1")
        with pytest.raises(CannotUndo, match="Lê Văn Tám"):
            undo_import(made)
        undone = self.undone(made)
        assert undone.status == RosterImport.Status.UNDONE
        assert undone.problem == "Giữ nguyên 1 người: Lê Văn Tám (T1) đã bắt đầu học."
        assert set(Member.objects.values_list("code", flat=True)) >= {"T1", "OLD1", "OLD3"}
        assert not Member.objects.filter(code="T2").exists()
        assert Membership.objects.open().get(member__code="T1").unit.name == "10A9"
        assert member("OLD1").full_name == "Nguyễn Thị Hoa"
        assert Membership.objects.open().get(member__code="OLD3").unit.name == "10A1"
        assert not any(Unit.find_problems())

    def test_leaves_no_class_that_nobody_is_in(self, made, units):
        close_membership(Membership.objects.get(member__code="OLD1"), "left", timezone.localdate())
        self.undone(made)
        assert not Unit.objects.filter(name="10A9").exists()
        assert member("OLD1").full_name == "Nguyễn Thị Hoài"

    def test_changes_nothing_of_somebody_in_another_school(self, made, units):
        to_another_school("OLD1", units)
        self.undone(made)
        assert member("OLD1").full_name == "Nguyễn Thị Hoài"
        assert Membership.objects.open().get(member__code="OLD1").unit == units.other_class
        assert "Hoài" not in made.problem

    def test_is_all_where_nobody_stays(self, made):
        self.undone(made)
        assert not Member.objects.filter(code__in=["T1", "T2"]).exists()
        assert made.problem == ""
