"""Numbers the Vietnamese way, and bars, in templates."""

from django import template

from rosters.numbers import duration, number, percent

register = template.Library()
register.filter("number", number)
register.filter("percent", percent)
register.filter("duration", duration)


@register.filter
def bar(value: float | None) -> int:
    """A fraction as whole per cent between 0 and 100, for the length of a bar."""
    return 0 if value is None else max(0, min(100, round(100 * value)))
