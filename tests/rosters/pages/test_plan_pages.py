"""The pages of one import: what each state shows, and what each button does and refuses."""

import datetime as dt

import pytest

from rosters.importing.plan.rows import Candidate, Change, PlanRow
from rosters.models import Member, RosterImport
from rosters.pages.imports import _shown, summary_of
from tests import factories
from tests.pages import page, page_text, posted, text_of
from tests.rosters.importing.rosters_on_file import workbook

Status = RosterImport.Status
TAM, CHIN = ["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A1"], ["T2", "Lê Thị Chín", "02/02/2010", "Nữ", "10A2"]


@pytest.mark.parametrize(
    ("counts", "reason", "words"),
    [
        ({}, "", ""), ({"create": 3, "unchanged": 40}, "", "thêm 3, giữ nguyên 40"), ({"create": 12345}, "", "thêm 12.345"),
        ({"change": 1, "move": 2, "close": 3, "skip": 4}, "", "thay đổi 1, chuyển 2, ra trường 3, bỏ qua 4"),
        ({"missing": 5}, "", ""), ({"missing": 5}, "left", "cho thôi 5"), ({"refuse": 5}, "", ""),
    ],
)  # fmt: skip
def test_what_an_import_does_is_told_in_a_few_words(counts, reason, words):
    assert summary_of(RosterImport(counts=counts, missing_reason=reason)) == words


def row(action="change", **fields):
    return PlanRow("DS", 2, action, "Lê Hoa", "T1", **fields)


def test_a_row_is_shown_with_what_was_read_as_people_write_it():
    shown = _shown(row(read={"birth_date": "2010-02-01", "sex": "male"}))
    assert (shown["label"], shown["about"]) == ("Thay đổi", "01/02/2010 · Nam")
    assert _shown(row())["about"] == ""


def test_a_change_is_shown_from_the_old_to_the_new_and_nothing_is_a_dash():
    shown = _shown(row(changes=[Change("birth_date", None, "2010-02-01"), Change("unit", "10A1", "10A2")]))
    assert shown["changes"] == [("Ngày sinh", "–", "01/02/2010"), ("Đơn vị", "10A1", "10A2")]


@pytest.mark.parametrize(("was_in", "label"), [(7, "Chuyển đơn vị"), (None, "Xếp vào đơn vị")])
def test_somebody_who_was_in_no_unit_is_placed_and_not_moved(was_in, label):
    assert _shown(row("move", from_unit_id=was_in))["label"] == label


@pytest.mark.parametrize(("unit", "label"), [("", "Bỏ qua, chưa có chi đoàn"), ("10A1", "Bỏ qua, ghi hai lần")])
def test_why_a_row_is_passed_over_is_told(unit, label):
    assert _shown(row("skip", unit_name=unit))["label"] == label


def test_candidates_are_shown_with_their_birth_dates():
    shown = _shown(row("ask", candidates=[Candidate("T9", "Lê Hoa", "2010-02-01", "10A1"), Candidate("T8", "Lê Hoa", "", "")]))
    assert shown["candidates"] == [("T9", "Lê Hoa", "01/02/2010", "10A1"), ("T8", "Lê Hoa", "", "")]


@pytest.fixture
def plan(people, units):
    """An import that is planned; its page."""

    def plan(*rows):
        roster_import = factories.roster_import(units.school, people.organizer, workbook(*rows))
        return roster_import, f"/quan-tri/nhap-danh-sach/{roster_import.pk}/"

    return plan


def test_a_good_plan_offers_to_write_it(as_organizer, plan):
    _import, address = plan(TAM, CHIN)
    shown = page_text(as_organizer, address)
    assert "Sẽ thêm 2" in shown
    assert not Member.objects.filter(code="T1").exists()


def test_confirming_writes_once_and_says_what_was_done(as_organizer, plan):
    roster_import, address = plan(TAM, CHIN)
    assert "Đã nhập xong: thêm 2" in text_of(posted(as_organizer, f"{address}xac-nhan/"))
    posted(as_organizer, f"{address}xac-nhan/")
    assert Member.objects.filter(code__in=("T1", "T2")).count() == 2
    roster_import.refresh_from_db()
    assert roster_import.status == Status.APPLIED


