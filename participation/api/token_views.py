"""Keys of the API in Wagtail's admin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from participation.api.models import ApiToken
from participation.api.tokens import make_token, revoke
from participation.figures.crumbs import figure_crumbs
from rosters import permissions
from rosters.pages.frame import admin_page, visible_unit
from rosters.pages.staff_log import log_action


def api_tokens(request: HttpRequest, code: str) -> HttpResponse:
    """The keys of a unit; a new one is shown once, when it is made."""
    here = visible_unit(request, code, permissions.VIEW_FIGURES)
    text, problem = "", ""
    if request.method == "POST":
        name = request.POST.get("ten", "").strip()[:120]
        if name:
            token, text = make_token(here, name, request.user)
            log_action(request.user, "api_key_made", token)
        else:
            problem = _("Ghi tên hệ thống sẽ dùng khóa này, ví dụ “Kho dữ liệu của Sở”.")
    crumbs = figure_crumbs(request.user, here, with_self=True)
    context = {
        "unit": here,
        "tokens": here.api_tokens.filter(revoked_at=None).select_related("created_by"),
        "text": text,
        "problem": problem,
        "address": request.build_absolute_uri(reverse("api:openapi-json")),
    }
    status = 422 if problem else 200
    return admin_page(request, "participation/admin/api_tokens.html", _("Khóa API"), "key", crumbs, context, status)


@require_POST
def revoke_api_token(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Takes a key back."""
    here = visible_unit(request, code, permissions.VIEW_FIGURES)
    token = get_object_or_404(ApiToken, unit=here, pk=pk)
    revoke(token)
    log_action(request.user, "api_key_revoked", token)
    messages.success(request, _("Đã thu hồi khóa “%(name)s”.") % {"name": token.name})
    return redirect("figures_api_tokens", here.code)
