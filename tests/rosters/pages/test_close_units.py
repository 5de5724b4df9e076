"""The page on which a unit is closed or made part of another, and what the other pages make of a closed one."""

import datetime as dt

import pytest
from django.urls import reverse

from rosters.models import Membership, Unit
from rosters.organizers import appoint
from rosters.pages.close_units import joinable_units, may_close
from tests.pages import page, page_text, posted, text_of

CLASS = "/quan-tri/don-vi/TNH-10A1/"
SCHOOL = "/quan-tri/don-vi/TNH/"


@pytest.fixture
def pupils(units, make_member):
    return [make_member(units.class_a, name=f"Nguyễn Văn {name}") for name in ("An", "Bình")]


def closed(client, **data):
    return posted(client, f"{CLASS}dong/", data)


def test_the_page_says_what_will_be_done_and_to_how_many(as_organizer, people, pupils):
    shown = page_text(as_organizer, f"{CLASS}dong/")
    assert "Có 3 người ở đây." in shown
    assert "Những gì đã học vẫn được tính." in shown
    assert "Đóng Lớp 10A1" in shown


def test_an_organizer_makes_a_class_part_of_another_and_takes_it_back(as_organizer, people, units, pupils):
    shown = text_of(closed(as_organizer, into=units.class_b.pk))
    assert "Đã gộp Lớp 10A1 vào Lớp 10A2 từ hôm nay. 3 người đã sang đó" in shown
    assert "Mọi người đã sang Lớp 10A2." in shown
    assert Membership.objects.open().filter(unit=units.class_b).count() == 3
    shown = text_of(posted(as_organizer, f"{CLASS}mo-lai/"))
    assert "Đã mở lại Lớp 10A1. 3 người trở lại từ hôm nay." in shown
    assert Membership.objects.open().filter(unit=units.class_a).count() == 3


def test_who_went_elsewhere_meanwhile_is_told(as_organizer, people, units, pupils):
    closed(as_organizer, reason="left")
    Membership.objects.create(member=pupils[0], unit=units.class_b, tree="school", start=dt.date.today())
    shown = text_of(posted(as_organizer, f"{CLASS}mo-lai/"))
    assert "2 người trở lại từ hôm nay; 1 người nay ở nơi khác nên giữ nguyên." in shown


@pytest.mark.parametrize("data", [{}, {"into": "", "reason": ""}, {"reason": "nonsense"}, {"into": "987654321"}])
def test_with_people_in_it_one_says_where_they_go(as_organizer, people, units, pupils, data):
    answer = as_organizer.post(f"{CLASS}dong/", data)
    assert answer.status_code == 422
    assert Unit.objects.get(code="TNH-10A1").closed_on is None


def test_an_empty_class_is_closed_by_one_button(as_organizer, people, units):
    shown = page(as_organizer, "/quan-tri/don-vi/TNH-10A2/dong/")
    assert "Không có ai ở đây." in text_of(shown)
    assert 'name="reason"' not in shown
    told = posted(as_organizer, "/quan-tri/don-vi/TNH-10A2/dong/", {"chac": "1"})
    assert Unit.objects.get(code="TNH-10A2").closed_on is not None
    assert "đơn vị không có ai" in told
    assert "người trở lại" not in posted(as_organizer, "/quan-tri/don-vi/TNH-10A2/mo-lai/")


def test_what_cannot_be_put_together_is_told_at_its_field(as_administrator, units, pupils):
    answer = as_administrator.post(f"{SCHOOL}dong/", {"into": units.other_school.pk})
    assert answer.status_code == 422
    assert "Cả hai nơi đều có: Lớp 10A1." in text_of(answer.content.decode())


