"""Who looks after a unit: the list, appointing, dismissing. For those who look after the units above."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from rosters import permissions
from rosters.models import Organizer
from rosters.organizers import appoint, dismiss
from rosters.pages.forms import OrganizerForm
from rosters.pages.list_columns import ActionColumn, ListColumn
from rosters.pages.staff_log import log_action
from rosters.pages.unit_index import UnitIndexView


class OrganizerIndex(UnitIndexView):
    """Who looks after the unit, and a form to appoint another."""

    model = Organizer
    needed_permission = permissions.APPOINT_ORGANIZERS
    page_title = _("Người phụ trách")
    header_icon = "user"
    index_url_name = "roster_organizers"
    index_results_url_name = "roster_organizers_results"
    template_name = "rosters/admin/organizers.html"
    search_fields = ["user__last_name", "user__first_name", "user__username"]
    default_ordering = "appointed_at"
    empty_message = _("Chưa có ai phụ trách đơn vị này.")
    list_display = [
        ListColumn("user", _("Họ và tên"), lambda role: role.user, css="main", sort_key="user__first_name"),
        ListColumn("username", _("Tên đăng nhập"), lambda role: role.user.username, sort_key="user__username"),
        ListColumn(
            "appointed_at", _("Từ ngày"), lambda role: f"{timezone.localtime(role.appointed_at):%d/%m/%Y}",
            sort_key="appointed_at",
        ),
        ActionColumn(_("Việc"), "rosters/admin/parts/dismiss_organizer.html"),
    ]  # fmt: skip
    form: OrganizerForm | None = None

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("user")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Makes the account that is named an organizer of the unit."""
        self.form = OrganizerForm(request.POST, appointer=request.user)
        if not self.form.is_valid():
            return self.shown(422)
        is_reset = bool(self.form.user and self.form.cleaned_data.get("password"))
        role = appoint(self.form.account(), self.unit)
        log_action(request.user, "password_reset" if is_reset else "organizer_appointed", self.unit)
        text = _t("%(name)s phụ trách %(unit)s và có mật khẩu mới.") if is_reset else _t("Đã giao %(unit)s cho %(name)s.")
        messages.success(request, text % {"unit": self.unit.label, "name": str(role.user)})
        return redirect("roster_organizers", self.unit.code)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"form": self.form or OrganizerForm()}


@require_POST
def organizer_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a role away."""
    role = get_object_or_404(Organizer.objects.select_related("unit", "user"), pk=pk)
    if not permissions.has_permission(request.user, permissions.APPOINT_ORGANIZERS, role.unit):
        raise Http404
    dismiss(role)
    log_action(request.user, "organizer_dismissed", role.unit)
    text = _t("%(name)s không còn phụ trách %(unit)s. Nhầm thì giao lại ở khung bên dưới, tên đăng nhập %(username)s.")
    messages.success(request, text % {"name": str(role.user), "unit": role.unit.label, "username": role.user.username})
    return redirect("roster_organizers", role.unit.code)
