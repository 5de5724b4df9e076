"""One member: what an organizer does and what the page answers."""

import pytest
from django.utils import timezone

from rosters.login.learners import printed_login_code
from rosters.models import Member
from tests.pages import page, page_text, posted, text_of


@pytest.fixture
def pupil(people, units, make_member):
    return make_member(units.class_a, code="T1", name="Lê Văn Bình")


def open_units(member):
    return {place.unit.code for place in member.memberships.open().select_related("unit")}


def test_the_page_of_a_member_tells_where_they_are(as_organizer, pupil):
    shown = page_text(as_organizer, "/quan-tri/thanh-vien/T1/")
    assert "Lê Văn Bình" in shown
    assert "Lớp 10A1" in shown


def test_a_name_is_mended_and_a_wrong_date_is_told(as_organizer, pupil):
    good = {"full_name": "Lê Văn  Bình An", "birth_date": "2010-05-01", "sex": "male"}
    assert "Đã lưu thay đổi" in text_of(posted(as_organizer, "/quan-tri/thanh-vien/T1/", good))
    assert Member.objects.get(code="T1").full_name == "Lê Văn Bình An"
    answer = as_organizer.post("/quan-tri/thanh-vien/T1/", good | {"birth_date": "2010-02-31"})
    assert answer.status_code == 422


def test_whoever_leaves_is_gone_from_today_on_and_the_reason_must_be_said(as_organizer, pupil, units):
    place = pupil.memberships.get()
    address = f"/quan-tri/thanh-vien/T1/thoi/{place.pk}/"
    assert "Chưa chọn lý do." in text_of(posted(as_organizer, address, {"ly-do": "chan"}))
    shown = posted(as_organizer, address, {"ly-do": "left"})
    assert "Lê Văn Bình không còn ở Lớp 10A1 từ hôm nay." in text_of(shown)
    place.refresh_from_db()
    assert (place.end, place.close_reason) == (timezone.localdate(), "left")


def test_a_place_in_another_unit_is_not_ended(as_organizer, pupil, units, make_member):
    from rosters.models import Membership

    elsewhere = Membership.objects.create(member=pupil, unit=units.chapter, tree="union", start="2026-09-05")
    assert as_organizer.post(f"/quan-tri/thanh-vien/T1/thoi/{elsewhere.pk}/", {"ly-do": "left"}).status_code in (302, 403)
    elsewhere.refresh_from_db()
    assert elsewhere.end is None


def test_a_lost_card_gets_a_new_code_that_is_told_once(as_organizer, pupil):
    before = printed_login_code(pupil)
    shown = text_of(posted(as_organizer, "/quan-tri/thanh-vien/T1/doi-ma/"))
    after = printed_login_code(Member.objects.get(code="T1"))
    assert after != before
    assert f"Đã cấp mã đăng nhập mới cho Lê Văn Bình: {after}." in shown


@pytest.mark.parametrize("path", ["", "doi-ma/"])
def test_a_member_of_another_school_is_as_if_they_were_not_there(as_organizer, units, make_member, path):
    make_member(units.other_class, code="OE1")
    method = as_organizer.post if path else as_organizer.get
    assert method(f"/quan-tri/thanh-vien/OE1/{path}").status_code == 404


def test_a_code_that_was_typed_leads_to_comparing_two_records(as_organizer, pupil, units, make_member):
    make_member(units.class_b, code="T2", name="Lê Văn Bình")
    assert as_organizer.get("/quan-tri/thanh-vien/T1/?gop-voi=t2").url == "/quan-tri/thanh-vien/T1/gop/T2/"
    shown = page(as_organizer, "/quan-tri/thanh-vien/T1/?gop-voi=KHONG", follow=True)
    assert "không phải mã của thành viên nào khác" in text_of(shown)


def test_the_card_of_one_member_is_printed_from_their_page(as_organizer, pupil):
    shown = page(as_organizer, "/quan-tri/thanh-vien/T1/")
    assert 'action="/quan-tri/don-vi/TNH-10A1/thanh-vien/"' in shown
    assert "In thẻ của người này" in shown


def test_whoever_is_in_no_unit_has_no_card_to_print(as_organizer, pupil):
    pupil.memberships.update(end=timezone.localdate())
    assert "In thẻ của người này" not in as_organizer.get("/quan-tri/thanh-vien/T1/").content.decode()
