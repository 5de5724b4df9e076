"""Which figures an address asks for; whatever it holds, there is an answer."""

import datetime as dt

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from participation.figures.selection import read_selection
from participation.rules.periods import EARLIEST, LONGEST, Period, week_of

TODAY = dt.date(2026, 11, 25)
WEEK = week_of(TODAY)


def read(query):
    return read_selection(QueryDict(query), TODAY, [])


def days(first, last):
    return Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("query", "period", "name"),
    [
        ("", WEEK, "tuan"), ("ky=tuan", WEEK, "tuan"), ("ky=thang", days("2026-11-01", "2026-11-30"), "thang"),
        ("ky=quy", days("2026-10-01", "2026-12-31"), "quy"), ("ky=nam-hoc", days("2026-09-05", "2027-09-04"), "nam-hoc"),
        ("tu=2026-11-01&den=2026-11-10", days("2026-11-01", "2026-11-10"), ""),
        ("tu=01/11/2026&den=10/11/2026", days("2026-11-01", "2026-11-10"), ""),
        ("tu=2026-11-01", days("2026-11-01", "2026-11-25"), ""), ("ky=thang-sau", WEEK, "tuan"),
    ],
)  # fmt: skip
def test_a_period_is_named_or_given_by_two_days(query, period, name):
    found = read(query)
    assert (found.period, found.name, found.problem) == (period, name, "")


def test_a_changed_date_wins_over_the_name_that_is_still_chosen_beside_it():
    before = "&tu-truoc=2026-11-23&den-truoc=2026-11-29"
    assert read(f"ky=tuan&tu=2026-11-23&den=2026-11-29{before}").name == "tuan"
    assert read(f"ky=tuan&tu=23/11/2026&den=29/11/2026{before}").name == "tuan"
    changed = read(f"ky=tuan&tu=2026-11-01&den=2026-11-29{before}")
    assert (changed.name, changed.period) == ("", days("2026-11-01", "2026-11-29"))


def test_days_the_wrong_way_round_are_turned_and_that_is_told():
    found = read("tu=2026-11-10&den=2026-11-01")
    assert found.period == days("2026-11-01", "2026-11-10")
    assert "đổi chỗ" in found.problem


def test_a_first_day_in_the_future_is_taken_up_to_it():
    found = read("tu=2026-12-01")
    assert found.period == days("2026-11-25", "2026-12-01")
    assert found.problem


@pytest.mark.parametrize("query", ["tu=2026-02-30", "tu=hôm nay", "tu=1990-01-01", "tu=2020-01-01&den=2031-01-01"])
def test_what_is_no_period_is_this_week_and_that_is_told(query):
    found = read(query)
    assert (found.period, found.name) == (WEEK, "tuan")
    assert "Không đọc được hai ngày" in found.problem


def test_a_last_day_alone_says_that_the_first_is_missing():
    found = read("den=2026-11-01")
    assert (found.period, found.name) == (WEEK, "tuan")
    assert "Chưa nhập “Từ ngày”" in found.problem


def test_a_course_is_chosen_by_its_number_and_an_unknown_one_is_all(activities):
    for courses in (None, list(activities.values())):
        chosen = read_selection(QueryDict(f"khoa-hoc={activities['B'].pk}"), TODAY, courses)
        assert chosen.course == activities["B"]
    for wrong in ("", "x", "999999", "-1", "9" * 18):
        assert read_selection(QueryDict(f"khoa-hoc={wrong}"), TODAY).course is None


def test_a_lesson_is_no_course(activities):
    assert read_selection(QueryDict(f"khoa-hoc={activities['A1'].pk}"), TODAY).course is None


@given(
    st.dictionaries(
        st.sampled_from(["ky", "tu", "den", "tu-truoc", "den-truoc", "khoa-hoc"]), st.text(max_size=12) | st.dates().map(str)
    )
)
def test_whatever_stands_in_an_address_selects_a_sensible_period(values):
    data = QueryDict(mutable=True)
    data.update(values)
    period = read_selection(data, TODAY, []).period
    assert period.first >= EARLIEST
    assert period.last - period.first <= LONGEST
