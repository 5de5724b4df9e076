"""A day as it is typed and shown: 05/09/2010, whatever the language of the browser or of the page.

A browser's own date field shows 09/05/2010 to whoever has an English browser, and nobody can tell which number is the month.
"""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SHOWN = "%d/%m/%Y"
# 2010-09-05 stands in addresses.
TYPED = (SHOWN, "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d")


class DayInput(forms.DateInput):
    """A text field that says in which order a day is written."""

    def __init__(self) -> None:
        super().__init__({"placeholder": _("ngày/tháng/năm"), "autocomplete": "off", "maxlength": 10, "size": 12}, format=SHOWN)


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        message = _("Nhập ngày/tháng/năm, ví dụ 05/09/2010.")
        super().__init__(input_formats=TYPED, widget=DayInput(), error_messages={"invalid": message}, **kwargs)


def read_day(text: str) -> dt.date | None:
    """The day that `text` writes in one of the ways of TYPED; None for anything else."""
    for form in TYPED:
        try:
            return dt.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None
