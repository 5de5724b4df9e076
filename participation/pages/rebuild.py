"""Rebuilding the statistics from Wagtail's admin: begun with a button, shown with a bar, left and come back to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from participation.statistics.models import Rebuild
from participation.statistics.rebuild.rebuilding import running
from participation.tasks import begin_rebuild, last_rebuild, rebuild_waits
from rosters.pages.frame import admin_page


@require_safe
def rebuild(request: HttpRequest) -> HttpResponse:
    """How far the count is that is under way, or what one would do."""
    found = Rebuild.objects.first()
    alive = running(timezone.now()) is not None
    waits = not alive and rebuild_waits()
    context = {"rebuild": found, "is_alive": alive, "waits": waits, "last": last_rebuild()}
    response = admin_page(request, "participation/admin/rebuild.html", _("Đếm lại số liệu"), "rotate", [], context)
    if alive or waits:
        # The page comes again by itself, without JavaScript.
        response["Refresh"] = "5"
    return response


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Lets the worker rebuild everything."""
    begin_rebuild()
    messages.success(request, _("Đã giao việc đếm lại. Trang này cho biết đã đến đâu; số liệu vẫn xem được trong lúc đếm."))
    return redirect("figures_rebuild")
