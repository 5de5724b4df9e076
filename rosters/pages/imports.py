"""A roster on its way in, page by page: upload, look at the plan, answer, confirm, undo."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from rosters import permissions
from rosters.fields.roster_fields import label_of, show_value
from rosters.files.errors import UnreadableFile
from rosters.importing.plan.matching import NEW_PERSON
from rosters.importing.plan.rows import ACTIONS, PlanRow, may_apply
from rosters.importing.run.annotating import annotated_workbook
from rosters.importing.run.plan_chunks import chunks_with, rows_of_page
from rosters.importing.run.progress import percent_done
from rosters.models import RosterImport
from rosters.pages.forms import CLOSE_REASONS, RosterUploadForm
from rosters.pages.frame import XLSX, admin_page, attachment, unit_crumbs
from rosters.pages.staff_log import log_action
from rosters.tasks import begin_reading, begin_undoing, begin_writing

ROWS_A_PAGE = 100
ACTION_LABELS = {
    "refuse": "Cần sửa",
    "ask": "Cần trả lời",
    "create": "Thêm mới",
    "change": "Thay đổi",
    "move": "Chuyển đơn vị",
    "close": "Ra trường",
    "unchanged": "Giữ nguyên",
    "skip": "Bỏ qua, chưa có chi đoàn",
    "missing": "Không có trong tệp",
}
Status = RosterImport.Status


def visible_import(request: HttpRequest, pk: int) -> RosterImport:
    """The import with `pk`, for those who may import at its unit. Raises Http404 or PermissionDenied."""
    found = get_object_or_404(RosterImport.objects.select_related("unit", "user").without_content(), pk=pk)
    if not permissions.has_permission(request.user, permissions.IMPORT_ROSTER, found.unit):
        raise Http404
    return found


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What each row of the file will do, before anything is written; afterwards, what it did."""
    kept = visible_import(request, pk)
    if kept.is_running:
        context: dict[str, Any] = {"kept": kept, "unit": kept.unit, "percent": percent_done(kept.pk)}
        response = _page(request, kept, "rosters/admin/plan_running.html", context)
        # The page comes again by itself, without JavaScript.
        response["Refresh"] = "2"
        return response
    if kept.status == Status.UNREADABLE:
        if kept.reading.get("no_header"):
            return redirect("roster_columns", kept.pk)
        return _page(request, kept, "rosters/admin/plan_unreadable.html", {"kept": kept, "unit": kept.unit})
    return _page(request, kept, "rosters/admin/plan.html", _plan_context(request, kept))


def summary_of(kept: RosterImport) -> str:
    """What the import does or did, in a few words: thêm 3, chuyển 1, giữ nguyên 40."""
    parts = [
        ("create", _("thêm")), ("change", _("thay đổi")), ("move", _("chuyển")), ("close", _("ra trường")),
        ("unchanged", _("giữ nguyên")), ("skip", _("bỏ qua")),
    ]  # fmt: skip
    if kept.missing_reason:
        parts.append(("missing", _("cho thôi")))
    shown = [f"{word} {kept.counts[name]:,}".replace(",", ".") for name, word in parts if kept.counts.get(name)]
    return ", ".join(shown)


def _box(kept: RosterImport, counts: dict[str, int]) -> str:
    """The template of the box above the rows: what the organizer can do with this import now."""
    answered = {Status.APPLIED: "applied", Status.UNDONE: "undone", Status.OUTDATED: "outdated"}.get(Status(kept.status))
    if answered is None:
        if counts["refuse"]:
            answered = "refused"
        elif counts["ask"]:
            answered = "asking"
        else:
            answered = "confirm" if may_apply(counts, closing=True) else "unchanged"
    return f"rosters/admin/plan/{answered}.html"


def _page(request: HttpRequest, kept: RosterImport, template: str, context: dict[str, Any]) -> HttpResponse:
    return admin_page(request, template, _("Xem trước danh sách"), "upload", unit_crumbs(request.user, kept.unit), context)


def _plan_context(request: HttpRequest, kept: RosterImport) -> dict[str, Any]:
    counts = dict.fromkeys(("rows", *ACTIONS), 0) | kept.counts
    first = next((action for action in ("refuse", "ask") if counts[action] and kept.status == Status.PLANNED), "")
    action = request.GET.get("xem", first)
    action = action if action in ACTION_LABELS else ""
    total = counts[action] if action else counts["rows"] + counts["missing"]
    page = Paginator(range(total), ROWS_A_PAGE).get_page(request.GET.get("p"))
    rows = rows_of_page(kept, action, ROWS_A_PAGE * (page.number - 1), ROWS_A_PAGE)
    planned = kept.status == Status.PLANNED
    return {
        "kept": kept,
        "unit": kept.unit,
        "counts": counts,
        "tabs": [(name, label, counts[name]) for name, label in ACTION_LABELS.items()],
        "action": action,
        "page": page,
        "rows": [_shown(row) for row in rows],
        "asks": planned and any(row.candidates for row in rows),
        "reading": kept.reading,
        "summary": summary_of(kept),
        "box": _box(kept, counts),
        "only_missing": planned and not may_apply(counts) and may_apply(counts, closing=True),
        "reasons": CLOSE_REASONS,
        "several_sheets": len({row.sheet for row in rows if row.sheet}) > 1,
        "from_file": kept.source == RosterImport.Source.FILE,
        "form": RosterUploadForm(),
    }


