"""The filter above the figures shows what is chosen."""

import datetime as dt

from participation.figures.filter import period_and_course, two_days
from participation.figures.selection import Selection
from participation.rules.periods import Period
from tests.pages import text_of

PERIOD = Period(dt.date(2026, 11, 23), dt.date(2026, 11, 29))


def test_the_chosen_period_and_course_are_selected(activities):
    html = str(period_and_course(Selection(PERIOD, "thang", activities["A"]), [activities["A"], activities["B"]]))
    assert 'value="thang" selected' in html
    assert f'value="{activities["A"].pk}" selected' in html
    assert 'value="2026-11-23"' in html


def test_a_course_that_was_taken_down_can_still_be_asked_for_and_is_marked(activities):
    activities["B"].is_current = False
    shown = text_of(str(period_and_course(Selection(PERIOD, "", None), [activities["A"], activities["B"]])))
    assert "Khóa A" in shown
    assert "Khóa B (đã gỡ)" in shown


def test_the_days_of_before_go_along_hidden(activities):
    form = period_and_course(Selection(PERIOD, "", None), [])
    assert {field.name for field in form.hidden_fields()} == {"tu-truoc", "den-truoc"}
    assert 'value="2026-11-29"' in str(form["den-truoc"])


def test_two_days_are_just_two_days():
    assert list(two_days(Selection(PERIOD, "", None)).fields) == ["tu", "den"]
