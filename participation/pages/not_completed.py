"""Who has not completed a course yet, by name, for those entitled: on the page and as a file to remind them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from participation.figures.crumbs import figure_crumbs
from participation.figures.selection import read_selection
from participation.figures.unit_figures import not_completed as members_not_completed
from participation.ledger.models import Activity
from participation.rules.reminders import reminder
from rosters import permissions
from rosters.files.workbooks import Row, write_tables
from rosters.models import Membership, Unit
from rosters.numbers import day
from rosters.pages.filters import choice, filter_form
from rosters.pages.frame import XLSX, admin_page, attachment, visible_unit
from rosters.querysets import MembershipQuerySet
from rosters.units import LEAF_KINDS, kinds_below

MEMBERS_A_PAGE = 100
# A message that names more is read by nobody.
MOST_REMINDED = 100
NOT_BEGUN = "chua-bat-dau"


@dataclass(frozen=True)
class _NotCompleted:
    """Who has not completed a course of so many lessons: all of them, or only those who have not begun."""

    unit: Unit
    course: Activity | None
    only_not_begun: bool
    lessons: int
    memberships: MembershipQuerySet


def _asked(request: HttpRequest, code: str) -> _NotCompleted:
    here = visible_unit(request, code, permissions.VIEW_MEMBERS)
    selection = read_selection(request.GET, timezone.localdate())
    course = selection.course or Activity.objects.courses().current().order_by("pk").first()
    only_not_begun = request.GET.get("ai") == NOT_BEGUN
    if course is None:
        return _NotCompleted(here, None, only_not_begun, 0, Membership.objects.none())
    lessons = Activity.objects.current().filter(kind=Activity.Kind.LESSON, parent=course).count()
    memberships = members_not_completed(here, course)
    if only_not_begun:
        memberships = memberships.filter(has_started=False)
    return _NotCompleted(here, course, only_not_begun, lessons, memberships)


@require_safe
def not_completed(request: HttpRequest, code: str) -> HttpResponse:
    """Who in the unit has not completed a course as it stands today."""
    found = _asked(request, code)
    page = Paginator(found.memberships, MEMBERS_A_PAGE).get_page(request.GET.get("p")) if found.course else None
    context = {
        "unit": found.unit,
        "course": found.course,
        "filter": _filter(found),
        "page": page,
        "people": [(each, _how_far(each, found.lessons)) for each in page.object_list] if page else [],
        "only_not_begun": found.only_not_begun,
        "reminder": _reminder(found),
        "classes": _classes(found),
        "query": f"khoa-hoc={found.course.pk}{f'&ai={NOT_BEGUN}' if found.only_not_begun else ''}" if found.course else "",
    }
    crumbs = figure_crumbs(request.user, found.unit, with_self=True)
    return admin_page(
        request, "participation/admin/not_completed.html", _("Ai còn chưa hoàn thành"), "list-ul", crumbs, context
    )


def _filter(found: _NotCompleted) -> forms.Form:
    """Which course, and whether only those who have not begun it."""
    courses = [(each.pk, each.title) for each in Activity.objects.courses().current().order_by("pk")]
    who = [("", _("Mọi người chưa hoàn thành")), (NOT_BEGUN, _("Chưa bắt đầu"))]
    return filter_form(
        {
            "khoa-hoc": (choice(_("Khóa học"), courses), found.course and found.course.pk),
            "ai": (choice(_("Ai"), who), NOT_BEGUN if found.only_not_begun else ""),
        }
    )


@require_safe
def not_completed_workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The same people as an XLSX file."""
    found = _asked(request, code)
    if found.course is None:
        raise Http404
    headers = [_("Họ và tên"), _("Mã thành viên"), _("Đơn vị"), _("Đến đâu")]
    name = f"chua-hoan-thanh-{found.unit.code}-{timezone.localdate():%Y%m%d}.xlsx"
    title = _("Những người chưa bắt đầu học") if found.only_not_begun else _("Những người chưa hoàn thành khóa học")
    place = _("%(unit)s, ngày %(day)s") % {"unit": found.unit.label, "day": day(timezone.localdate())}
    return attachment(write_tables(headers, _tables(found, found.course), (title, place)), name, XLSX)


def _tables(found: _NotCompleted, course: Activity) -> list[tuple[str, list[Row]]]:
    """Everybody on the first sheet; of a school or branch, each class on one of its own, for its form teacher."""
    people: list[Row] = []
    classes: dict[Unit, list[Row]] = {}
    for each in found.memberships:
        row: Row = [each.member.full_name, each.member.code, each.unit.label, _how_far(each, found.lessons)]
        people.append(row)
        classes.setdefault(each.unit, []).append(row)
    units = sorted(classes, key=lambda unit: unit.path) if holds_classes(found.unit) else []
    return [(course.title, people), *((unit.label, classes[unit]) for unit in units)]


def holds_classes(unit: Unit) -> bool:
    """Whether classes or chapters stand directly below."""
    return bool(LEAF_KINDS.intersection(kinds_below(unit.kind)))


def _reminder(found: _NotCompleted) -> str:
    """What to send to a class: names of those who have not begun, as they are called there."""
    if found.course is None or found.unit.kind not in LEAF_KINDS:
        return ""
    left = found.memberships.filter(has_started=False)
    names = [each.member.full_name for each in left[:MOST_REMINDED]]
    number = len(names) if len(names) < MOST_REMINDED else left.count()
    return reminder(found.unit.label, found.course.title, names, number, settings.BASE_URL + reverse("rosters:login"))


def _classes(found: _NotCompleted) -> list[dict[str, Any]]:
    """Of a school or branch, how many each class still has to remind, with the way to them."""
    if found.course is None or not holds_classes(found.unit):
        return []
    numbers = found.memberships.order_by().values("unit_id").annotate(n=Count("pk")).values_list("unit_id", "n")
    left = dict(numbers)
    units = Unit.objects.filter(pk__in=left).order_by("path")
    return [{"unit": unit, "number": left[unit.pk]} for unit in units]


def _how_far(membership: Membership, lessons: int) -> str:
    if not membership.has_started:  # type: ignore[attr-defined]
        return _("chưa bắt đầu")
    done = membership.lessons_done  # type: ignore[attr-defined]
    if not done:
        return _("đã bắt đầu, chưa xong bài nào")
    return ngettext("đã xong %(n)s trên %(all)s bài", "đã xong %(n)s trên %(all)s bài", done) % {"n": done, "all": lessons}
