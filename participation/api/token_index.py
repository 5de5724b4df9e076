"""Keys of the API in Wagtail's admin."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from participation.api.models import ApiToken
from participation.api.tokens import make_token, revoke
from participation.figures.crumbs import figure_crumbs
from participation.figures.unit_figures import unit_figures
from participation.rules.periods import week_of
from rosters import permissions
from rosters.pages.frame import visible_unit
from rosters.pages.list_columns import ActionColumn, ListColumn
from rosters.pages.staff_log import log_action
from rosters.pages.unit_index import UnitIndexView


class ApiTokenIndex(UnitIndexView):
    """The keys of a unit that open something, and a form for a new one, which is shown once, when it is made."""

    model = ApiToken
    needed_permission = permissions.VIEW_FIGURES
    crumbs_of = staticmethod(figure_crumbs)
    page_title = _("Khóa API")
    header_icon = "key"
    index_url_name = "figures_api_tokens"
    index_results_url_name = "figures_api_tokens_results"
    template_name = "participation/admin/api_tokens.html"
    search_fields = ["name"]
    default_ordering = "-created_at"
    empty_message = _("Chưa có khóa nào.")
    list_display = [
        ListColumn("name", _("Hệ thống"), lambda token: token.name, css="main", sort_key="name"),
        ListColumn("created_by", _("Người tạo"), lambda token: token.created_by),
        ListColumn(
            "created_at", _("Ngày tạo"), lambda token: f"{timezone.localtime(token.created_at):%d/%m/%Y}",
            sort_key="created_at",
        ),
        ListColumn(
            "last_used_on", _("Dùng gần nhất"),
            lambda token: f"{token.last_used_on:%d/%m/%Y}" if token.last_used_on else None, sort_key="last_used_on",
        ),
        ActionColumn(_("Việc"), "participation/admin/parts/revoke_api_token.html"),
    ]  # fmt: skip
    text = problem = ""

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().filter(revoked_at=None).select_related("created_by", "unit")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Makes a key for the system whose name is given."""
        name = request.POST.get("ten", "").strip()[:120]
        if not name:
            self.problem = _t("Ghi tên hệ thống sẽ dùng khóa này, ví dụ “Kho dữ liệu của Sở”.")
            return self.shown(422)
        if unit_figures(self.unit, week_of(timezone.localdate())).roster < settings.SMALLEST_PUBLIC_GROUP:
            problem = _t("Đơn vị dưới %(n)s người không cấp khóa: số liệu của vài người là số liệu của từng người.")
            self.problem = problem % {"n": settings.SMALLEST_PUBLIC_GROUP}
            return self.shown(422)
        token, self.text = make_token(self.unit, name, request.user)
        log_action(request.user, "api_key_made", token)
        return self.shown()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        address = self.request.build_absolute_uri(reverse("api:openapi-json"))
        own = {"text": self.text, "problem": self.problem, "address": address}
        return super().get_context_data(*args, **kwargs) | own


@require_POST
def revoke_api_token(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Takes a key back."""
    here = visible_unit(request, code, permissions.VIEW_FIGURES)
    token = get_object_or_404(ApiToken, unit=here, pk=pk)
    revoke(token)
    log_action(request.user, "api_key_revoked", token)
    messages.success(request, _t("Đã thu hồi khóa “%(name)s”.") % {"name": token.name})
    return redirect("figures_api_tokens", here.code)
