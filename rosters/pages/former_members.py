"""Those who left a unit: seen, and taken back where that was a mistake or they return."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from rosters import permissions
from rosters.models import Membership
from rosters.numbers import number
from rosters.pages.frame import admin_page, ticked_keys, unit_crumbs, visible_unit
from rosters.pages.staff_log import log_action
from rosters.people.members import take_back
from rosters.people.place_requests import ask_for, must_be_asked_for

ROWS_A_PAGE = 100


def former_members(request: HttpRequest, code: str) -> HttpResponse:
    """Who left the unit and is in none now, the latest first; those who are ticked are taken back."""
    here = visible_unit(request, code, permissions.IMPORT_ROSTER)
    former = Membership.objects.former(here)
    if request.method == "POST":
        return _take_back(request, code, former)
    page = Paginator(former, ROWS_A_PAGE).get_page(request.GET.get("p"))
    context: dict[str, Any] = {"unit": here, "page": page, "places": list(page)}
    return admin_page(
        request, "rosters/admin/former_members.html", _("Đã rời đơn vị"), "history", unit_crumbs(request.user, here), context
    )


def _take_back(request: HttpRequest, code: str, former: Any) -> HttpResponse:
    places = list(former.filter(pk__in=ticked_keys(request)))
    if not places:
        messages.error(request, _("Chưa chọn ai. Đánh dấu những người cần nhận lại rồi bấm lại."))
        return redirect("roster_former", code)
    done = asked = 0
    for place in places:
        if must_be_asked_for(place, request.user, timezone.localdate()):
            # Whoever left here may be somebody else's pupil by now.
            ask_for(place.member, place.unit, request.user)
            log_action(request.user, "place_requested", place.member)
            asked += 1
        elif take_back(place, timezone.localdate()):
            log_action(request.user, "member_taken_back", place.member)
            done += 1
    if asked:
        text = _(
            "%(n)s người nay do nơi khác phụ trách: đã gửi yêu cầu, họ trở lại khi nơi ấy đồng ý (mục Yêu cầu nhận người)."
        )
        messages.success(request, text % {"n": number(asked)})
    if asked and not done:
        return redirect("roster_former", code)
    if not done:
        messages.error(request, _("Không nhận lại được ai: họ đã ở đơn vị khác, hoặc đơn vị này đã đóng."))
        return redirect("roster_former", code)
    messages.success(request, _("Đã nhận lại %(n)s người từ hôm nay. Thẻ cũ của họ dùng lại được.") % {"n": number(done)})
    return redirect("roster_former", code)
