"""Periods in which participation is counted: two days, both included, in Asia/Ho_Chi_Minh."""

import datetime as dt
from dataclasses import dataclass

# What figures may be asked for: days from here on, and no longer at once.
EARLIEST = dt.date(2020, 1, 1)
LONGEST = dt.timedelta(days=5 * 366)
SCHOOL_YEAR_BEGINS = (9, 5)  # domain: 5 September to the end of May


@dataclass(frozen=True)
class Period:
    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A period ends on or after the day it begins.")

    def previous(self) -> "Period":
        """The period of the same length just before."""
        length = self.last - self.first
        last = self.first - dt.timedelta(days=1)
        return Period(last - length, last)

    def previous_until(self, today: dt.date) -> "Period":
        """The period before; of one that is not over by `today`, as many of its days as have gone by of this one."""
        before = self.previous()
        if not self.first <= today < self.last:
            return before
        return Period(before.first, before.first + (today - self.first))

    def is_over(self, today: dt.date) -> bool:
        return self.last < today

    def weeks(self) -> list["Period"]:
        """The weeks from Monday to Sunday that the period touches, cut to the period."""
        weeks = []
        monday = self.first - dt.timedelta(days=self.first.weekday())
        while monday <= self.last:
            weeks.append(Period(max(monday, self.first), min(monday + dt.timedelta(days=6), self.last)))
            monday += dt.timedelta(days=7)
        return weeks


def week_of(day: dt.date) -> Period:
    monday = day - dt.timedelta(days=day.weekday())
    return Period(monday, monday + dt.timedelta(days=6))


def month_of(day: dt.date) -> Period:
    first = day.replace(day=1)
    following = (first + dt.timedelta(days=32)).replace(day=1)
    return Period(first, following - dt.timedelta(days=1))


def quarter_of(day: dt.date) -> Period:
    first = dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return Period(first, month_of(first + dt.timedelta(days=70)).last)


def school_year_of(day: dt.date) -> Period:
    """From 5 September to the day before the next 5 September, so that summer belongs to the year before."""
    begins = dt.date(day.year, *SCHOOL_YEAR_BEGINS)
    if day < begins:
        begins = begins.replace(year=day.year - 1)
    return Period(begins, begins.replace(year=begins.year + 1) - dt.timedelta(days=1))


NAMED_PERIODS = {"tuan": week_of, "thang": month_of, "quy": quarter_of, "nam-hoc": school_year_of}
