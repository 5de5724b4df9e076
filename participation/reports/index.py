"""The reports of a unit, as Wagtail lists things."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from participation.figures.crumbs import figure_crumbs
from participation.ledger.models import Activity
from participation.reports.models import PeriodicReport, ReportSchedule
from rosters import permissions
from rosters.numbers import number
from rosters.pages.list_columns import ListColumn
from rosters.pages.unit_index import UnitIndexView

SIGNED, UNSIGNED = "signed", "unsigned"


def state_of(report: PeriodicReport) -> str:
    """Whether the report is signed, and since when."""
    if report.signed_at is None:
        return _t("Chưa chốt")
    return _t("Đã chốt ngày %(day)s") % {"day": f"{report.signed_at:%d/%m/%Y}"}


class ReportFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Tình trạng"), choices=[(SIGNED, _("Đã chốt")), (UNSIGNED, _("Chưa chốt"))], method="of_state"
    )
    course = django_filters.ModelChoiceFilter(
        label=_("Khóa học"), queryset=Activity.objects.filter(kind=Activity.Kind.COURSE), null_label=_("Tất cả khóa học")
    )

    class Meta:
        model = PeriodicReport
        fields: list[str] = []

    def of_state(self, reports: QuerySet, _name: str, state: str) -> QuerySet:
        return reports.filter(signed_at__isnull=state == UNSIGNED)


class ReportIndex(UnitIndexView):
    """The reports of a unit, the latest first, and by which schedule they are made."""

    model = PeriodicReport
    needed_permission = permissions.VIEW_FIGURES
    crumbs_of = staticmethod(figure_crumbs)
    page_title = _("Báo cáo định kỳ")
    header_icon = "doc-full"
    index_url_name = "figures_reports"
    index_results_url_name = "figures_reports_results"
    template_name = "participation/admin/reports.html"
    filterset_class = ReportFilterSet
    default_ordering = "-first"
    empty_message = _("Chưa có báo cáo nào. Chọn kỳ trên trang số liệu rồi bấm “Lập báo cáo kỳ này”.")
    list_display = [
        ListColumn(
            "period", _("Kỳ báo cáo"), lambda report: f"{report.first:%d/%m/%Y}–{report.last:%d/%m/%Y}",
            link=lambda report: reverse("figures_report", args=[report.pk]), css="main", sort_key="first",
        ),
        ListColumn("course", _("Khóa học"), lambda report: report.course.title if report.course else _t("Tất cả")),
        ListColumn("people", _("Người tham gia"), lambda report: number(report.figures["total"]["people"]), css="num"),
        ListColumn("turns", _("Lượt"), lambda report: number(report.figures["total"]["turns"]), css="num"),
        ListColumn("state", _("Tình trạng"), state_of, sort_key="signed_at"),
    ]  # fmt: skip

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("course", "signed_by")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        schedule = ReportSchedule.objects.filter(unit=self.unit).first()
        return super().get_context_data(*args, **kwargs) | {
            "every": schedule.every if schedule else "",
            "schedules": ReportSchedule.Every,
            "may_replace": permissions.has_permission(self.request.user, permissions.REPLACE_REPORT_TEMPLATES),
        }
