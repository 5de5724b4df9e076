"""Reports as the database keeps them, and which units are due for one."""

import datetime as dt

import pytest

from participation.reports.models import PeriodicReport, ReportSchedule, ReportTemplate
from participation.rules.periods import Period

WEEK = Period(dt.date(2026, 11, 16), dt.date(2026, 11, 22))


def report(unit, period=WEEK, **fields):
    values = {"layout": "office", "issuing_body": unit.label, "place": "An Giang", "signer_title": "Hiệu trưởng", "figures": {}}
    return PeriodicReport.objects.create(unit=unit, first=period.first, last=period.last, **values | fields)


def test_organizers_see_the_reports_of_their_units_and_of_those_below(people, units):
    for unit in (units.department, units.school, units.class_a, units.other_school):
        report(unit)
    seen = PeriodicReport.objects.visible_to(people.organizer).values_list("unit__code", flat=True)
    assert set(seen) == {"TNH", "TNH-10A1"}
    assert PeriodicReport.objects.visible_to(people.administrator).count() == 4
    assert not PeriodicReport.objects.visible_to(people.editor).exists()


def test_the_latest_made_comes_first(units):
    first, second = report(units.school), report(units.school)
    assert list(PeriodicReport.objects.all()) == [second, first]
    assert str(first) == "Trường THPT Thoại Ngọc Hầu 16/11/2026-22/11/2026"


@pytest.mark.parametrize(("every", "due"), [("week", True), ("month", False)])
def test_a_schedule_is_due_for_its_own_kind_of_period(units, every, due):
    ReportSchedule.objects.create(unit=units.school, every="week")
    assert ReportSchedule.objects.due(every, WEEK).exists() is due


def test_a_unit_that_has_the_report_is_not_due_again_whoever_made_it(units, activities):
    ReportSchedule.objects.create(unit=units.school, every="week")
    report(units.school, course=activities["A"])
    report(units.school, Period(WEEK.first, WEEK.first))
    report(units.other_school)
    assert ReportSchedule.objects.due("week", WEEK).exists()
    report(units.school)
    assert not ReportSchedule.objects.due("week", WEEK).exists()


def test_names_are_told_in_the_admin(units):
    schedule = ReportSchedule.objects.create(unit=units.school, every="week")
    template = ReportTemplate.objects.create(layout="union", file_name="mau.docx", content=b"x")
    assert str(schedule) == "Trường THPT Thoại Ngọc Hầu: week"
    assert str(template) == "union: mau.docx"
