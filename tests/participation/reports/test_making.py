"""Making a report: its texts, its figures, and what signing, discarding and a schedule do."""

import datetime as dt

import pytest
from django.utils import timezone

from participation.models import Campaign, PeriodicReport, ReportSchedule
from participation.reports.making import (
    AlreadySigned,
    change_texts,
    changes_since,
    count_anew,
    discard,
    figures_to_keep,
    make_due_reports,
    make_report,
    sign,
    signed_report,
)
from participation.rules.periods import Period
from tests import factories

WEEK = Period(dt.date(2026, 11, 9), dt.date(2026, 11, 15))


@pytest.mark.parametrize(
    ("unit", "superior", "issuing", "title", "layout"),
    [
        ("school", "Sở Giáo dục và Đào tạo", "Trường THPT Thoại Ngọc Hầu", "Hiệu trưởng", "office"), ("department", "", "Sở Giáo dục và Đào tạo", "Giám đốc", "office"),
        ("class_a", "Trường THPT Thoại Ngọc Hầu", "Lớp 10A1", "Giáo viên chủ nhiệm", "office"),
        ("commune", "Tỉnh đoàn An Giang", "BCH Đoàn phường Long Xuyên", "Bí thư", "union"), ("chapter", "Đoàn trường THPT Thoại Ngọc Hầu", "BCH Chi đoàn 10A1", "Bí thư", "union"),
    ],
)  # fmt: skip
def test_the_texts_begin_as_such_a_unit_writes_them(people, units, unit, superior, issuing, title, layout):
    made = make_report(getattr(units, unit), WEEK, None, people.administrator)
    assert (made.superior_body, made.issuing_body, made.signer_title, made.layout) == (superior, issuing, title, layout)
    assert made.created_by == people.administrator


def test_the_next_report_begins_with_the_texts_of_the_last_but_for_what_was_said_of_it(people, units):
    first = make_report(units.school, WEEK, None, people.organizer)
    change_texts(first, {"place": "Châu Đốc", "signer_name": "Lê Hoa", "remarks": "Tốt.", "proposals": "Thêm máy."})
    second = make_report(units.school, WEEK, None, people.organizer)
    assert (second.place, second.signer_name, second.remarks, second.proposals) == ("Châu Đốc", "Lê Hoa", "", "")


def test_recipients_are_the_body_above_and_the_file(people, units):
    assert make_report(units.school, WEEK, None, people.organizer).recipients == "Sở Giáo dục và Đào tạo\nLưu: VT."
    assert make_report(units.class_a, WEEK, None, people.organizer).recipients.endswith("Lưu.")


@pytest.fixture
def learned(units, make_member, activities):
    member = make_member(units.class_a, sex="female")
    factories.fact(member, "studied", activities["A1"], WEEK.first)
    factories.fact(member, "studied", activities["A1"], dt.date(2026, 9, 10))
    return member


def test_figures_are_kept_as_plain_values_with_what_came_before(learned, people, units):
    kept = figures_to_keep(units.school, WEEK, None)
    assert (kept["from"], kept["to"], kept["roster_day"], kept["course"], kept["target"]) == (
        "2026-11-09",
        "2026-11-15",
        "2026-11-15",
        "",
        None,
    )
    assert (kept["total"]["people"], kept["total"]["turns"], kept["previous"]) == (1, 1, {"people": 0, "turns": 0})
    assert (kept["cumulated"]["from"], kept["cumulated"]["turns"]) == ("2026-09-05", 2)
    assert [row["code"] for row in kept["below"]] == ["TNH-10A1"]
    assert {part["label"] for part in kept["sex"]} == {"Nữ", "Chưa rõ giới tính"}


def test_a_report_on_one_course_names_it(learned, units, activities):
    kept = figures_to_keep(units.school, WEEK, activities["B"])
    assert (kept["course"], kept["total"]["turns"]) == ("Khóa B", 0)


def test_a_summer_report_goes_back_to_the_begin_of_its_school_year(units):
    kept = figures_to_keep(units.school, Period(dt.date(2026, 7, 1), dt.date(2026, 7, 31)), None)
    assert kept["cumulated"]["from"] == "2025-09-05"


def test_a_target_is_held_against_what_was_reached_within_the_period(learned, units):
    campaign = Campaign.objects.create(title="Đợt", first=dt.date(2026, 11, 1), last=dt.date(2026, 11, 30), people_target=100)
    campaign.units.add(units.department)
    target = figures_to_keep(units.school, WEEK, None)["target"]
    assert (target["campaign"], target["people"], target["turns"], target["until"]) == ("Đợt", 1, None, "2026-11-15")
    assert target["reached"] == {"people": 1, "turns": 1, "completed": 0}


