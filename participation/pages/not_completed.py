"""Who has not completed a course yet, by name, for those entitled: on the page and as a file to remind them."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from participation.figures.crumbs import figure_crumbs
from participation.figures.selection import read_selection
from participation.figures.unit_figures import not_completed as members_not_completed
from participation.ledger.models import Activity
from rosters import permissions
from rosters.files.workbooks import write_table
from rosters.models import Membership, Unit
from rosters.pages.filters import choice, filter_form
from rosters.pages.frame import XLSX, admin_page, attachment, visible_unit
from rosters.querysets import MembershipQuerySet

MEMBERS_A_PAGE = 100
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
    rows: list[list[str | int | float | None]] = [
        [each.member.full_name, each.member.code, each.unit.label, _how_far(each, found.lessons)] for each in found.memberships
    ]
    name = f"chua-hoan-thanh-{found.unit.code}-{timezone.localdate():%Y%m%d}.xlsx"
    return attachment(write_table(headers, rows, found.course.title), name, XLSX)


def _how_far(membership: Membership, lessons: int) -> str:
    if not membership.has_started:  # type: ignore[attr-defined]
        return _("chưa bắt đầu")
    done = membership.lessons_done  # type: ignore[attr-defined]
    if not done:
        return _("đã bắt đầu, chưa xong bài nào")
    return ngettext("đã xong %(n)s trên %(all)s bài", "đã xong %(n)s trên %(all)s bài", done) % {"n": done, "all": lessons}
