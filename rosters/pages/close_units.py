"""Closing a unit that is there no more, or making it part of another; and opening it again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from rosters import permissions
from rosters.models import Member, Unit, UnitClosing
from rosters.numbers import number
from rosters.pages.forms import CloseUnitForm
from rosters.pages.frame import admin_page, unit_crumbs, visible_unit
from rosters.pages.staff_log import log_action
from rosters.people.closing_units import CannotClose, close_unit, open_again
from rosters.units import LEAF_KINDS


def permission_to_close(unit: Unit) -> str:
    """What it takes to close `unit`: a class or chapter is closed by who looks after what is above it."""
    return permissions.CLOSE_UNITS if unit.kind in LEAF_KINDS else permissions.MANAGE_UNITS


def may_close(user: Any, unit: Unit) -> bool:
    return unit.depth > 1 and permissions.has_permission(user, permission_to_close(unit), unit)


def joinable_units(user: Any, unit: Unit) -> QuerySet:
    """The open units of its kind beside `unit`, of which it may become a part."""
    above = unit.get_parent()
    if above is None:
        return Unit.objects.none()
    beside = Unit.objects.directly_below(above).open().filter(kind=unit.kind).exclude(pk=unit.pk)
    return beside.visible_to(user)


def close(request: HttpRequest, code: str) -> HttpResponse:
    """Says what closing does and to how many, asks where they go, and does it."""
    here = visible_unit(request, code, permissions.CLOSE_UNITS)
    if not may_close(request.user, here):
        raise PermissionDenied
    if here.closed_on:
        messages.error(request, _("%(unit)s đã đóng từ trước.") % {"unit": here.label})
        return redirect("roster_unit", here.code)
    people = Member.objects.under(here).count()
    form = CloseUnitForm(
        request.POST if request.method == "POST" else None, joinable=joinable_units(request.user, here), people=people
    )
    if request.method == "POST" and form.is_valid() and _closed(request, here, form, people):
        return redirect("roster_unit", here.code)
    units = [] if here.kind in LEAF_KINDS else list(Unit.objects.directly_below(here).open())
    context = {"form": form, "unit": here, "people": people, "units": units}
    status = 422 if form.errors else 200
    crumbs = unit_crumbs(request.user, here)
    return admin_page(request, "rosters/admin/close_unit.html", _("Đóng đơn vị"), "lock", crumbs, context, status)


def _closed(request: HttpRequest, here: Unit, form: CloseUnitForm, people: int) -> bool:
    """Whether the unit is closed now; if not, the form tells why."""
    into, reason = form.cleaned_data["into"], form.cleaned_data["reason"]
    try:
        close_unit(here, into=into, reason=reason, user=request.user, day=timezone.localdate())
    except CannotClose as problem:
        form.add_error("into", str(problem))
        return False
    log_action(request.user, "unit_joined" if into else "unit_closed", here)
    text = _("Đã đóng %(unit)s từ hôm nay. %(n)s người rời đơn vị; nhầm thì bấm “Mở lại”.")
    if not people:
        text = _("Đã đóng %(unit)s từ hôm nay, đơn vị không có ai; nhầm thì bấm “Mở lại”.")
    elif into:
        text = _("Đã gộp %(unit)s vào %(into)s từ hôm nay. %(n)s người đã sang đó; nhầm thì bấm “Mở lại”.")
    messages.success(request, text % {"unit": here.label, "into": into.label if into else "", "n": number(people)})
    return True


@require_POST
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """The unit is there again, with those whom closing it had sent away."""
    here = visible_unit(request, code, permissions.CLOSE_UNITS)
    if not may_close(request.user, here):
        raise PermissionDenied
    try:
        found = open_again(here, timezone.localdate())
    except CannotClose as problem:
        messages.error(request, str(problem))
        return redirect("roster_unit", here.code)
    log_action(request.user, "unit_opened_again", here)
    text = _("Đã mở lại %(unit)s. %(back)s người trở lại từ hôm nay.")
    if not found.back and not found.elsewhere:
        text = _("Đã mở lại %(unit)s từ hôm nay.")
    elif found.elsewhere:
        text = _("Đã mở lại %(unit)s. %(back)s người trở lại từ hôm nay; %(elsewhere)s người nay ở nơi khác nên giữ nguyên.")
    shown = {"unit": here.label, "back": number(found.back), "elsewhere": number(found.elsewhere)}
    messages.success(request, text % shown)
    return redirect("roster_unit", here.code)


def closing_of(unit: Unit) -> UnitClosing | None:
    """How the unit was closed, if it is closed and can be opened again by itself."""
    if unit.closed_on is None:
        return None
    return unit.closings.filter(opened_again_at=None).select_related("into").order_by("-pk").first()
