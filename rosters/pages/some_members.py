"""What is done with the members ticked on a unit's page: cards, another class, leaving."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from rosters import permissions
from rosters.models import Membership, Unit
from rosters.pages.forms import CLOSE_REASONS
from rosters.pages.frame import admin_page, sister_units, unit_crumbs, visible_unit
from rosters.pages.staff_log import log_action
from rosters.pages.units import cards_response
from rosters.people.members import close_membership, move_membership


@require_POST
def some_members(request: HttpRequest, code: str) -> HttpResponse:
    """Moves, closes or prints cards for the members ticked on a unit's page."""
    here = visible_unit(request, code, permissions.VIEW_MEMBERS)
    ticked = Membership.objects.open().under(here).filter(member__code__in=request.POST.getlist("ma"))
    places = list(ticked.as_class_lists())
    if not places:
        messages.error(request, _("Chưa chọn ai. Đánh dấu những người cần làm rồi bấm lại."))
        return redirect("roster_unit", code)
    action = request.POST.get("viec", "")
    if action == "in-the" and permissions.has_permission(request.user, permissions.PRINT_CARDS, here):
        log_action(request.user, "cards_printed", here)
        return cards_response(here, places, to_sign=False)
    if not permissions.has_permission(request.user, permissions.IMPORT_ROSTER, here):
        raise PermissionDenied
    if action == "chuyen":
        return _move(request, here, places)
    if action == "thoi":
        return _close(request, here, places)
    return redirect("roster_unit", code)


def _ask(request: HttpRequest, here: Unit, places: list[Membership], status: int, **context: Any) -> HttpResponse:
    """The page that names those who were ticked, with what is still to be said about them: nobody is ticked twice."""
    context |= {"unit": here, "places": places, "action": request.POST["viec"]}
    crumbs = unit_crumbs(request.user, here)
    return admin_page(request, "rosters/admin/some_members.html", context["title"], "user", crumbs, context, status)


def _move(request: HttpRequest, here: Unit, places: list[Membership]) -> HttpResponse:
    sisters = sister_units(request.user, here)
    target = next((unit for unit in sisters if unit.code == request.POST.get("den", "")), None)
    if target is None or not permissions.has_permission(request.user, permissions.IMPORT_ROSTER, target):
        field: dict[str, Any] = {"name": "den", "label": _("Chuyển đến"), "empty": _("Chuyển đến…"), "value": ""}
        field["choices"] = [(unit.code, unit.label) for unit in sisters]
        return _ask(
            request, here, places, 422, title=_("Chuyển đi"), what=_("Từ hôm nay những người sau ở nơi bạn chọn."), field=field,
            problem=_("Chưa chọn nơi chuyển đến."), submit=_("Chuyển"),
        )  # fmt: skip
    with transaction.atomic():
        moved = [move_membership(place, target, timezone.localdate()) for place in places]
        log_action(request.user, "members_moved", here)
    if not all(moved):
        messages.error(request, _("%(unit)s vừa được đóng, nên chưa chuyển ai.") % {"unit": target.label})
    else:
        text = _("Đã chuyển %(n)s người sang %(unit)s từ hôm nay.")
        messages.success(request, text % {"n": len(places), "unit": target.label})
    return redirect("roster_unit", here.code)


def _close(request: HttpRequest, here: Unit, places: list[Membership]) -> HttpResponse:
    """Asks once more, by name, before places are ended; then ends them."""
    reason = request.POST.get("ly-do", "")
    is_known = reason in dict(CLOSE_REASONS)
    if not is_known or "chac" not in request.POST:
        field: dict[str, Any] = {"name": "ly-do", "label": _("Lý do"), "empty": _("Không còn ở đây vì…"), "value": reason}
        field["choices"] = CLOSE_REASONS
        what = _(
            "Từ hôm nay những người sau không còn ở đơn vị. Ai không còn ở lớp hay chi đoàn nào thì thẻ không đăng nhập được nữa."
            " Những gì đã học vẫn được tính, và có thể nhận lại ở “Đã rời đơn vị”."
        )
        problem = "" if is_known else _("Chưa chọn lý do. Chọn một lý do rồi bấm lại.")
        return _ask(
            request, here, places, 200 if is_known else 422, title=_("Ghi nhận rời đơn vị"), what=what, field=field,
            problem=problem, submit=_("Đúng, ghi nhận rời đơn vị"),
        )  # fmt: skip
    with transaction.atomic():
        for place in places:
            close_membership(place, reason, timezone.localdate())
        log_action(request.user, "members_closed", here)
    text = _("Đã ghi nhận %(n)s người rời đơn vị từ hôm nay. Nhầm thì mở đơn vị, bấm “Đã rời đơn vị” để nhận lại.")
    messages.success(request, text % {"n": len(places)})
    return redirect("roster_unit", here.code)
