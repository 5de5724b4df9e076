"""The Word templates of reports in Wagtail's admin: an administrator looks at them, replaces them, takes them back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from participation.reports.models import PeriodicReport, ReportTemplate
from participation.reports.word_templates import LARGEST, VARIABLES, TemplateProblem, check, sample
from rosters.pages.frame import DOCX, admin_page, attachment
from rosters.pages.staff_log import log_action


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """Each layout with its template, and what a template may name."""
    own = {each.layout: each for each in ReportTemplate.objects.select_related("uploaded_by").defer("content")}
    layouts = [{"layout": value, "label": label, "own": own.get(value)} for value, label in PeriodicReport.Layout.choices]
    context = {"layouts": layouts, "variables": VARIABLES.items()}
    return admin_page(request, "participation/admin/report_templates.html", _("Mẫu báo cáo"), "doc-full", [], context)


@require_safe
def template_file(request: HttpRequest, layout: str) -> HttpResponse:
    """The template in use, or with ?mau-goc the sample that looks like the built-in layout."""
    if layout not in PeriodicReport.Layout.values:
        raise Http404
    own = None if "mau-goc" in request.GET else ReportTemplate.objects.filter(layout=layout).first()
    content = bytes(own.content) if own else sample(layout)
    return attachment(content, own.file_name if own else f"mau-bao-cao-{layout}.docx", DOCX)


@require_POST
def replace_template(request: HttpRequest, layout: str) -> HttpResponse:
    """Takes a template in use when it can be filled in; or goes back to the built-in one."""
    if layout not in PeriodicReport.Layout.values:
        raise Http404
    if request.POST.get("viec") == "bo":
        for template in ReportTemplate.objects.filter(layout=layout):
            log_action(request.user, "template_taken_back", template)
            template.delete()
        messages.success(request, _("Đã trở về mẫu có sẵn."))
        return redirect("figures_report_templates")
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Chưa chọn tệp. Chọn tệp Word (.docx) rồi bấm lại."))
        return redirect("figures_report_templates")
    content = file.read(LARGEST + 1)
    try:
        check(content)
    except TemplateProblem as problem:
        messages.error(request, str(problem))
        return redirect("figures_report_templates")
    values = {"file_name": (file.name or "mau.docx")[:200], "content": content, "uploaded_by": request.user}
    template, _made = ReportTemplate.objects.update_or_create(layout=layout, defaults=values)
    log_action(request.user, "template_replaced", template)
    messages.success(
        request, _("Đã dùng mẫu “%(name)s”. Báo cáo tải Word từ nay theo mẫu này.") % {"name": values["file_name"]}
    )
    return redirect("figures_report_templates")