def test_a_plan_with_mistakes_cannot_be_written_by_any_way(as_organizer, plan):
    _import, address = plan(TAM, ["T2", "Lê 9", "02/02/2010", "Nữ", "10A2"])
    assert "Danh sách còn dòng cần sửa hoặc trả lời, chưa thể nhập." in text_of(posted(as_organizer, f"{address}xac-nhan/"))
    assert not Member.objects.filter(code="T1").exists()


def test_the_rows_that_need_something_are_shown_first_and_others_on_demand(as_organizer, plan):
    _import, address = plan(TAM, ["T2", "Lê 9", "02/02/2010", "Nữ", "10A2"])
    first, all_of_them, unknown = (page_text(as_organizer, f"{address}{query}") for query in ("", "?xem=", "?xem=gi-do"))
    assert "Lê Văn Tám" not in first
    assert "Lê Văn Tám" in all_of_them
    assert "Lê Văn Tám" in unknown
    assert "Lê Văn Tám" in page_text(as_organizer, f"{address}?xem=create")


def test_what_changed_meanwhile_is_not_overwritten_and_can_be_looked_at_again(as_organizer, plan, units, make_member):
    _import, address = plan(TAM)
    make_member(units.class_b, code="T1", name="Lê Văn Tám")
    assert "Chưa có gì được ghi; hãy xem lại bản mới." in text_of(posted(as_organizer, f"{address}xac-nhan/"))
    assert "chuyển 1" in text_of(posted(as_organizer, f"{address}xem-lai/")).lower()


def test_an_import_is_taken_back_as_a_whole(as_organizer, plan):
    roster_import, address = plan(TAM, CHIN)
    posted(as_organizer, f"{address}xac-nhan/")
    assert "Đã hoàn tác. Danh sách trở lại như trước lần nhập này." in text_of(posted(as_organizer, f"{address}hoan-tac/"))
    assert not Member.objects.filter(code__in=("T1", "T2")).exists()
    roster_import.refresh_from_db()
    assert roster_import.status == Status.UNDONE


def test_what_somebody_has_learned_since_keeps_the_import(as_organizer, plan):
    _import, address = plan(TAM)
    posted(as_organizer, f"{address}xac-nhan/")
    factories.fact(Member.objects.get(code="T1"), "studied", factories.activities()["A1"], dt.date(2026, 11, 16))
    assert "Không hoàn tác được:" in text_of(posted(as_organizer, f"{address}hoan-tac/"))
    assert Member.objects.filter(code="T1").exists()


@pytest.mark.parametrize("action", ["xac-nhan", "tra-loi", "xem-lai", "hoan-tac"])
def test_a_button_that_does_not_fit_the_state_changes_nothing(as_organizer, plan, action):
    roster_import, address = plan(TAM)
    RosterImport.objects.filter(pk=roster_import.pk).update(status=Status.UNDONE)
    posted(as_organizer, f"{address}{action}/")
    roster_import.refresh_from_db()
    assert roster_import.status == Status.UNDONE
    assert not Member.objects.filter(code="T1").exists()


def test_a_file_that_is_no_longer_kept_is_asked_for_again(as_organizer, plan):
    roster_import, address = plan(TAM)
    RosterImport.objects.filter(pk=roster_import.pk).update(status=Status.OUTDATED, content=b"")
    assert "Tệp này không còn được giữ. Hãy tải tệp lên lại." in text_of(posted(as_organizer, f"{address}xem-lai/"))
    page(as_organizer, f"{address}tep-can-sua.xlsx", status=404)


@pytest.mark.parametrize("path", ["", "cot/", "tep-can-sua.xlsx"])
def test_an_import_of_another_unit_is_not_shown(as_other_organizer, plan, path):
    _import, address = plan(TAM)
    page(as_other_organizer, f"{address}{path}", status=404)


def test_while_it_runs_the_page_comes_again_by_itself(as_organizer, plan):
    roster_import, address = plan(TAM)
    RosterImport.objects.filter(pk=roster_import.pk).update(status=Status.WRITING)
    response = as_organizer.get(address)
    assert response["Refresh"] == "2"


