"""Who has not completed a course yet: by name, for those entitled, as a page and as a file."""

import io
import re

import openpyxl
import pytest
from django.utils import timezone

from participation.ledger.activities import keep_activity, retire
from participation.statistics.fold.course_changes import count_changed_courses
from tests import factories
from tests.pages import page, page_text, text_of

ADDRESS = "/quan-tri/so-lieu/TNH/chua-hoan-thanh/"
FILE = "/quan-tri/so-lieu/TNH/chua-hoan-thanh.xlsx"


@pytest.fixture
def class_of_three(people, units, activities, make_member):
    """One who did one of two lessons, one who began, one who did nothing; and one who completed everything."""
    today = timezone.localdate()
    some, began = make_member(units.class_a, name="Lê Một Bài"), make_member(units.class_b, name="Ngô Bắt Đầu")
    done = make_member(units.class_b, name="Võ Xong Hết")
    for member in (some, began, done):
        factories.fact(member, "started", activities["A"], today)
    factories.fact(some, "completed", activities["A1"], today)
    for name in ("A1", "A2"):
        factories.fact(done, "completed", activities[name], today)
        factories.fact(done, "passed", activities[f"{name}q"], today)
    factories.fact(done, "completed", activities["A"], today)
    return activities


def test_each_is_told_with_how_far_they_are(as_organizer, class_of_three):
    shown = page_text(as_organizer, ADDRESS)
    assert "3 người trong đơn vị còn bài của khóa “Khóa A” chưa hoàn thành" in shown
    assert "Lê Một Bài HS0002 Lớp 10A1 đã xong 1 trên 2 bài" in shown
    assert "Lớp 10A2 đã bắt đầu, chưa xong bài nào" in shown
    assert "Trần Ngọc Ánh HSANH Lớp 10A1 chưa bắt đầu" in shown
    assert "Võ Xong Hết" not in shown


def test_they_stand_in_the_order_of_the_alphabet(as_organizer, class_of_three):
    shown = page_text(as_organizer, ADDRESS)
    assert shown.index("Trần Ngọc Ánh") < shown.index("Lê Một Bài") < shown.index("Ngô Bắt Đầu")


def test_those_who_have_not_begun_can_be_looked_at_alone(as_organizer, class_of_three):
    shown = page_text(as_organizer, ADDRESS, {"ai": "chua-bat-dau"})
    assert "1 người trong đơn vị chưa bắt đầu khóa “Khóa A”." in shown
    assert "Lê Một Bài" not in shown


def test_a_lesson_that_was_taken_down_asks_nothing_of_anybody(as_organizer, class_of_three):
    retire("page:A2")
    count_changed_courses()
    shown = page_text(as_organizer, ADDRESS)
    assert "Lê Một Bài" not in shown
    assert "Ngô Bắt Đầu" in shown


def test_a_lesson_that_was_added_brings_back_who_had_completed(as_organizer, class_of_three):
    keep_activity("page:A3", "lesson", "Bài mới", class_of_three["A"], is_current=True)
    count_changed_courses()
    assert "Võ Xong Hết" in page_text(as_organizer, ADDRESS)


def test_another_course_can_be_asked_for(as_organizer, class_of_three):
    shown = page_text(as_organizer, ADDRESS, {"khoa-hoc": class_of_three["B"].pk})
    assert "4 người trong đơn vị còn bài của khóa “Khóa B”" in shown


def test_the_file_holds_the_same_people(as_organizer, class_of_three):
    response = as_organizer.get(FILE)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(response.content)).active]
    assert rows[0][0] == "Những người chưa hoàn thành khóa học"
    assert re.fullmatch(r"Trường THPT Thoại Ngọc Hầu, ngày \d\d/\d\d/\d{4} · Khóa A", rows[1][0])
    assert rows[3] == ["Họ và tên", "Mã thành viên", "Đơn vị", "Đến đâu"]
    assert [row[0] for row in rows[4:]] == ["Trần Ngọc Ánh", "Lê Một Bài", "Ngô Bắt Đầu"]
    assert "chua-hoan-thanh-TNH-" in response["Content-Disposition"]


def test_without_a_course_there_is_nobody_to_remind(as_organizer, units):
    assert "Chưa có khóa học nào được xuất bản." in page_text(as_organizer, ADDRESS)
    page(as_organizer, FILE, status=404)


def test_a_unit_where_all_are_done_is_told_so(as_organizer, units, activities, make_member, people):
    shown = page_text(as_organizer, "/quan-tri/so-lieu/TNH-10A2/chua-hoan-thanh/")
    assert "Mọi người trong đơn vị đã hoàn thành khóa học này." in shown


def test_names_of_another_unit_are_not_given_out(as_other_organizer, class_of_three):
    for address in (ADDRESS, FILE):
        assert as_other_organizer.get(address).status_code == 404


def test_a_hundred_stand_on_a_page(as_organizer, units, activities, make_member, people):
    for number in range(101):
        make_member(units.class_a, name=f"Người Thứ {number:03}")
    assert "Trang 1 trên 2" in page_text(as_organizer, ADDRESS)
    assert page(as_organizer, ADDRESS, {"p": 2}).count("/quan-tri/thanh-vien/") == 2


class TestWhatIsSentToAClass:
    CLASS = "/quan-tri/so-lieu/TNH-10A1/chua-hoan-thanh/"

    def test_a_class_gets_words_that_name_those_who_have_not_begun(self, as_organizer, class_of_three):
        shown = page_text(as_organizer, self.CLASS)
        assert "Còn 1 bạn chưa bắt đầu: Trần Ngọc Ánh." in shown
        assert "chỉ gửi trong nhóm của lớp" in shown

    def test_where_all_have_begun_there_are_none(self, as_organizer, class_of_three):
        assert "Zalo" not in page_text(as_organizer, "/quan-tri/so-lieu/TNH-10A2/chua-hoan-thanh/")

    def test_a_school_leads_to_each_of_its_classes(self, as_organizer, class_of_three):
        shown = page(as_organizer, ADDRESS)
        assert f'href="{self.CLASS}?khoa-hoc={class_of_three["A"].pk}"' in shown
        assert "Lớp 10A1: 2 người" in text_of(shown)
        assert "Lớp 10A2: 1 người" in text_of(shown)

    def test_each_form_teacher_gets_a_sheet(self, as_organizer, class_of_three):
        book = openpyxl.load_workbook(io.BytesIO(as_organizer.get(FILE).content))
        assert book.sheetnames == ["Khóa A", "Lớp 10A1", "Lớp 10A2"]
        assert book["Lớp 10A2"]["A2"].value.endswith(" · Lớp 10A2")
        assert [row[0].value for row in book["Lớp 10A2"]][3:] == ["Họ và tên", "Ngô Bắt Đầu"]

    def test_a_class_alone_is_one_sheet(self, as_organizer, class_of_three):
        content = as_organizer.get("/quan-tri/so-lieu/TNH-10A1/chua-hoan-thanh.xlsx").content
        assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Khóa A"]
