"""The filter above a page: a form sent by GET, whose names stand in addresses."""

from collections.abc import Iterable
from typing import Any

from django import forms

from rosters.pages.days import DayField


def choice(label: Any, choices: Iterable[tuple[Any, Any]]) -> forms.Field:
    return forms.ChoiceField(label=label, choices=list(choices), required=False)


def day(label: Any) -> forms.Field:
    return DayField(label=label, required=False)


def hidden() -> forms.Field:
    return forms.CharField(required=False, widget=forms.HiddenInput)


def filter_form(fields: dict[str, tuple[forms.Field, Any]]) -> forms.Form:
    """A form that shows what is chosen: `fields` by name, each with its value. Its ids are the names."""
    form = forms.Form(auto_id="%s", label_suffix="")
    for name, (field, value) in fields.items():
        form.fields[name] = field
        form.initial[name] = value
    return form
