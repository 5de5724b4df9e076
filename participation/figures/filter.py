"""The filter above a page of figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.figures.selection import Selection
from participation.ledger.models import Activity
from rosters.pages import filters

PERIODS = [
    ("tuan", gettext_lazy("Tuần này")), ("thang", gettext_lazy("Tháng này")), ("quy", gettext_lazy("Quý này")),
    ("nam-hoc", gettext_lazy("Năm học")), ("", gettext_lazy("Tự chọn")),
]  # fmt: skip


def _days(selection: Selection) -> dict[str, tuple[forms.Field, Any]]:
    """Two dates."""
    return {
        "tu": (filters.day(_("Từ ngày")), selection.period.first),
        "den": (filters.day(_("Đến ngày")), selection.period.last),
    }


def two_days(selection: Selection) -> forms.Form:
    """Two dates and nothing else."""
    return filters.filter_form(_days(selection))


def period_and_course(selection: Selection, courses: list[Activity]) -> forms.Form:
    """A named period or two dates, and a course. The dates of before tell whether they were changed (selection.py)."""
    removed = _("%(title)s (đã gỡ)")
    titles = [(each.pk, each.title if each.is_current else removed % {"title": each.title}) for each in courses]
    before = {
        "tu-truoc": (filters.hidden(), selection.period.first.isoformat()),
        "den-truoc": (filters.hidden(), selection.period.last.isoformat()),
    }
    return filters.filter_form(
        {
            "ky": (filters.choice(_("Kỳ"), PERIODS), selection.name),
            "khoa-hoc": (filters.choice(_("Khóa học"), [("", _("Tất cả")), *titles]), selection.course and selection.course.pk),
            **_days(selection),
            **before,
        }
    )
