"""Requests for members: those that wait for an answer, and what became of one's own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from rosters.models import Member, PlaceRequest, Unit
from rosters.numbers import number
from rosters.pages.frame import admin_page, ticked_keys
from rosters.pages.staff_log import log_action
from rosters.people.place_requests import accept, refuse

MOST_SHOWN = 500


@require_safe
def place_requests(request: HttpRequest) -> HttpResponse:
    """Who asks for whom, with a tick for each; and the requests that the user sent."""
    waiting = PlaceRequest.objects.for_answer_by(request.user).select_related("member", "unit", "asked_by")
    own = PlaceRequest.objects.filter(asked_by=request.user.pk).select_related("member", "unit", "decided_by")
    context: dict[str, Any] = {
        "waiting": _with_places(list(waiting[:MOST_SHOWN])),
        "own": own[:MOST_SHOWN],
        "in_all": waiting.count(),
    }
    crumbs = [(reverse("roster_units"), _("Đơn vị và danh sách"))]
    return admin_page(request, "rosters/admin/place_requests.html", _("Yêu cầu nhận người"), "group", crumbs, context)


def _with_places(requests: list[PlaceRequest]) -> list[tuple[PlaceRequest, str, str]]:
    """Each with where its member is now, and where they are asked to; a class with its school."""
    members = {each.pk: each for each in Member.objects.filter(pk__in=[each.member_id for each in requests]).with_places()}
    units = [each.unit for each in requests] + [place.unit for each in members.values() for place in each.places]
    above = dict(Unit.objects.filter(path__in={unit.path[: -Unit.steplen] for unit in units}).values_list("path", "name"))

    def full(unit: Unit) -> str:
        return ", ".join(filter(None, (unit.label, above.get(unit.path[: -Unit.steplen], ""))))

    return [
        (each, "; ".join(full(place.unit) for place in members[each.member_id].places), full(each.unit)) for each in requests
    ]


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Accepts or refuses the requests that were ticked. Those of others are left alone."""
    answer, ticked = request.POST.get("viec"), ticked_keys(request)
    found = list(PlaceRequest.objects.for_answer_by(request.user).filter(pk__in=ticked).select_related("unit", "member"))
    if not found or answer not in ("dong-y", "tu-choi"):
        messages.error(request, _("Chưa đánh dấu yêu cầu nào. Đánh dấu rồi bấm lại."))
        return redirect("roster_requests")
    today, done = timezone.localdate(), 0
    for each in found:
        if accept(each, request.user, today) if answer == "dong-y" else refuse(each, request.user):
            log_action(request.user, "place_accepted" if answer == "dong-y" else "place_refused", each.member)
            done += 1
    text = _("Đã đồng ý %(n)s yêu cầu.") if answer == "dong-y" else _("Đã từ chối %(n)s yêu cầu.")
    messages.success(request, text % {"n": number(done)})
    return redirect("roster_requests")
