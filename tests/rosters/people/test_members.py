"""What is done to one member: a new code, a place that ends, a move."""

import datetime as dt

import pytest

from rosters.login.learners import account_of, login_code
from rosters.models import Member, Membership, Unit
from rosters.people.members import close_membership, move_membership, reissue_login_code, take_back
from rosters.people.merging import merge
from tests.conftest import LEARNER, logged_in
from tests.factories import STARTED

DAY = dt.date(2026, 11, 16)


@pytest.fixture
def member(units, make_member):
    return make_member(units.class_a, name="Trần Ngọc Ánh")


def place(member):
    return member.memberships.order_by("-start", "-pk").first()


def test_a_new_code_is_another_one_and_logs_the_old_card_out(member, site_home):
    client = logged_in(account_of(member), LEARNER)
    member.refresh_from_db()
    assert client.get("/tien-do/").status_code == 200
    before = login_code(member)
    reissue_login_code(member)
    assert login_code(Member.objects.get(pk=member.pk)) != before
    assert client.get("/tien-do/").status_code == 302


def test_somebody_who_never_logged_in_gets_a_new_code_too(member):
    before = login_code(member)
    reissue_login_code(member)
    assert login_code(member) != before


def test_cards_of_merged_records_get_a_new_code_with_it(member, make_member, units):
    other = make_member(units.chapter, name="Trần Ngọc Ánh")
    merge(member, other)
    before = login_code(Member.objects.get(pk=other.pk))
    reissue_login_code(Member.objects.get(pk=member.pk))
    assert login_code(Member.objects.get(pk=other.pk)) != before


def test_a_place_ends_with_its_reason_and_ending_it_again_changes_nothing(member):
    close_membership(place(member), "graduated", DAY)
    close_membership(place(member), "left", DAY + dt.timedelta(days=5))
    assert (place(member).end, place(member).close_reason) == (DAY, "graduated")


def test_a_place_ends_at_the_earliest_on_the_day_it_began(member):
    close_membership(place(member), "left", STARTED - dt.timedelta(days=30))
    assert place(member).end == STARTED


def test_a_move_ends_one_place_and_begins_the_next_on_the_same_day(member, units):
    move_membership(place(member), units.class_b, DAY)
    assert list(member.memberships.order_by("start").values_list("unit__code", "start", "end", "close_reason")) == [
        ("TNH-10A1", STARTED, DAY, "moved"), ("TNH-10A2", DAY, None, ""),
    ]  # fmt: skip


def test_a_move_to_where_one_is_changes_nothing(member, units):
    move_membership(place(member), units.class_a, DAY)
    assert member.memberships.get().end is None


def test_moving_twice_from_an_old_page_changes_nothing_more(member, units):
    old = place(member)
    move_membership(old, units.class_b, DAY)
    move_membership(old, units.other_class, DAY)
    assert place(member).unit == units.class_b
    assert member.memberships.count() == 2


def test_a_move_before_the_first_day_begins_on_it(member, units):
    move_membership(place(member), units.class_b, STARTED - dt.timedelta(days=3))
    assert place(member).start == STARTED


@pytest.mark.parametrize("change", [close_membership, move_membership])
def test_a_place_that_a_merge_took_away_is_left_alone(member, units, change):
    gone = place(member)
    member.memberships.all().delete()
    change(gone, "left" if change is close_membership else units.class_b, DAY)
    assert not member.memberships.exists()


def test_nobody_is_moved_to_or_taken_back_into_a_closed_unit(units, make_member):
    member, gone = make_member(units.class_a), make_member(units.class_b)
    close_membership(place(gone), "left", DAY)
    Unit.objects.filter(pk=units.class_b.pk).update(closed_on=DAY)
    assert not move_membership(place(member), units.class_b, DAY)
    assert not take_back(gone.memberships.get(), DAY)
    assert not Membership.objects.open().filter(unit=units.class_b).exists()
    assert place(member).unit == units.class_a