def _shown(row: PlanRow) -> dict[str, Any]:
    """A row ready for the page; with birth date and sex as they were read, so that a misread date is seen in time."""
    about = [show_value("birth_date", row.read.get("birth_date")), show_value("sex", row.read.get("sex"))]
    changes = [
        (label_of(change.field), show_value(change.field, change.old) or "–", show_value(change.field, change.new) or "–")
        for change in row.changes
    ]
    label = ACTION_LABELS[row.action]
    if row.action == "move" and not row.from_unit_id:
        # Somebody who was in no unit of this tree is not moved but placed.
        label = _("Xếp vào đơn vị")
    candidates = [
        (each.code, each.full_name, show_value("birth_date", each.birth_date), each.unit_name) for each in row.candidates
    ]
    return {"row": row, "label": label, "changes": changes, "about": " · ".join(filter(None, about)), "candidates": candidates}


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps who the uncertain rows are, and plans the file again."""
    kept = visible_import(request, pk)
    if kept.status != Status.PLANNED:
        return redirect("roster_plan", pk)
    asked = {row.key: {each.code for each in row.candidates} for rows in chunks_with(kept, ["ask"]) for row in rows}
    answers = {
        key: request.POST[f"ai:{key}"] for key, codes in asked.items() if request.POST.get(f"ai:{key}") in codes | {NEW_PERSON}
    }
    if not answers:
        messages.error(request, _("Chưa chọn câu trả lời nào. Chọn một người ở mỗi dòng rồi bấm lại."))
        return redirect("roster_plan", pk)
    kept.decisions |= answers
    kept.save(update_fields=["decisions"])
    return plan_again(request, kept)


def plan_again(request: HttpRequest, kept: RosterImport) -> HttpResponse:
    """Reads and plans the kept file once more, and shows the plan."""
    begin_reading(RosterImport.objects.get(pk=kept.pk))
    return redirect("roster_plan", kept.pk)


@require_POST
def replan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plans a file anew against the roster of now, where the plan that was shown is out of date."""
    kept = visible_import(request, pk)
    if kept.status not in (Status.OUTDATED, Status.PLANNED) or kept.source != RosterImport.Source.FILE:
        return redirect("roster_plan", pk)
    if not RosterImport.objects.exclude(content=b"").filter(pk=pk).exists():
        messages.warning(request, _("Tệp này không còn được giữ. Hãy tải tệp lên lại."))
        return redirect("roster_import", kept.unit.code)
    return plan_again(request, kept)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes the plan, all of it or nothing. Pressing twice writes once."""
    kept = visible_import(request, pk)
    reason = request.POST.get("thieu", "")
    if not begin_writing(kept, reason if reason in dict(CLOSE_REASONS) else ""):
        if kept.counts.get("refuse") or kept.counts.get("ask"):
            messages.error(request, _("Danh sách còn dòng cần sửa hoặc trả lời, chưa thể nhập."))
        return redirect("roster_plan", pk)
    log_action(request.user, "import_confirmed", kept)
    kept.refresh_from_db(fields=["status", "counts", "missing_reason"])
    if kept.status == Status.OUTDATED:
        text = _("Danh sách trong hệ thống vừa thay đổi sau khi bạn xem. Chưa có gì được ghi; hãy xem lại bản mới.")
        messages.warning(request, text)
    elif kept.status == Status.APPLIED:
        messages.success(request, _("Đã nhập xong: %(done)s.") % {"done": summary_of(kept)})
    return redirect("roster_plan", pk)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a whole import back, if nothing was built on it."""
    kept = visible_import(request, pk)
    if begin_undoing(kept):
        log_action(request.user, "import_undone", kept)
        kept.refresh_from_db(fields=["status", "problem"])
        if kept.status == Status.UNDONE:
            messages.success(request, _("Đã hoàn tác. Danh sách trở lại như trước lần nhập này."))
        elif kept.problem:
            messages.error(request, _("Không hoàn tác được: %(problem)s Chưa có gì thay đổi.") % {"problem": kept.problem})
    return redirect("roster_plan", pk)


@require_safe
def annotated(request: HttpRequest, pk: int) -> HttpResponse:
    """The organizer's own workbook with the bad cells marked and explained."""
    visible_import(request, pk)
    kept = RosterImport.objects.get(pk=pk)
    if not kept.content:
        raise Http404
    try:
        content = annotated_workbook(kept)
    except UnreadableFile as error:
        raise Http404 from error
    stem = kept.file_name.rpartition(".")[0] or "danh-sach"
    return attachment(content, f"{stem}-can-sua-{dt.date.today():%d-%m}.xlsx", XLSX)