class TestWhoMay:
    def test_an_organizer_closes_classes_below_and_neither_the_own_unit_nor_a_branch_below(self, people, units):
        appoint(people.organizer, units.commune)
        user = type(people.organizer).objects.get(pk=people.organizer.pk)
        may = {name for name, unit in vars(units).items() if may_close(user, unit)}
        assert may == {"class_a", "class_b", "chapter"}

    def test_an_administrator_closes_all_but_the_tops(self, people, units):
        may = {name for name, unit in vars(units).items() if may_close(people.administrator, unit)}
        assert may == set(vars(units)) - {"department", "province"}

    @pytest.mark.parametrize("code", ["TNH", "OE-10A1", "DTNH"])
    @pytest.mark.parametrize("what", ["dong/", "mo-lai/"])
    def test_others_are_refused(self, as_organizer, people, units, code, what):
        assert as_organizer.post(f"/quan-tri/don-vi/{code}/{what}", {"reason": "left"}).status_code in (302, 403, 404)
        assert not Unit.objects.exclude(closed_on=None).exists()

    def test_one_joins_only_open_units_of_ones_own(self, people, units):
        assert list(joinable_units(people.organizer, units.class_a)) == [units.class_b]
        assert list(joinable_units(people.other_organizer, units.class_a)) == []
        Unit.objects.filter(pk=units.class_b.pk).update(closed_on=dt.date(2026, 11, 1))
        assert not joinable_units(people.organizer, units.class_a)


class TestAClosedUnit:
    @pytest.fixture(autouse=True)
    def _closed(self, as_organizer, people, pupils):
        closed(as_organizer, reason="left")

    def test_it_says_so_and_offers_no_more_than_to_look_and_to_open(self, as_organizer):
        shown = page(as_organizer, CLASS)
        assert "Đơn vị đã đóng từ ngày" in text_of(shown)
        for name in ("roster_import", "roster_cards", "roster_member_add", "roster_unit_close"):
            assert reverse(name, args=["TNH-10A1"]) not in shown
        assert reverse("roster_export", args=["TNH-10A1"]) in shown

    @pytest.mark.parametrize("what", ["nhap-danh-sach/", "the-dang-nhap.pdf", "them-nguoi/", "da-roi/"])
    def test_nobody_is_put_there_and_no_card_is_printed(self, as_administrator, what):
        assert as_administrator.get(f"{CLASS}{what}").status_code in (302, 403)

    def test_the_unit_above_lists_it_apart(self, as_organizer):
        shown = page_text(as_organizer, SCHOOL)
        assert "Đã đóng: 1 đơn vị" in shown

    def test_a_search_finds_it_and_says_so(self, as_organizer):
        assert "Lớp, đã đóng" in page_text(as_organizer, "/quan-tri/don-vi/?q=10a1")

    def test_it_is_neither_chosen_nor_moved_to_nor_goes_up_a_grade(self, as_administrator, units):
        assert "TNH-10A1" not in page(as_administrator, "/quan-tri/chon-don-vi/results/?q=10a1")
        assert 'value="TNH-10A1"' not in page(as_administrator, "/quan-tri/don-vi/TNH-10A2/")
        assert f"lop-{units.class_a.pk}" not in page(as_administrator, f"{SCHOOL}nam-hoc-moi/")

    def test_it_is_in_the_figures_of_the_days_on_which_it_was_there(self, as_organizer):
        assert "Lớp 10A1" in page_text(as_organizer, "/quan-tri/so-lieu/TNH/?tu=2026-09-05&den=2026-09-11")

    def test_the_staffs_log_tells_who_closed_it(self, people, units):
        from wagtail.models import ModelLogEntry

        assert ModelLogEntry.objects.filter(action="hocvuso.unit_closed", user=people.organizer).exists()


def test_closed_before_a_period_it_is_not_in_its_figures(as_organizer, people, units):
    Unit.objects.filter(pk=units.class_b.pk).update(closed_on=dt.date(2026, 9, 20))
    week = "/quan-tri/so-lieu/TNH/?tu=2026-11-16&den=2026-11-22"
    shown = page_text(as_organizer, week)
    assert "Lớp 10A1" in shown
    assert "Lớp 10A2" not in shown


def test_who_comes_second_is_told_that_it_is_closed(as_organizer, people, units, pupils):
    closed(as_organizer, reason="left")
    assert "Lớp 10A1 đã đóng từ trước." in text_of(closed(as_organizer, into=units.class_b.pk))
    assert not Membership.objects.open().filter(unit=units.class_b).exists()