class TestDoubts:
    """Questions about a file stand above its preview, and the button to write it waits for their answers."""

    ODD = (["T1", "Aminah", "01/02/2010", "Nữ", "10A1"], ["T2", "Lê Văn Chín", "01/02/2010", "Nam", "10Al"])

    def answer(self, client, address, code, choice):
        return text_of(posted(client, f"{address}cau-hoi/", {"ma": code, "chon": choice}))

    def test_they_are_shown_with_their_rows_and_choices_and_nothing_can_be_confirmed(self, as_organizer, plan):
        _import, address = plan(*self.ODD)
        shown = page_text(as_organizer, address)
        assert "Hệ thống cần hỏi bạn trước khi ghi" in shown
        assert "Tên lớp “10Al” ở 1 dòng chưa có và rất giống 10A1. (DS, dòng 3)" in shown
        assert "Còn 2 câu hỏi ở trên chưa có câu trả lời." in shown
        assert "Xác nhận và ghi danh sách" not in shown

    def test_writing_without_answers_is_refused_in_words(self, as_organizer, plan):
        _import, address = plan(*self.ODD)
        assert "chưa thể nhập" in text_of(posted(as_organizer, f"{address}xac-nhan/"))
        assert not Member.objects.filter(code="T1").exists()

    def test_once_all_are_answered_the_file_is_written(self, as_organizer, plan):
        _import, address = plan(*self.ODD)
        assert "Còn 1 câu hỏi" in self.answer(as_organizer, address, "one_word_names", "take")
        shown = self.answer(as_organizer, address, "class_resembles:10Al", "10A1")
        assert "Xác nhận và ghi danh sách" in shown
        assert "✓ Đúng là họ tên đầy đủ" in shown
        assert "Đã nhập xong: thêm 2" in text_of(posted(as_organizer, f"{address}xac-nhan/"))

    def test_an_answer_can_be_taken_back(self, as_organizer, plan):
        roster_import, address = plan(*self.ODD)
        self.answer(as_organizer, address, "one_word_names", "take")
        assert "Còn 2 câu hỏi" in self.answer(as_organizer, address, "one_word_names", "")
        roster_import.refresh_from_db()
        assert roster_import.answers == {}

    def test_to_mend_the_file_says_that_nothing_was_written(self, as_organizer, plan):
        _import, address = plan(*self.ODD)
        assert "Sửa tệp rồi tải lên lại." in self.answer(as_organizer, address, "one_word_names", "stop")

    @pytest.mark.parametrize(("code", "choice"), [("one_word_names", "gi-do"), ("gi-do", "take"), ("", "")])
    def test_what_was_not_asked_is_not_kept(self, as_organizer, plan, code, choice):
        roster_import, address = plan(*self.ODD)
        self.answer(as_organizer, address, code, choice)
        roster_import.refresh_from_db()
        assert roster_import.answers == {}

    def test_an_import_that_is_written_asks_nothing_more(self, as_organizer, plan):
        _import, address = plan(TAM)
        posted(as_organizer, f"{address}xac-nhan/")
        posted(as_organizer, f"{address}cau-hoi/", {"ma": "one_word_names", "chon": "take"})
        assert "Hệ thống cần hỏi" not in page_text(as_organizer, address)


def test_the_people_of_each_class_are_shown_now_and_after(as_organizer, plan):
    _import, address = plan(TAM, CHIN)
    assert "10A1 1 → 2 10A2 0 → 1" in page_text(as_organizer, address)


def test_closing_those_who_are_missing_needs_a_tick_of_its_own(as_organizer, plan):
    _import, address = plan(TAM)
    assert "Tôi đã xem: 1 trong 1 người đang ở các lớp, chi đoàn này sẽ được cho thôi." in page_text(as_organizer, address)
    assert "đánh dấu ô “Tôi đã xem” rồi bấm lại" in text_of(posted(as_organizer, f"{address}xac-nhan/", {"thieu": "left"}))
    assert not Member.objects.filter(code="T1").exists()
