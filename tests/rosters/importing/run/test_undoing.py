import datetime as dt

import pytest
from django.utils import timezone

from participation.ledger.recording import record
from participation.models import Activity
from rosters.importing.run.undoing import CannotUndo, undo_import
from rosters.login.learners import account_of
from rosters.models import Member, Membership, RosterImport, Unit, User
from rosters.people.members import close_membership
from tests.rosters.importing.rosters_on_file import imported

TAM = ["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A9"]


def snapshot():
    """Everything an import may touch, for comparing before and after."""
    members = Member.objects.order_by("pk").values_list("code", "full_name", "birth_date", "sex", "folded_name", "sort_key")
    places = Membership.objects.order_by("pk").values_list("member__code", "unit__code", "start", "end", "close_reason")
    units = Unit.objects.order_by("pk").values_list("code", "path", "numchild")
    return list(members), list(places), list(units)


@pytest.fixture
def world(people, units, make_member):
    make_member(units.class_a, code="OLD1", name="Nguyễn Thị Hoa", birth_date=dt.date(2010, 9, 5), sex="female")
    make_member(units.class_a, code="OLD2", name="Trần Văn Nam", birth_date=dt.date(2010, 9, 6))
    make_member(units.class_a, code="OLD3", name="Lý Thị Vắng", birth_date=dt.date(2010, 9, 7))
    return snapshot()


ROWS = [
    TAM,
    ["OLD1", "Nguyễn Thị Hoài", "05/09/2010", "Nữ", "10A1"],
    ["OLD2", "Trần Văn Nam", "06/09/2010", "Nam", "10A2"],
]


def test_an_import_that_creates_changes_moves_and_closes_is_undone_as_a_whole(world, people, units):
    roster_import = imported(people.organizer, units.school, *ROWS, missing_reason="left")
    assert (
        roster_import.counts["create"],
        roster_import.counts["change"],
        roster_import.counts["move"],
        roster_import.counts["missing"],
    ) == (1, 1, 1, 2)
    assert snapshot() != world
    undo_import(roster_import)
    assert snapshot() == world
    assert not any(Unit.find_problems())
    roster_import.refresh_from_db()
    assert roster_import.status == RosterImport.Status.UNDONE
    undo_import(roster_import)
    assert snapshot() == world


def test_an_account_of_a_first_log_in_is_undone_too(world, people, units):
    roster_import = imported(people.organizer, units.school, *ROWS)
    account = account_of(Member.objects.get(code="T1"))
    undo_import(roster_import)
    assert not User.objects.filter(pk=account.pk).exists()
    assert snapshot() == world


def refused(roster_import, reason):
    before = snapshot()
    with pytest.raises(CannotUndo, match=reason):
        undo_import(roster_import)
    assert snapshot() == before
    roster_import.refresh_from_db()
    assert roster_import.status == RosterImport.Status.APPLIED
    assert reason in roster_import.problem


def test_it_is_refused_once_somebody_it_made_has_learned(world, people, units, lesson):
    roster_import = imported(people.organizer, units.school, *ROWS)
    activity = Activity.objects.get(kind="lesson")
    record(Member.objects.get(code="T1"), "completed", activity, "mot-viec")
    refused(roster_import, "Lê Văn Tám")


def test_it_is_refused_once_somebody_was_mended_by_hand(world, people, units):
    roster_import = imported(people.organizer, units.school, *ROWS)
    Member.objects.filter(code="OLD1").update(full_name="Nguyễn Thị Hoan")
    refused(roster_import, "Nguyễn Thị Hoan")


def test_it_is_refused_once_somebody_it_made_has_moved_on(world, people, units):
    roster_import = imported(people.organizer, units.school, *ROWS)
    close_membership(Membership.objects.get(member__code="T1"), "left", timezone.localdate())
    refused(roster_import, "Lê Văn Tám")


def test_it_is_refused_once_somebody_it_closed_was_placed_again(world, people, units):
    roster_import = imported(people.organizer, units.school, *ROWS, missing_reason="left")
    Membership.objects.create(
        member=Member.objects.get(code="OLD3"), unit=units.class_b, tree="school", start=timezone.localdate()
    )
    refused(roster_import, "Lý Thị Vắng")


def test_it_is_refused_once_its_new_class_is_used_by_another_import(world, people, units):
    roster_import = imported(people.organizer, units.school, *ROWS)
    imported(people.organizer, units.school, ["T2", "Lê Văn Chín", "01/02/2010", "Nam", "10A9"])
    refused(roster_import, "mới lập")


def test_imports_are_undone_one_after_the_other_backwards(world, people, units):
    first = imported(people.organizer, units.school, *ROWS)
    between = snapshot()
    second = imported(people.organizer, units.school, ["T1", "Lê Văn Tám", "01/02/2011", "Nam", "10A9"])
    undo_import(second)
    assert snapshot() == between
    undo_import(first)
    assert snapshot() == world
