"""Numbers and days the Vietnamese way: 38.214, 34,8% and 24/11/2026. For pages, reports and news alike."""

import datetime as dt


def number(value: int | None) -> str:
    """38214 becomes 38.214."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


def percent(value: float | None, places: int = 1) -> str:
    """The fraction 0.348 becomes 34,8%, as offices write it."""
    return "–" if value is None else f"{100 * value:.{places}f}".replace(".", ",") + "%"


def duration(seconds: int) -> str:
    """100 becomes 1 phút 40 giây."""
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} phút"] if minutes else []
    return " ".join([*parts, f"{rest} giây"] if rest or not minutes else parts)


def day(value: str | dt.date) -> str:
    """2026-11-24 becomes 24/11/2026."""
    return (dt.date.fromisoformat(value) if isinstance(value, str) else value).strftime("%d/%m/%Y")
