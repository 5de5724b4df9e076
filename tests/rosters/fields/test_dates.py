"""Days of birth, as people and programs write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.fields import dates
from rosters.fields.values import BadValue

TODAY = dt.date(2026, 11, 24)
DATE_FORM = ("date_form", "Cần đủ ngày/tháng/năm, ví dụ 05/09/2010.")


def refused(read, cell, *more):
    with pytest.raises(BadValue) as found:
        read(cell, *more)
    return found.value.code, str(found.value)


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
    assert dates.read_birth_date(cell, TODAY) == dt.date(2009, 9, 5)


@given(st.dates(dt.date(1930, 1, 1), TODAY), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"]))
def test_what_is_written_as_a_date_is_read_back(date, form):
    if form == "%d/%m/%y" and date <= dt.date(1926, 12, 31):
        return
    read = dates.read_birth_date(date.strftime(form), TODAY)
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
        dates.read_birth_date(cell, TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize("cell", ["2009", 2009.0, 2009])
def test_a_year_alone_is_a_date_that_is_not_known(cell):
    assert dates.read_birth_date(cell, TODAY) is None


@pytest.mark.parametrize(
    ("cells", "american"),
    [
        ([], False), (["05/09/2010"], False), (["05/19/2010"], False), (["05/19/2010", "19/05/2010"], False),
        (["12/12/2010", "12/13/2010", "12/14/2010"], True), (["2010/05/19", "2010/05/20"], False), (["13/12/2010"], False),
        ([40000.0, "không", "05/19/2010", " 05-20-2010 "], True), (["05/13/2010", "05/14/2010", *["05/09/2010"] * 4], False),
        (["05/13/2010", "05/14/2010", *["05/09/2010"] * 3], True),
    ],
)  # fmt: skip
def test_a_column_is_american_when_two_in_five_dates_must_be_and_none_cannot(cells, american):
    assert dates.is_american(cells) is american


@pytest.mark.parametrize(
    ("cell", "swapped"),
    [
        ("05/19/2010", "19/05/2010"),
        (" 5-19-10 ", "19/5/10"),
        ("2010-05-19", "2010-05-19"),
        ("không", "không"),
        (40000.0, dt.date(2009, 6, 7)),
        (None, None),
    ],
)
def test_day_and_month_change_places_in_what_is_a_day(cell, swapped):
    assert dates.swap_day_and_month(cell) == swapped


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("hôm qua", DATE_FORM), ("9/10", DATE_FORM), (10_000.0, DATE_FORM), (80_000.0, DATE_FORM), (5, DATE_FORM), (True, DATE_FORM),
        ("31/02/2010", ("date_impossible", "Ngày này không có trong lịch. Cần ngày/tháng/năm, ví dụ 05/09/2010.")),
        ("31/12/1929", ("date_out_of_range", "Năm sinh phải từ 1930 đến 2026.")), ("25/11/2026", ("date_out_of_range", "Năm sinh phải từ 1930 đến 2026.")),
        (dt.date(1929, 12, 31), ("date_out_of_range", "Năm sinh phải từ 1930 đến 2026.")),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_told_with_an_example(cell, told):
    assert refused(dates.read_birth_date, cell, TODAY) == told


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("01/01/1930", dt.date(1930, 1, 1)), ("24/11/2026", TODAY), ("1/1/26", dt.date(2026, 1, 1)), ("1/1/30", dt.date(1930, 1, 1)),
        ("5 9 2010", dt.date(2010, 9, 5)), ("2010-09-05 00:00:00", dt.date(2010, 9, 5)), (10_959.0, dt.date(1930, 1, 1)), (40061.9, dt.date(2009, 9, 5)),
        ("1930", None), ("2026", None), (1930.0, None), (2026, None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_dates_at_the_edges(cell, date):
    assert dates.read_birth_date(cell, TODAY) == date


@pytest.mark.parametrize(
    "cell",
    ["2010-09-04 23:59:30", "2010-09-04 17:00:00", 40425.99965, dt.datetime(2010, 9, 4, 16, 59, 30), dt.datetime(2010, 9, 4, 23, 59, 30), "2010-09-05 00:00:00"],
)  # fmt: skip
def test_a_moment_that_a_time_zone_took_from_a_day_is_that_day(cell):
    assert dates.read_birth_date(cell, dt.date(2026, 11, 24)) == dt.date(2010, 9, 5)


@pytest.mark.parametrize("changed", [dt.date(2010, 12, 25), "05/09/2010"])
def test_one_date_typed_anew_hides_no_column_that_was_half_swapped(changed):
    real = [dt.date(2010, month, 5) for month in (1, 3, 7, 11)]
    texts = [f"{day}/09/2010 00:00:00" for day in (13, 21, 25, 30)]
    assert dates.is_half_swapped([*real, *texts, changed])
    assert dates.is_half_swapped([40425.0, 40426.0, 40427.0, *texts])
    assert not dates.is_half_swapped([*real, changed])


@pytest.mark.parametrize(
    "text",
    [
        "04/09/2010 17:00:00",
        "04/09/2010 17:00",
        "04/09/2010 5:00:00 PM",
        "04/09/2010 16:59:30",
        "05/09/2010 00:00:00",
        "05/09/2010.",
    ],
)
def test_midnight_here_may_be_told_as_the_afternoon_before_in_utc(text):
    assert dates.read_birth_date(text, TODAY) == dt.date(2010, 9, 5)


def test_a_date_that_is_turned_round_keeps_its_time():
    assert dates.swap_day_and_month("9/4/2010 5:00:00 PM") == "4/9/2010 5:00:00 pm"
