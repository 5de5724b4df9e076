"""Which figures to show: read from the address of the page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from participation.ledger.models import Activity
from participation.rules.periods import EARLIEST, LONGEST, NAMED_PERIODS, Period, week_of
from rosters.pages.days import read_day


@dataclass(frozen=True)
class Selection:
    """A period, how it was named (empty for two dates), a course or none for all, and what could not be read."""

    period: Period
    name: str
    course: Activity | None
    problem: str = ""


def read_selection(data: QueryDict, today: dt.date, courses: Iterable[Activity] | None = None) -> Selection:
    """The selection in `ky`, `tu`, `den` and `khoa-hoc`; this week and all courses by default.

    `courses` are all that there are, where they were read already.
    """
    course, number = None, data.get("khoa-hoc", "")
    if number.isdecimal():
        among = Activity.objects.courses().filter(pk=number) if courses is None else courses
        course = next((each for each in among if each.pk == int(number)), None)
    name = data.get("ky", "")
    # Whoever changed a date means the dates, also when a named period is still chosen beside them.
    dates_changed = "tu-truoc" in data and any(_day(data, each) != _day(data, f"{each}-truoc") for each in ("tu", "den"))
    if name in NAMED_PERIODS and not dates_changed:
        return Selection(NAMED_PERIODS[name](today), name, course)
    if data.get("tu") or data.get("den"):
        return _between(data.get("tu", ""), data.get("den", ""), today, course)
    return Selection(week_of(today), "tuan", course)


def _day(data: QueryDict, name: str) -> dt.date | str:
    """The day under `name`, or what stands there in its place."""
    text = data.get(name, "")
    return read_day(text) or text


def _between(first: str, last: str, today: dt.date, course: Activity | None) -> Selection:
    """What two dates select. Dates the wrong way round are taken the other way, and what cannot be is this week; both are told."""
    if not first:
        problem = _("Chưa nhập “Từ ngày”. Đang hiện tuần này.")
        return Selection(week_of(today), "tuan", course, problem)
    if period := _read_period(first, last, today):
        return Selection(period, "", course)
    if period := _read_period(last or today.isoformat(), first, today):
        problem = _("“Từ ngày” bạn nhập sau “Đến ngày”, nên hai ngày được đổi chỗ cho nhau.")
        return Selection(period, "", course, problem)
    problem = _(
        "Không đọc được hai ngày bạn nhập: viết ngày/tháng/năm, phải là ngày có thật, từ năm 2020, không quá 5 năm. Đang hiện tuần này."
    )
    return Selection(week_of(today), "tuan", course, problem)


def _read_period(first: str, last: str, today: dt.date) -> Period | None:
    """The period between two dates; None for what is no date, turned around, or longer than LONGEST."""
    begin, end = read_day(first), read_day(last) if last else today
    if begin is None or end is None or end < begin:
        return None
    period = Period(begin, end)
    sensible = period.first >= EARLIEST and period.last <= today + LONGEST and period.last - period.first <= LONGEST
    return period if sensible else None
