import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.fields import values
from rosters.fields.values import BadValue

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    "cell",
    [
        "5/9/2009",
        "05-09-2009",
        "05.09.09",
        "2009-09-05",
        " 05 / 09 / 2009 ",
        40061,
        40061.0,
        dt.date(2009, 9, 5),
        dt.datetime(2009, 9, 5),
    ],
)
def test_a_birth_date_is_read_in_every_usual_form(cell):
    assert values.read_birth_date(cell, TODAY) == dt.date(2009, 9, 5)


@given(st.dates(dt.date(1930, 1, 1), TODAY), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"]))
def test_what_is_written_as_a_date_is_read_back(date, form):
    if form == "%d/%m/%y" and date <= dt.date(1926, 12, 31):
        return
    read = values.read_birth_date(date.strftime(form), TODAY)
    assert (
        read == date
        if form != "%d/%m/%y"
        else (read.day, read.month, read.year % 100) == (date.day, date.month, date.year % 100)
    )


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/02/2010", "date_impossible"),
        ("hôm qua", "date_form"),
        ("01/01/1800", "date_out_of_range"),
        ("01/01/2030", "date_out_of_range"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(cell, code):
    with pytest.raises(BadValue) as refused:
        values.read_birth_date(cell, TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cell", "sex"),
    [
        ("Nam", "male"),
        ("NỮ", "female"),
        ("nữ", "female"),
        ("nu", "female"),
        ("M", "male"),
        ("f", "female"),
        (1.0, "male"),
        ("", None),
    ],
)
def test_sex_is_read_as_people_write_it(cell, sex):
    assert values.read_sex(cell) == sex


def test_a_code_keeps_its_digits_and_loses_excels_point_zero():
    assert values.read_code(912345678901.0) == "912345678901"
    assert values.read_code("0012345678") == "0012345678"
    assert values.read_code(" ") is None


def test_a_code_that_excel_rounded_is_refused():
    with pytest.raises(BadValue) as refused:
        values.read_code("9.13E+11")
    assert refused.value.code == "code_rounded"


@pytest.mark.parametrize(("cell", "code"), [("Nguyễn 2", "name_digits"), ("Hoa", "name_one_word")])
def test_a_name_that_is_none_is_refused(cell, code):
    with pytest.raises(BadValue) as refused:
        values.read_name(cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cell", "marked"), [("x", True), ("X", True), (None, False), ("", False), ("không", False), ("26/03/2025", True)]
)
def test_a_mark_is_an_x_or_a_date_of_admission(cell, marked):
    assert values.read_mark(cell) is marked


@pytest.mark.parametrize("cell", ["10A1", "Lớp 10A1", "lớp  10A1", "Chi đoàn 10A1"])
def test_a_class_is_named_without_its_kind(cell):
    assert values.read_unit_name(cell) == "10A1"


@pytest.mark.parametrize("cell", [True, 12345678901234567890.0])
def test_what_is_no_code_is_refused(cell):
    with pytest.raises(BadValue):
        values.read_code(cell)


def test_codes_are_kept_in_capitals_so_that_case_makes_nobody_twice():
    assert values.read_code("hs1") == "HS1"


@pytest.mark.parametrize("cell", ["2009", 2009.0, 2009])
def test_a_year_alone_is_a_date_that_is_not_known(cell):
    assert values.read_birth_date(cell, TODAY) is None
