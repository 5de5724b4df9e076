"""Figures of quizzes in templates, as they are written in Vietnam."""

from fractions import Fraction
from typing import SupportsFloat

from django import template
from django.utils.translation import gettext as _

register = template.Library()
NONE = "–"


@register.filter
def digits(value: SupportsFloat | None) -> str:
    """With two digits behind the comma: 66,67."""
    return NONE if value is None else f"{float(value):.2f}".replace(".", ",")


@register.filter
def of_ten(percent: SupportsFloat | None) -> str:
    """Per cent as a mark of ten: 8,25."""
    return NONE if percent is None else f"{float(percent) / 10:.2f}".rstrip("0").rstrip(".").replace(".", ",")


@register.filter
def per_cent(percent: SupportsFloat | None) -> str:
    """Per cent with one digit where it needs one: 66,7%."""
    return NONE if percent is None else f"{float(percent):.1f}".removesuffix(".0").replace(".", ",") + "%"


@register.filter
def of_whole(part: Fraction | str) -> str:
    """How much of a question is right, in per cent: of 2/3, 66,7%."""
    return per_cent(100 * Fraction(part))


@register.filter
def short(value: SupportsFloat) -> str:
    """With at most two digits: 1,5."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")


@register.filter
def length_of_time(seconds: int) -> str:
    """How long it took: 3 phút 20 giây."""
    minutes, rest = divmod(seconds, 60)
    told = [_("%(n)s phút") % {"n": minutes}] if minutes else []
    return " ".join([*told, _("%(n)s giây") % {"n": rest}] if rest or not minutes else told)


@register.filter
def plain(value: float) -> str:
    """For a drawing, where a comma would be another number."""
    return f"{value:g}"
