"""A member whom somebody else looks after is asked for, and taken by nobody: what a list does, and who answers."""

import pytest
from django.test import Client
from django.utils import timezone

from rosters.importing.run.undoing import undo_import
from rosters.models import Member, Membership, PlaceRequest, RosterImport
from rosters.organizers import appoint
from rosters.people.members import move_membership
from rosters.people.place_requests import accept
from tests.pages import page_text, posted, text_of
from tests.rosters.importing.rosters_on_file import drafted, imported, workbook

HEADERS = ["Mã HS", "Họ và tên", "Ngày sinh", "Giới tính", "Chi đoàn"]
REQUESTS, DECIDE = "/quan-tri/yeu-cau-nhan-nguoi/", "/quan-tri/yeu-cau-nhan-nguoi/tra-loi/"
Status = PlaceRequest.Status


@pytest.fixture
def pupil(units, make_member):
    return make_member(units.other_class, code="OE1", name="Lý Thị Nơi Khác", birth_date="2010-09-05")


def client_of(user):
    client = Client()
    client.force_login(user, backend="rosters.backends.StaffBackend")
    return client


@pytest.fixture
def of_chapter(people, units):
    """An organizer of one chapter, and nothing else."""
    from rosters.models import User

    user = User.objects.create_user("bithu", password="mot-mat-khau-dai")
    appoint(user, units.chapter)
    return User.objects.get(pk=user.pk)


def asked(user, unit, name="Lý Thị Nơi Khác", born="05/09/2010"):
    return imported(user, unit, ["OE1", name, born, "Nữ", ""], headers=HEADERS)


class TestWhatAListDoes:
    def test_it_takes_nobody_over_and_sends_a_request(self, of_chapter, units, pupil):
        asked(of_chapter, units.chapter)
        assert not Membership.objects.filter(member=pupil, tree="union").exists()
        assert not Member.objects.visible_to(of_chapter).filter(pk=pupil.pk).exists()
        [request] = PlaceRequest.objects.all()
        assert (request.member, request.unit, request.asked_by, request.status) == (
            pupil,
            units.chapter,
            of_chapter,
            Status.WAITING,
        )

    @pytest.mark.parametrize("born", ["05/09/2010", "06/09/2010", ""])
    @pytest.mark.parametrize("name", ["Lý Thị Nơi Khác", "Ai Đó Lạ"])
    def test_a_preview_answers_no_guess(self, of_chapter, units, pupil, name, born):
        roster_import = drafted(of_chapter, units.chapter, ["OE1", name, born, "Nữ", ""], headers=HEADERS)
        assert roster_import.counts["request"] == 1
        shown = page_text(client_of(of_chapter), f"/quan-tri/nhap-danh-sach/{roster_import.pk}/")
        assert "Mã này là của người ở đơn vị khác." in shown
        assert ("Nơi Khác" in shown) is (name != "Ai Đó Lạ")
        assert "Óc Eo" not in shown

    def test_many_guesses_in_one_file_are_refused_as_one_code_twice(self, of_chapter, units, pupil):
        rows = [["OE1", "Lý Thị Nơi Khác", f"{day:02d}/09/2010", "Nữ", ""] for day in range(1, 29)]
        roster_import = drafted(of_chapter, units.chapter, *rows, headers=HEADERS)
        assert (roster_import.counts["request"], roster_import.counts["refuse"]) == (1, 27)

    def test_who_was_asked_for_is_not_asked_for_twice(self, of_chapter, units, pupil):
        asked(of_chapter, units.chapter)
        asked(of_chapter, units.chapter)
        assert PlaceRequest.objects.count() == 1

    def test_undoing_takes_a_waiting_request_back(self, of_chapter, units, pupil):
        roster_import = asked(of_chapter, units.chapter)
        RosterImport.objects.filter(pk=roster_import.pk).update(status=RosterImport.Status.UNDOING)
        undo_import(RosterImport.objects.get(pk=roster_import.pk))
        assert not PlaceRequest.objects.exists()

    def test_neither_card_nor_page_of_the_person_is_reached(self, of_chapter, units, pupil):
        asked(of_chapter, units.chapter)
        client = client_of(of_chapter)
        for address in ("thanh-vien/OE1/", "thanh-vien/OE1/doi-ma/"):
            assert client.get(f"/quan-tri/{address}").status_code in (302, 403, 404, 405)
        assert client.post("/quan-tri/thanh-vien/OE1/doi-ma/").status_code in (302, 403, 404)
        nonce = pupil.login_nonce
        pupil.refresh_from_db()
        assert pupil.login_nonce == nonce


