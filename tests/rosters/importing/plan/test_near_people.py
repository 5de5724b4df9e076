"""People who are nearly the same, in different classes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.importing.plan.near_people import NearPeople, days_of_a_slip

BORN = dt.date(2010, 3, 12)


def near(name: str, born: dt.date) -> list[str]:
    people: NearPeople[str] = NearPeople()
    people.add("Nguyễn Thị Hoa", BORN, "Hoa of 10A1")
    return list(people.near(name, born))


@pytest.mark.parametrize("name", ["Nguyễn Thị Hoà", "Nguyễn Thi Hoa", "Nguyễn Thị Hao", "Nguyễn Thị Hoan"])
def test_one_letter_of_the_same_day_is_near(name):
    assert near(name, BORN) == ["Hoa of 10A1"]


@pytest.mark.parametrize("year", [2009, 2011])
def test_the_same_name_a_year_apart_is_near(year):
    assert near("nguyễn thị hoa", BORN.replace(year=year)) == ["Hoa of 10A1"]


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Nguyễn Thị Hoa", BORN),
        ("Nguyễn Thị Đào", BORN),
        ("Nguyễn Thị Hoa", dt.date(2008, 3, 12)),
        ("Nguyễn Thị Hoà", dt.date(2011, 3, 12)),
        ("Trần Văn Hoa", BORN),
    ],
)
def test_the_same_person_and_quite_another_are_not_near(name, born):
    assert near(name, born) == []


def test_nobody_is_born_on_the_29th_of_february_a_year_later():
    assert days_of_a_slip(dt.date(2008, 2, 29)) == []


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2025, 1, 1)))
def test_a_slip_goes_both_ways(born):
    for day in days_of_a_slip(born):
        assert born in days_of_a_slip(day)
