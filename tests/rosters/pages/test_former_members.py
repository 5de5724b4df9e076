"""Those who left a unit, and how they are taken back."""

import pytest
from django.utils import timezone

from rosters.models import Membership
from rosters.organizers import appoint
from rosters.people.members import close_membership
from rosters.people.place_requests import accept
from tests import factories
from tests.pages import page_text, posted, text_of

FORMER = "/quan-tri/don-vi/TNH-10A1/da-roi/"


@pytest.fixture
def left(units, make_member):
    member = make_member(units.class_a, code="T1", name="Lê Văn Tám")
    member.memberships.update(end="2026-10-01", close_reason="left")
    return member


def place_of(member):
    return member.memberships.get(end="2026-10-01").pk


def test_they_are_listed_with_the_day_and_the_reason(as_organizer, left):
    assert "Lê Văn Tám T1 Lớp 10A1 01/10/2026, chuyển đi, thôi sinh hoạt" in page_text(as_organizer, FORMER)
    assert "Lê Văn Tám" in page_text(as_organizer, "/quan-tri/don-vi/TNH/da-roi/")


def test_one_who_is_taken_back_is_in_the_class_again_with_what_was_before(as_organizer, left, units):
    assert "Đã nhận lại 1 người từ hôm nay." in text_of(posted(as_organizer, FORMER, {"ma": [place_of(left)]}))
    assert Membership.objects.open().get(member=left).unit == units.class_a
    assert left.memberships.count() == 2
    assert "Lê Văn Tám" not in page_text(as_organizer, FORMER)


def test_whoever_is_somewhere_now_is_not_listed_and_not_taken(as_organizer, left, units):
    pk = place_of(left)
    Membership.objects.create(member=left, unit=units.other_class, tree="school", start="2026-10-02")
    assert "Lê Văn Tám" not in page_text(as_organizer, FORMER)
    assert "Chưa chọn ai." in text_of(posted(as_organizer, FORMER, {"ma": [pk]}))
    assert Membership.objects.open().get(member=left).unit == units.other_class


def test_somebody_of_another_tree_elsewhere_is_not_taken_either(as_organizer, left, units):
    Membership.objects.create(member=left, unit=units.chapter, tree="union", start="2026-10-02")
    assert "Lê Văn Tám" not in page_text(as_organizer, FORMER)


def test_those_of_another_school_are_not_reached(as_organizer, units, make_member):
    other = make_member(units.other_class, code="OE1")
    other.memberships.update(end="2026-10-01", close_reason="left")
    assert "Chưa chọn ai." in text_of(posted(as_organizer, FORMER, {"ma": [place_of(other)]}))
    assert as_organizer.get("/quan-tri/don-vi/OE/da-roi/").status_code == 404


@pytest.mark.parametrize("ticked", [[], ["x"], ["999999"]])
def test_nothing_ticked_changes_nothing(as_organizer, left, ticked):
    assert "Chưa chọn ai." in text_of(posted(as_organizer, FORMER, {"ma": ticked}))


def test_an_empty_list_says_so(as_organizer, units):
    assert "Chưa có ai rời đơn vị." in page_text(as_organizer, FORMER)


@pytest.mark.parametrize("ticked", ["9" * 30, "-1", "x"])
def test_a_tick_that_is_no_key_takes_nobody_back(as_organizer, units, ticked):
    shown = text_of(posted(as_organizer, "/quan-tri/don-vi/TNH-10A1/da-roi/", {"ma": ticked}))
    assert "Chưa chọn ai." in shown


def test_a_pupil_who_is_still_in_the_chapter_is_taken_back_into_the_class(as_organizer, units, make_member):
    pupil = make_member(units.class_a, units.chapter, code="T2", name="Ngô Thị Chín")
    close_membership(pupil.memberships.get(tree="school"), "left", timezone.localdate())
    assert "Ngô Thị Chín" in page_text(as_organizer, FORMER)
    posted(as_organizer, FORMER, {"ma": [pupil.memberships.get(tree="school").pk]})
    assert pupil.memberships.open().get(tree="school").unit == units.class_a


@pytest.mark.parametrize("begun", ["2026-09-01", "2026-10-01"])
def test_a_branch_asks_for_whoever_is_in_another_schools_class_by_now(client, units, make_member, people, begun):
    branch = factories.staff("doan")
    appoint(branch, units.branch)
    pupil = make_member(units.other_class, units.chapter, code="T3", name="Phan Thị Mười")
    pupil.memberships.filter(tree="school").update(start=begun)
    pupil.memberships.filter(tree="union").update(start="2026-09-01", end="2026-10-01", close_reason="left")
    client.force_login(branch)
    address = f"/quan-tri/don-vi/{units.chapter.code}/da-roi/"
    shown = text_of(posted(client, address, {"ma": [pupil.memberships.get(tree="union").pk]}))
    assert "1 người nay do nơi khác phụ trách: đã gửi yêu cầu" in shown
    assert not pupil.memberships.open().filter(tree="union").exists()
    assert client.get(f"/quan-tri/thanh-vien/{pupil.code}/").status_code == 404
    request = pupil.place_requests.get()
    assert (request.unit, request.asked_by, request.status) == (units.chapter, branch, "waiting")
    assert accept(request, people.other_organizer, timezone.localdate())
    assert pupil.memberships.open().get(tree="union").unit == units.chapter


def test_who_was_in_another_school_on_the_same_day_has_left_that_one_and_is_listed_once(as_organizer, left, units):
    was = left.memberships.get(tree="school")
    Membership.objects.create(
        member=left, unit=units.other_class, tree="school", start=was.end, end=was.end, close_reason="left"
    )
    assert "Lê Văn Tám" not in page_text(as_organizer, FORMER)
    Membership.objects.create(member=left, unit=units.class_a, tree="school", start=was.end, end=was.end, close_reason="left")
    assert page_text(as_organizer, FORMER).count("Lê Văn Tám") == 1
