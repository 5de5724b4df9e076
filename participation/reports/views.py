"""Periodic reports in Wagtail's admin."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from participation.figures.as_xlsx import report_workbook
from participation.figures.crumbs import figure_crumbs
from participation.figures.selection import read_selection
from participation.reports.document import with_symbol
from participation.reports.making import (
    AlreadySigned,
    change_texts,
    changes_since,
    count_anew,
    discard,
    document_of,
    docx_of,
    make_report,
    sign,
)
from participation.reports.models import PeriodicReport, ReportSchedule
from participation.reports.pdf import render_pdf
from rosters import permissions
from rosters.names import clean_text, fold
from rosters.pages.frame import DOCX, XLSX, admin_page, attachment, visible_unit
from rosters.pages.staff_log import log_action

FILES = {
    "docx": (docx_of, DOCX),
    "pdf": (lambda report: render_pdf(document_of(report)), "application/pdf"),
    "xlsx": (lambda report: report_workbook(report.figures, report.unit.label, report.unit.code), XLSX),
}


class ReportForm(forms.ModelForm):
    """The texts of a report. Its figures cannot be typed."""

    class Meta:
        model = PeriodicReport
        fields = [
            "superior_body", "issuing_body", "number", "place", "signer_title", "signer_name", "recipients", "basis",
            "remarks", "directions", "proposals",
        ]  # fmt: skip
        widgets = {name: forms.Textarea({"rows": 3}) for name in ("recipients", "remarks", "directions", "proposals")}

    def clean(self) -> dict[str, Any]:
        """Without the signs that cannot stand in a Word file, which come with texts copied out of one."""
        cleaned = super().clean() or {}
        if number := cleaned.get("number"):
            cleaned["number"] = with_symbol(number, self.instance.number)
        return {
            name: "\n".join(map(clean_text, text.splitlines())) if name in self.Meta.widgets else clean_text(text)
            for name, text in cleaned.items()
        }


def visible_report(request: HttpRequest, pk: int) -> PeriodicReport:
    """A report of a unit that the user looks after. Raises Http404 or PermissionDenied."""
    reports = PeriodicReport.objects.visible_to(request.user).select_related("unit", "course", "signed_by")
    return get_object_or_404(reports, pk=pk)


@require_POST
def schedule_reports(request: HttpRequest, code: str) -> HttpResponse:
    """Has reports made by themselves every week or month, or no longer."""
    here = visible_unit(request, code, permissions.VIEW_FIGURES)
    every = request.POST.get("lich", "")
    if every in ReportSchedule.Every.values:
        ReportSchedule.objects.update_or_create(unit=here, defaults={"every": every})
    else:
        ReportSchedule.objects.filter(unit=here).delete()
    messages.success(request, _("Đã lưu lịch lập báo cáo."))
    return redirect("figures_reports", here.code)


@require_POST
def new_report(request: HttpRequest, code: str) -> HttpResponse:
    """Makes a report of the period that is shown."""
    here = visible_unit(request, code, permissions.VIEW_FIGURES)
    selection = read_selection(request.GET, timezone.localdate())
    if selection.period.first > timezone.localdate():
        text = _("Kỳ này bắt đầu ngày %(first)s, chưa có gì để báo cáo. Chọn kỳ khác rồi lập báo cáo.")
        messages.error(request, text % {"first": f"{selection.period.first:%d/%m/%Y}"})
        return redirect(f"{reverse('figures_unit', args=[here.code])}?{request.GET.urlencode()}")
    made = make_report(here, selection.period, selection.course, request.user)
    return redirect("figures_report", made.pk)


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its texts, its figures, what has changed since, and its files."""
    found = visible_report(request, pk)
    form = ReportForm(request.POST or None, instance=found)
    if request.method == "POST":
        if found.signed_at:
            return _refused(request, found, _("Báo cáo đã chốt nên không đổi được nữa."))
        if form.is_valid():
            try:
                change_texts(found, form.cleaned_data)
            except AlreadySigned as error:
                return _refused(request, found, str(error))
            messages.success(request, _("Đã lưu báo cáo."))
            # With what is being written, so that nothing of it is lost.
            return _act(request, found) if request.POST.get("viec") else redirect("figures_report", found.pk)
    crumbs = [
        *figure_crumbs(request.user, found.unit, with_self=True),
        (reverse("figures_reports", args=[found.unit.code]), _("Báo cáo định kỳ")),
    ]
    context = {
        "report": found,
        "form": form,
        "changes": changes_since(found),
        "figures": found.figures,
        "is_over": found.last < timezone.localdate(),
        "may_replace": permissions.has_permission(request.user, permissions.REPLACE_REPORT_TEMPLATES),
    }
    status = 422 if form.errors else 200
    return admin_page(request, "participation/admin/report.html", _("Báo cáo"), "doc-full", crumbs, context, status)


@require_POST
def report_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts anew, signs or discards a report that is not signed yet."""
    return _act(request, visible_report(request, pk))


def _act(request: HttpRequest, found: PeriodicReport) -> HttpResponse:
    action = request.POST.get("viec", "")
    try:
        if action == "tinh-lai":
            count_anew(found)
            messages.success(request, _("Đã lấy số liệu mới nhất."))
        elif action == "ky":
            return _signed(request, found)
        elif action == "bo":
            log_action(request.user, "report_removed", found)
            discard(found)
            messages.success(request, _("Đã bỏ báo cáo."))
            return redirect("figures_reports", found.unit.code)
    except AlreadySigned as error:
        return _refused(request, found, str(error))
    return redirect("figures_report", found.pk)


def _signed(request: HttpRequest, found: PeriodicReport) -> HttpResponse:
    """Signs, for whoever knows it when the period is not over yet."""
    if found.last >= timezone.localdate() and "chua-het" not in request.POST:
        text = _("Kỳ báo cáo còn đến hết ngày %(last)s, số liệu còn tăng. Đợi hết kỳ, hoặc đánh dấu vào ô xác nhận rồi ký.")
        return _refused(request, found, text % {"last": f"{found.last:%d/%m/%Y}"})
    if not found.signer_name:
        return _refused(request, found, _("Chưa ghi họ tên người ký. Ghi vào ô “Họ tên người ký”, rồi chốt."))
    try:
        sign(found, request.user)
    except AlreadySigned as error:
        return _refused(request, found, str(error))
    log_action(request.user, "report_signed", found)
    messages.success(request, _("Đã chốt. Số liệu của báo cáo này sẽ không đổi nữa."))
    return redirect("figures_report", found.pk)


def _refused(request: HttpRequest, found: PeriodicReport, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("figures_report", found.pk)


@require_safe
def report_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The report as DOCX or PDF, or its tables as XLSX, with the figures that it keeps."""
    if form not in FILES:
        raise Http404
    found = visible_report(request, pk)
    unit = fold(found.unit.code).replace(" ", "-")
    name = f"bao-cao-{unit}-{found.first:%Y%m%d}-{found.last:%Y%m%d}.{form}"
    render, kind = FILES[form]
    return attachment(render(found), name, kind)
