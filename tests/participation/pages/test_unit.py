"""Figures as people read them: on the page, in the file, and who is left."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from participation.ledger.recording import record
from participation.models import Campaign, Fact
from tests.pages import page, text_of


@pytest.fixture
def two_turns(people, units, activities):
    for number, name in enumerate(("A1", "A2")):
        record(people.member, Fact.Verb.STUDIED, activities[name], f"k{number}")
    record(people.member, Fact.Verb.STARTED, activities["A"], "s")


def test_people_and_turns_stand_side_by_side(as_organizer, units, two_turns):
    html = page(as_organizer, "/quan-tri/so-lieu/TNH/")
    assert "1 trên 1 người" in html
    assert "100,0%" in html
    assert "1 trên 2 đơn vị đã có danh sách" in html
    assert "Lớp 10A2" not in html
    assert "Lớp 10A2" in page(as_organizer, "/quan-tri/so-lieu/TNH/?tat-ca=1")


def test_two_dates_that_cannot_be_are_told(as_organizer, units):
    html = page(as_organizer, "/quan-tri/so-lieu/TNH/?tu=2026-11-30&den=2026-11-01")
    assert "hai ngày được đổi chỗ cho nhau" in html
    assert "Từ 01/11/2026 đến 30/11/2026" in html
    for query in ("tu=xx", "tu=0001-01-01", "tu=2026-01-01&den=9999-12-31", "tu=2006-11-01"):
        assert "Không đọc được hai ngày" in page(as_organizer, f"/quan-tri/so-lieu/TNH/?{query}")
    assert as_organizer.get("/quan-tri/so-lieu/TNH/?tu=2022-01-01&den=2026-11-24").status_code == 200


def test_a_changed_date_wins_over_the_period_that_is_still_chosen(as_organizer, units):
    shown = "tu-truoc=2026-11-01&den-truoc=2026-11-30"
    html = page(as_organizer, f"/quan-tri/so-lieu/TNH/?ky=thang&tu=2026-11-02&den=2026-11-30&{shown}")
    assert "Từ 02/11/2026 đến 30/11/2026" in html
    html = page(as_organizer, f"/quan-tri/so-lieu/TNH/?ky=nam-hoc&tu=2026-11-01&den=2026-11-30&{shown}")
    assert "Từ 05/09/" in html


def test_the_file_holds_the_same_numbers_and_the_units_own_total(as_organizer, units, two_turns):
    response = as_organizer.get("/quan-tri/so-lieu/TNH/so-lieu.xlsx?ky=nam-hoc")
    book = load_workbook(io.BytesIO(response.content))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=6)]
    assert [row[0] for row in rows] == ["Lớp 10A1", "Lớp 10A2", "Trường THPT Thoại Ngọc Hầu"]
    assert rows[-1][2:7] == [1, 1, 1, 2, 1]
    assert sum(row[3].value for row in book.worksheets[1].iter_rows(min_row=6)) == 2


def test_who_is_left_is_told_by_name_to_those_entitled(as_organizer, units, two_turns, activities):
    html = page(as_organizer, f"/quan-tri/so-lieu/TNH/chua-hoan-thanh/?khoa-hoc={activities['A'].pk}")
    assert "Trần Ngọc Ánh" in html
    assert "đã bắt đầu, chưa xong bài nào" in html


def test_who_has_not_begun_can_be_taken_along_to_remind_them(as_organizer, units, two_turns, activities, make_member):
    make_member(units.class_b, name="Lê Văn Tám")
    query = f"khoa-hoc={activities['A'].pk}&ai=chua-bat-dau"
    html = page(as_organizer, f"/quan-tri/so-lieu/TNH/chua-hoan-thanh/?{query}")
    assert "Lê Văn Tám" in html
    assert "Trần Ngọc Ánh" not in html
    book = load_workbook(io.BytesIO(as_organizer.get(f"/quan-tri/so-lieu/TNH/chua-hoan-thanh.xlsx?{query}").content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[0][0] == "Những người chưa bắt đầu học"
    assert [row[0] for row in rows[4:]] == ["Lê Văn Tám"]
    assert rows[4][3] == "chưa bắt đầu"


def test_each_figure_stands_beside_the_target_of_the_campaign_it_falls_in(as_organizer, units, two_turns):
    today = timezone.localdate()
    contest = Campaign.objects.create(
        title="Tuần lễ",
        first=today - dt.timedelta(days=40),
        last=today + dt.timedelta(days=20),
        people_target=60,
        turns_target=400,
    )
    contest.units.add(units.department)
    html = page(as_organizer, "/quan-tri/so-lieu/TNH/")
    assert "cả đợt 1 trên chỉ tiêu 1 (100,0%)" in html
    assert "cả đợt 2 trên chỉ tiêu 4 (50,0%)" in html
    assert "cả đợt 100,0%, chỉ tiêu 100,0%" in html
    # One that has not begun asks nothing yet; one that asks nothing is not told of.
    later = Campaign.objects.create(
        title="Đợt sau", first=today + dt.timedelta(days=1), last=today + dt.timedelta(days=90), people_target=90
    )
    later.units.add(units.department)
    assert "Đợt sau" not in page(as_organizer, "/quan-tri/so-lieu/TNH/?ky=nam-hoc")
    Campaign.objects.filter(pk=contest.pk).update(people_target=None, turns_target=None)
    assert "Chỉ tiêu của đợt" not in page(as_organizer, "/quan-tri/so-lieu/TNH/")
    contest.units.set([units.province])
    assert "chỉ tiêu" not in page(as_organizer, "/quan-tri/so-lieu/TNH/")


def test_what_changed_since_the_period_before_is_told(as_organizer, units, two_turns, make_member):
    make_member(units.class_b, start=timezone.localdate() - dt.timedelta(days=1))
    html = page(as_organizer, "/quan-tri/so-lieu/TNH/")
    changed = text_of(html[html.index("Có gì thay đổi") : html.index("Mức phủ hiện nay")])
    assert "Danh sách thêm 1 người." in changed
    assert "Tăng nhiều nhất: Lớp 10A1 (thêm 1 người)" in changed
    assert "1 đơn vị có danh sách mà chưa có ai tham gia" in changed
    assert "Có gì thay đổi" not in page(as_organizer, "/quan-tri/so-lieu/TNH/?ky=nam-hoc")


@pytest.mark.parametrize("course", [None, "A"])
def test_the_page_asks_the_same_few_questions_beside_those_of_the_frame(
    as_organizer, units, two_turns, make_member, activities, course
):
    address = f"/quan-tri/so-lieu/TNH/?khoa-hoc={activities[course].pk}" if course else "/quan-tri/so-lieu/TNH/"
    as_organizer.get(address)
    make_member(units.class_b)
    as_organizer.get(address)
    with CaptureQueriesContext(connection) as found:
        as_organizer.get(address)
    asked = [query["sql"] for query in found if query["sql"].lstrip("(").startswith(("SELECT", "WITH"))]
    # Who is logged in and what Wagtail's menu may show them: the same on every page.
    frame = ("django_session", "rosters_user", "auth_permission", "wagtailcore_", "wagtailusers_")
    own = [sql for sql in asked if not any(table in sql.partition(" FROM ")[2][:60] for table in frame)]
    assert len(own) <= 13
    assert len(asked) <= 19


@pytest.mark.parametrize("path", ["", "chua-hoan-thanh/", "chua-hoan-thanh.xlsx", "so-lieu.xlsx"])
def test_figures_of_another_unit_are_not_given_out(as_organizer, units, path):
    assert as_organizer.get(f"/quan-tri/so-lieu/OE/{path}").status_code == 404
    assert as_organizer.get(f"/quan-tri/so-lieu/SGD/{path}").status_code == 404


def test_the_first_page_tells_an_organizer_about_this_week(as_organizer, units, two_turns):
    html = page(as_organizer, "/quan-tri/")
    assert "Tuần này" in html
    assert "Trường THPT Thoại Ngọc Hầu" in html
