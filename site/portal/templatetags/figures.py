"""Numbers the Vietnamese way: 38.214 and 34,8 %."""

from django import template

register = template.Library()


@register.filter
def number(value: int | None) -> str:
    """38214 becomes 38.214."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


@register.filter
def percent(value: float | None, places: int = 1) -> str:
    """The fraction 0.348 becomes 34,8 %; a non-breaking space keeps number and sign together."""
    return "–" if value is None else f"{100 * value:.{places}f}".replace(".", ",") + "\u00a0%"


@register.filter
def bar(value: float | None) -> int:
    """A fraction as whole per cent between 0 and 100, for the length of a bar."""
    return 0 if value is None else max(0, min(100, round(100 * value)))