def test_a_campaign_that_asks_nothing_of_the_unit_is_not_told(learned, units):
    Campaign.objects.create(title="Đợt", first=dt.date(2026, 11, 1), last=dt.date(2026, 11, 30)).units.add(units.department)
    assert figures_to_keep(units.school, WEEK, None)["target"] is None


def test_a_signed_report_is_neither_changed_counted_anew_nor_discarded(people, units):
    made = make_report(units.school, WEEK, None, people.organizer)
    sign(made, people.organizer)
    for change in (
        lambda: change_texts(made, {"place": "x"}),
        lambda: count_anew(made),
        lambda: discard(made),
        lambda: sign(made, people.organizer),
    ):
        with pytest.raises(AlreadySigned, match="không đổi được nữa"):
            change()
    made.refresh_from_db()
    assert (made.signed_by, made.place) == (people.organizer, "An Giang")
    assert bytes(made.signed_docx).startswith(b"PK")


def test_one_that_is_not_signed_can_be_discarded(people, units):
    discard(make_report(units.school, WEEK, None, people.organizer))
    assert not PeriodicReport.objects.exists()


def test_the_signed_report_of_exactly_this_period_and_course_is_found(people, units, activities):
    made = make_report(units.school, WEEK, None, people.organizer)
    assert signed_report(units.school, WEEK, None) is None
    sign(made, people.organizer)
    assert signed_report(units.school, WEEK, None) == made
    assert signed_report(units.school, WEEK, activities["A"]) is None
    assert signed_report(units.school, Period(WEEK.first, WEEK.first), None) is None
    assert signed_report(units.class_a, WEEK, None) is None


def test_only_numbers_that_changed_are_told_and_none_while_the_period_runs(learned, people, units, make_member, activities):
    made = make_report(units.school, WEEK, None, people.organizer)
    assert changes_since(made) == []
    factories.fact(make_member(units.class_b), "passed", activities["A1q"], WEEK.last)
    assert {(drift.label, drift.then, drift.now) for drift in changes_since(made)} == {("Danh sách", 2, 3), ("Đạt", 0, 1)}
    today = timezone.localdate()
    running = make_report(units.school, Period(today, today), None, people.organizer)
    factories.fact(learned, "studied", activities["A2"], today)
    assert changes_since(running) == []


@pytest.mark.parametrize(
    ("every", "today", "first", "last"),
    [("week", "2026-11-18", "2026-11-09", "2026-11-15"), ("month", "2026-11-18", "2026-10-01", "2026-10-31")],
)
def test_a_schedule_reports_the_week_or_month_that_is_over(units, every, today, first, last):
    ReportSchedule.objects.create(unit=units.school, every=every)
    assert make_due_reports(dt.date.fromisoformat(today)) == 1
    made = PeriodicReport.objects.get()
    assert (str(made.first), str(made.last), made.created_by) == (first, last, None)
    assert make_due_reports(dt.date.fromisoformat(today)) == 0


def test_without_a_schedule_nothing_is_made(units):
    assert make_due_reports(dt.date(2026, 11, 18)) == 0


@pytest.mark.parametrize(
    ("unit", "symbol"), [("province", "-BC/TĐTN-…"), ("commune", "-BC/ĐTN"), ("chapter", "-BC/ĐTN"), ("school", "/BC-THPTTNH")]
)
def test_the_symbol_of_a_report_is_that_of_its_body(people, units, unit, symbol):
    report = make_report(getattr(units, unit), WEEK, None, people.administrator)
    assert report.number.strip() == symbol


def test_what_a_report_is_based_on_is_kept_for_the_next_one(people, units):
    first = make_report(units.school, WEEK, None, people.organizer)
    change_texts(first, {"basis": "Kế hoạch số 12", "directions": "Học tiếp."})
    following = make_report(units.school, WEEK, None, people.organizer)
    assert (following.basis, following.directions) == ("Kế hoạch số 12", "")


def test_a_closed_unit_is_due_no_report(people, units):
    ReportSchedule.objects.create(unit=units.school, every=ReportSchedule.Every.WEEK)
    assert ReportSchedule.objects.due(ReportSchedule.Every.WEEK, WEEK).exists()
    type(units.school).objects.filter(pk=units.school.pk).update(closed_on=WEEK.first)
    assert not ReportSchedule.objects.due(ReportSchedule.Every.WEEK, WEEK).exists()


def test_the_committee_of_the_province_is_written_as_its_own_guide_does(people, units):
    report = make_report(units.province, WEEK, None, people.administrator)
    assert report.issuing_body == "BCH Tỉnh An Giang"
