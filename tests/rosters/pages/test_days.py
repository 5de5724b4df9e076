"""Days as people type them, and as they are shown to everybody."""

import datetime as dt

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from rosters.pages.days import DayField, read_day

DAY = dt.date(2010, 9, 5)


class Form(forms.Form):
    day = DayField(required=False)


@pytest.mark.parametrize(
    "typed", ["05/09/2010", "5/9/2010", "05-09-2010", "5.9.2010", "05/09/10", "2010-09-05", " 05/09/2010 "]
)
def test_the_day_stands_before_the_month_however_it_is_typed(typed):
    assert read_day(typed) == DAY
    for language in ("vi", "en"):
        with translation.override(language):
            form = Form({"day": typed})
            assert form.is_valid()
            assert form.cleaned_data["day"] == DAY


@pytest.mark.parametrize("typed", ["31/02/2010", "09/13/2010", "hôm nay", "5/9", "", "99999"])
def test_what_is_no_day_is_none(typed):
    assert read_day(typed) is None


def test_a_field_says_what_it_expects():
    assert Form({"day": "09/13/2010"}).errors["day"] == ["Nhập ngày/tháng/năm, ví dụ 05/09/2010."]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_shown_alike_in_every_language(language):
    with translation.override(language):
        shown = str(Form(initial={"day": DAY})["day"])
    assert 'value="05/09/2010"' in shown
    assert 'type="text"' in shown


@given(st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31)))
def test_what_is_shown_is_read_as_it_was(day):
    assert read_day(f"{day:%d/%m/%Y}") == day == read_day(day.isoformat())
