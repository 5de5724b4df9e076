"""The rosters that were imported at a unit, and the form that takes another."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from rosters import permissions
from rosters.files.reading import PASTED
from rosters.importing.plan.rows import may_apply
from rosters.importing.run.drafting import receive
from rosters.models import RosterImport
from rosters.numbers import number
from rosters.pages.forms import RosterUploadForm
from rosters.pages.list_columns import ListColumn
from rosters.pages.unit_index import UnitIndexView
from rosters.tasks import begin_reading

Status = RosterImport.Status


def state_of(roster_import: RosterImport) -> str:
    """The status as people need it: an upload that cannot be confirmed waits for nothing."""
    if roster_import.status == Status.PLANNED and roster_import.counts.get("refuse"):
        return _t("Còn dòng cần sửa")
    if roster_import.status == Status.PLANNED and roster_import.counts.get("ask"):
        return _t("Còn dòng cần trả lời")
    if roster_import.status == Status.PLANNED and roster_import.counts.get("doubts"):
        return _t("Còn câu hỏi chưa trả lời")
    if roster_import.status == Status.PLANNED and not may_apply(roster_import.counts, closing=True):
        return _t("Không có gì thay đổi")
    return roster_import.get_status_display()


def _rows(roster_import: RosterImport) -> str | None:
    return number(roster_import.counts["rows"]) if roster_import.counts else None


class ImportFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("Trạng thái"), choices=Status.choices)

    class Meta:
        model = RosterImport
        fields = ["status"]


class ImportIndex(UnitIndexView):
    """Takes a roster file or pasted cells, and goes on to the plan; nothing is written to the roster. Below, earlier ones."""

    model = RosterImport
    needed_permission = permissions.IMPORT_ROSTER
    page_title = _("Nhập danh sách")
    header_icon = "upload"
    index_url_name = "roster_import"
    index_results_url_name = "roster_imports_results"
    template_name = "rosters/admin/upload.html"
    filterset_class = ImportFilterSet
    search_fields = ["file_name"]
    default_ordering = "-created_at"
    paginate_by = 10
    empty_message = _("Chưa có lần nhập nào.")
    list_display = [
        ListColumn(
            "file_name", _("Tệp"), lambda roster_import: roster_import.file_name,
            link=lambda roster_import: reverse("roster_plan", args=[roster_import.pk]), css="main", sort_key="file_name",
        ),
        ListColumn("created_at", _("Lúc"), lambda roster_import: f"{timezone.localtime(roster_import.created_at):%H:%M %d/%m/%Y}",
                   sort_key="created_at"),
        ListColumn("user", _("Người nhập"), lambda roster_import: roster_import.user),
        ListColumn("status", _("Trạng thái"), state_of, sort_key="status"),
        ListColumn("rows", _("Số dòng"), _rows, css="num"),
    ]  # fmt: skip
    form: RosterUploadForm | None = None

    def get_base_queryset(self) -> QuerySet:
        return self.unit.roster_imports.select_related("user").without_content()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = RosterUploadForm(request.POST, request.FILES)
        if not self.form.is_valid():
            return self.shown(422)
        roster_import = receive(request.user, self.unit, *self.form.name_and_content(PASTED))
        begin_reading(roster_import)
        roster_import.refresh_from_db(fields=["status", "problem", "reading"])
        if roster_import.status != Status.UNREADABLE or roster_import.reading.get("no_header"):
            return redirect("roster_plan", roster_import.pk)
        self.form.add_error("file" if self.form.cleaned_data["file"] else "cells", roster_import.problem)
        roster_import.delete()
        return self.shown(422)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"form": self.form or RosterUploadForm()}
