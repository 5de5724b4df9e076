"""Dates and numbers as Vietnamese write and type them."""

import datetime as dt

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats


@pytest.mark.parametrize("typed", ["05/09/2026", "5/9/2026", "05-09-2026", "05/09/26", "2026-09-05"])
def test_the_day_comes_before_the_month(typed):
    assert forms.DateField(localize=True).clean(typed) == dt.date(2026, 9, 5)


def test_dates_are_written_with_slashes():
    assert formats.date_format(dt.date(2026, 9, 5)) == "05/09/2026"
    assert formats.date_format(dt.datetime(2026, 9, 5, 8, 3), "DATETIME_FORMAT") == "08:03 05/09/2026"


@pytest.mark.parametrize(
    ("template", "value", "shown"),
    [
        ("{{ value|number }}", 1234567, "1.234.567"), ("{{ value|number }}", None, "–"), ("{{ value|percent }}", 0.3456, "34,6%"),
        ("{{ value|percent }}", None, "–"), ("{{ value|duration }}", 100, "1 phút 40 giây"), ("{{ value|bar }}", 0.5, "50"), ("{{ value|bar }}", 1.7, "100"),
        ("{{ value|bar }}", -0.2, "0"), ("{{ value|bar }}", None, "0"),
    ],
)  # fmt: skip
def test_numbers_are_written_the_vietnamese_way(template, value, shown):
    assert Template(template).render(Context({"value": value})) == shown
