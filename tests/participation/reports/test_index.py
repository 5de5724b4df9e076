"""The list of a unit's reports: found by state and course, in the order that is asked for."""

import datetime as dt

import pytest

from participation.reports.index import SIGNED, UNSIGNED
from participation.reports.making import make_report, sign
from participation.rules.periods import Period
from tests.pages import page, page_text

ADDRESS = "/quan-tri/so-lieu/TNH/bao-cao/"
RESULTS = f"{ADDRESS}danh-sach/"


def week(number):
    first = dt.date(2026, 10, 5) + dt.timedelta(weeks=number)
    return Period(first, first + dt.timedelta(days=6))


@pytest.fixture
def reports(people, units, activities):
    signed = make_report(units.school, week(0), None, people.organizer)
    sign(signed, people.organizer)
    return [
        signed, make_report(units.school, week(1), None, people.organizer),
        make_report(units.school, week(2), activities["A"], people.organizer),
    ]  # fmt: skip


def test_the_latest_period_comes_first_with_its_course_and_state(as_organizer, reports):
    shown = page_text(as_organizer, ADDRESS)
    assert shown.index("19/10/2026–25/10/2026") < shown.index("12/10/2026–18/10/2026") < shown.index("05/10/2026–11/10/2026")
    assert "19/10/2026–25/10/2026 Khóa A" in shown
    assert "Đã chốt ngày" in shown
    assert shown.count("Chưa chốt") >= 2


@pytest.mark.parametrize(("state", "first_days"), [(SIGNED, {"05/10"}), (UNSIGNED, {"12/10", "19/10"})])
def test_signed_and_unsigned_ones_can_be_asked_for(as_organizer, reports, state, first_days):
    shown = page_text(as_organizer, RESULTS, {"state": state})
    assert {day for day in ("05/10", "12/10", "19/10") if f"{day}/2026–" in shown} == first_days


def test_reports_of_a_course_can_be_asked_for(as_organizer, reports, activities):
    shown = page_text(as_organizer, RESULTS, {"course": activities["A"].pk})
    assert "19/10/2026–" in shown
    assert "12/10/2026–" not in shown


def test_the_order_can_be_turned(as_organizer, reports):
    shown = page_text(as_organizer, RESULTS, {"ordering": "first"})
    assert shown.index("05/10/2026–") < shown.index("19/10/2026–")


def test_twenty_stand_on_a_page(as_organizer, people, units):
    for number in range(21):
        make_report(units.school, week(number), None, people.organizer)
    assert page(as_organizer, RESULTS).count("/quan-tri/bao-cao/") == 20
    assert page(as_organizer, RESULTS, {"p": 2}).count("/quan-tri/bao-cao/") == 1


def test_without_reports_the_page_says_where_one_is_made(as_organizer, people):
    assert "Chọn kỳ trên trang số liệu rồi bấm “Lập báo cáo kỳ này”." in page_text(as_organizer, ADDRESS)


def test_reports_of_other_units_are_not_listed(as_organizer, reports, people, units):
    make_report(units.class_a, week(3), None, people.organizer)
    assert "26/10/2026–" not in page_text(as_organizer, ADDRESS)


def test_only_an_administrator_is_led_to_the_templates(as_organizer, as_administrator, reports):
    assert "Mẫu báo cáo" not in page_text(as_organizer, ADDRESS)
    assert "Mẫu báo cáo" in page_text(as_administrator, ADDRESS)
