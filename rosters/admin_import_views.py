"""A roster on its way in, page by page: upload, look at the plan, confirm."""

import datetime as dt
from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from rosters import permissions
from rosters.admin_forms import RosterUploadForm
from rosters.admin_pages import admin_page, unit_crumbs, visible_unit
from rosters.admin_views import may_import_here
from rosters.importing.applying import PlanOutdated, apply_import, keep_plan, make_plan
from rosters.importing.planning import FIELD_LABELS, Plan, PlanRow, show_value
from rosters.importing.reading import LARGEST_FILE, UnreadableFile
from rosters.models import RosterImport

ROWS_A_PAGE = 100
ACTION_LABELS = {
    "refuse": "Cần sửa",
    "create": "Thêm mới",
    "change": "Thay đổi",
    "move": "Chuyển đơn vị",
    "unchanged": "Giữ nguyên",
    "skip": "Bỏ qua, chưa có chi đoàn",
}


def upload(request: HttpRequest, code: str) -> HttpResponse:
    """Takes a roster file, plans it, and goes on to the plan. Nothing is written to the roster."""
    here = visible_unit(request, code, permissions.IMPORT_ROSTER)
    if not may_import_here(here):
        raise Http404
    form = RosterUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > LARGEST_FILE:
                raise UnreadableFile(_("Tệp lớn hơn 20 MB. Hãy xóa hình ảnh trong tệp hoặc chia danh sách thành nhiều tệp."))
            content = file.read()
            plan = make_plan(request.user, here, file.name, content)
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            kept = keep_plan(request.user, here, file.name, content, plan)
            return redirect("roster_plan", kept.pk)
    imports = here.roster_imports.select_related("user").defer("content", "plan")[:10]
    context = {"unit": here, "form": form, "imports": imports}
    status = 422 if form.errors else 200
    return admin_page(
        request, "rosters/admin/upload.html", _("Nhập danh sách"), "upload", unit_crumbs(request.user, here), context, status
    )


def _visible_import(request: HttpRequest, pk: int) -> RosterImport:
    """The import with `pk`, for those who may import at its unit. Raises Http404 or PermissionDenied."""
    if not permissions.has_permission(request.user, permissions.IMPORT_ROSTER):
        raise PermissionDenied
    found = get_object_or_404(RosterImport.objects.select_related("unit", "user").defer("content"), pk=pk)
    if not permissions.has_permission(request.user, permissions.IMPORT_ROSTER, found.unit):
        raise Http404
    return found


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What each row of the file will do, before anything is written; afterwards, what it did."""
    kept = _visible_import(request, pk)
    shown = Plan.from_json(kept.plan)
    counts = shown.counts()
    action = request.GET.get("xem", "refuse" if counts["refuse"] else "")
    rows = [row for row in shown.rows if not action or row.action == action]
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("p"))
    context: dict[str, Any] = {
        "kept": kept,
        "unit": kept.unit,
        "counts": counts,
        "tabs": [(name, label, counts[name]) for name, label in ACTION_LABELS.items()],
        "action": action,
        "page": page,
        "rows": [
            {"row": row, "label": _label(row), "changes": _changes(row), "about": _about(row)} for row in page.object_list
        ],
        "new_units": shown.new_units,
        "used_columns": shown.used_columns,
        "unused_columns": shown.unused_columns,
        "passed_over": shown.passed_over,
        "skipped_sheets": shown.skipped_sheets,
        "may_apply": shown.may_apply() and kept.status == RosterImport.Status.PLANNED,
        "nothing_to_do": not counts["refuse"] and counts["unchanged"] + counts["skip"] == counts["rows"],
        "several_sheets": len(Counter(row.sheet for row in shown.rows)) > 1,
        "form": RosterUploadForm(),
    }
    return admin_page(
        request, "rosters/admin/plan.html", _("Xem trước danh sách"), "upload", unit_crumbs(request.user, kept.unit), context
    )


def _label(row: PlanRow) -> str:
    """What will be done; somebody who was in no unit of this tree is not moved but placed."""
    if row.action == "move" and not row.changes[-1].old:
        return _("Xếp vào đơn vị")
    return ACTION_LABELS[row.action]


def _about(row: PlanRow) -> str:
    """Birth date and sex as they were read, so that a misread date is seen before it is written."""
    born = row.values.get("birth_date")
    shown = [show_value("birth_date", dt.date.fromisoformat(born)) if born else "", show_value("sex", row.values.get("sex"))]
    return " · ".join(filter(None, shown))


def _changes(row: Any) -> list[tuple[str, str, str]]:
    return [(FIELD_LABELS[change.field], change.old or "–", change.new or "–") for change in row.changes]


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes the plan, all of it or nothing. Pressing twice writes once."""
    kept = _visible_import(request, pk)
    if not Plan.from_json(kept.plan).may_apply():
        messages.error(request, _("Danh sách còn dòng cần sửa, chưa thể nhập."))
        return redirect("roster_plan", pk)
    try:
        counts = apply_import(kept, request.user)
    except PlanOutdated:
        messages.warning(
            request,
            _(
                "Danh sách trong hệ thống vừa thay đổi sau khi bạn xem. Chưa có gì được ghi; hãy tải tệp lên lại để xem bản mới."
            ),
        )
        return redirect("roster_plan", pk)
    text = _("Đã nhập xong: thêm %(create)s, thay đổi %(change)s, chuyển %(move)s, giữ nguyên %(unchanged)s.")
    messages.success(request, text % counts)
    return redirect("roster_plan", pk)