class TestWhoAnswers:
    @pytest.fixture
    def request_(self, of_chapter, units, pupil):
        asked(of_chapter, units.chapter)
        return PlaceRequest.objects.get()

    def test_those_who_look_after_the_person_see_who_asks(self, request_, people):
        shown = page_text(client_of(people.other_organizer), REQUESTS)
        assert "Lý Thị Nơi Khác (OE1)" in shown
        assert "1 yêu cầu nhận người đang chờ bạn trả lời." in page_text(client_of(people.other_organizer), "/quan-tri/don-vi/")

    def test_others_do_not(self, request_, of_chapter, people):
        for user in (of_chapter, people.organizer):
            assert "Lý Thị Nơi Khác" not in page_text(client_of(user), REQUESTS)
            posted(client_of(user), DECIDE, {"viec": "dong-y", "ma": [request_.pk]})
        request_.refresh_from_db()
        assert request_.status == Status.WAITING

    @pytest.mark.parametrize("user", ["of_chapter", "both"])
    def test_who_looks_after_the_other_tree_gives_no_place_away_that_is_somebody_elses(
        self, user, people, units, pupil, of_chapter
    ):
        """A pupil of one's chapter is in a class of somebody else: that class is not theirs to empty."""
        Membership.objects.create(member=pupil, unit=units.chapter, tree="union", start="2026-09-01")
        if user == "both":
            appoint(of_chapter, units.class_a)
            of_chapter = type(of_chapter).objects.get(pk=of_chapter.pk)
        request_ = PlaceRequest.objects.create(member=pupil, unit=units.class_a, asked_by=of_chapter)
        assert not PlaceRequest.objects.for_answer_by(of_chapter).exists()
        assert PlaceRequest.objects.for_answer_by(people.other_organizer).get() == request_
        posted(client_of(of_chapter), DECIDE, {"viec": "dong-y", "ma": [request_.pk]})
        assert not accept(request_, of_chapter, timezone.localdate())
        assert Membership.objects.open().get(member=pupil, tree="school").unit == units.other_class

    def test_whoever_was_moved_meanwhile_is_not_given_any_more(self, request_, people, units, pupil):
        waiting = PlaceRequest.objects.for_answer_by(people.other_organizer).get()
        move_membership(Membership.objects.get(member=pupil), units.class_a, timezone.localdate())
        assert not accept(waiting, people.other_organizer, timezone.localdate())
        assert accept(waiting, people.organizer, timezone.localdate())

    def test_an_accepted_one_gives_the_place_and_leaves_the_others(self, request_, people, units, pupil, of_chapter):
        assert "Đã đồng ý 1 yêu cầu." in text_of(
            posted(client_of(people.other_organizer), DECIDE, {"viec": "dong-y", "ma": [request_.pk]})
        )
        places = set(Membership.objects.open().filter(member=pupil).values_list("unit__code", flat=True))
        assert places == {units.other_class.code, units.chapter.code}
        assert "OE1" in page_text(client_of(of_chapter), REQUESTS)
        assert "Đã đồng ý" in page_text(client_of(of_chapter), REQUESTS)

    def test_a_refused_one_gives_nothing_and_is_told(self, request_, people, units, pupil, of_chapter):
        posted(client_of(people.other_organizer), DECIDE, {"viec": "tu-choi", "ma": [request_.pk]})
        assert not Membership.objects.filter(member=pupil, tree="union").exists()
        assert "Đã từ chối" in page_text(client_of(of_chapter), REQUESTS)

    def test_an_answer_is_given_once(self, request_, people):
        client = client_of(people.other_organizer)
        posted(client, DECIDE, {"viec": "tu-choi", "ma": [request_.pk]})
        assert "Chưa đánh dấu" in text_of(posted(client, DECIDE, {"viec": "dong-y", "ma": [request_.pk]}))
        request_.refresh_from_db()
        assert (request_.status, request_.decided_by) == (Status.REFUSED, people.other_organizer)

    @pytest.mark.parametrize("data", [{}, {"viec": "dong-y"}, {"viec": "gi-do", "ma": ["1"]}, {"viec": "dong-y", "ma": ["x"]}])
    def test_nothing_ticked_changes_nothing(self, request_, people, data):
        assert "Chưa đánh dấu" in text_of(posted(client_of(people.other_organizer), DECIDE, data))

    def test_for_somebody_without_a_place_administrators_answer(self, of_chapter, people, units, make_member):
        make_member(code="OE1", name="Lý Thị Nơi Khác")
        asked(of_chapter, units.chapter)
        assert "OE1" not in page_text(client_of(people.other_organizer), REQUESTS)
        assert "Lý Thị Nơi Khác (OE1)" in page_text(client_of(people.administrator), REQUESTS)


def test_those_whom_one_looks_after_are_taken_at_once(people, units, make_member):
    appoint(people.organizer, units.branch)
    user = type(people.organizer).objects.get(pk=people.organizer.pk)
    make_member(units.class_a, code="T1", name="Lê Văn Tám", birth_date="2010-09-05")
    roster_import = drafted(user, units.branch, ["T1", "Lê Văn Tám", "05/09/2010", "Nam", "10A1"], headers=HEADERS)
    assert (roster_import.counts["move"], roster_import.counts["request"]) == (1, 0)


def test_the_file_is_no_oracle_for_administrators_either_but_they_see_all(people, units, pupil):
    roster_import = drafted(
        people.administrator, units.chapter, ["OE1", "Lý Thị Nơi Khác", "05/09/2010", "Nữ", ""], headers=HEADERS
    )
    assert roster_import.counts["move"] == 1
    assert workbook(["x"])
