"""A roster on its way in, page by page: upload, look at the plan, answer, confirm, undo."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from rosters import permissions
from rosters.database.bulk_writes import in_ranges
from rosters.fields.roster_fields import label_of, show_value
from rosters.files.errors import UnreadableFile
from rosters.importing.plan.matching import NEW_PERSON
from rosters.importing.plan.rows import ACTIONS, PlanRow, may_apply
from rosters.importing.recognise.doubts import Doubt
from rosters.importing.run.annotating import annotated_workbook
from rosters.importing.run.kept_people import kept_people
from rosters.importing.run.plan_chunks import chunks_with, rows_of_page
from rosters.importing.run.progress import percent_done
from rosters.importing.run.undoing import who_stays
from rosters.models import Membership, RosterImport
from rosters.numbers import number
from rosters.pages.forms import CLOSE_REASONS, RosterUploadForm
from rosters.pages.frame import XLSX, admin_page, attachment, unit_crumbs
from rosters.pages.staff_log import log_action
from rosters.pages.units import cards_of
from rosters.tasks import begin_reading, begin_undoing, begin_writing

ROWS_A_PAGE = 100
ACTION_LABELS = {
    "refuse": "Cần sửa",
    "ask": "Cần trả lời",
    "create": "Thêm mới",
    "change": "Thay đổi",
    "move": "Chuyển đơn vị",
    "request": "Gửi yêu cầu",
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
def import_cards(request: HttpRequest, pk: int) -> HttpResponse:
    """The login cards of those whom an import made, as they are placed now: nobody else needs a new card."""
    roster_import = visible_import(request, pk)
    if not permissions.has_permission(request.user, permissions.PRINT_CARDS, roster_import.unit):
        raise PermissionDenied
    made = in_ranges(roster_import.written.get("members", []), "member_id")
    places = Membership.objects.open().under(roster_import.unit).filter(made)
    return cards_of(request, roster_import.unit, places, back_to=reverse("roster_plan", args=[pk]))


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What each row of the file will do, before anything is written; afterwards, what it did."""
    roster_import = visible_import(request, pk)
    if roster_import.is_running:
        context: dict[str, Any] = {
            "roster_import": roster_import,
            "unit": roster_import.unit,
            "percent": percent_done(roster_import.pk),
        }
        response = _page(request, roster_import, "rosters/admin/plan_running.html", context)
        # The page comes again by itself, without JavaScript.
        response["Refresh"] = "2"
        return response
    if roster_import.status == Status.UNREADABLE:
        if roster_import.reading.get("no_header"):
            return redirect("roster_columns", roster_import.pk)
        return _page(
            request,
            roster_import,
            "rosters/admin/plan_unreadable.html",
            {"roster_import": roster_import, "unit": roster_import.unit},
        )
    return _page(request, roster_import, "rosters/admin/plan.html", _plan_context(request, roster_import))


def summary_of(roster_import: RosterImport) -> str:
    """What the import does or did, in a few words: thêm 3, chuyển 1, giữ nguyên 40."""
    parts = [
        ("create", _("thêm")), ("change", _("thay đổi")), ("move", _("chuyển")), ("request", _("gửi yêu cầu")), ("close", _("ra trường")),
        ("unchanged", _("giữ nguyên")), ("skip", _("bỏ qua")),
    ]  # fmt: skip
    if roster_import.missing_reason:
        parts.append(("missing", _("cho thôi")))
    shown = [f"{word} {number(roster_import.counts[name])}" for name, word in parts if roster_import.counts.get(name)]
    return ", ".join(shown)


def _box(roster_import: RosterImport, counts: dict[str, int]) -> str:
    """The template of the box above the rows: what the organizer can do with this import now."""
    answered = {Status.APPLIED: "applied", Status.UNDONE: "undone", Status.OUTDATED: "outdated"}.get(
        Status(roster_import.status)
    )
    if answered is None:
        if counts["refuse"]:
            answered = "refused"
        elif counts["ask"]:
            answered = "asking"
        elif counts.get("doubts"):
            answered = "doubtful"
        else:
            answered = "confirm" if may_apply(counts, closing=True) else "unchanged"
    return f"rosters/admin/plan/{answered}.html"


def _page(request: HttpRequest, roster_import: RosterImport, template: str, context: dict[str, Any]) -> HttpResponse:
    titles = {Status.APPLIED: _("Danh sách đã nhập"), Status.UNDONE: _("Lần nhập đã hoàn tác")}
    title = titles.get(Status(roster_import.status), _("Xem trước danh sách"))
    return admin_page(request, template, title, "upload", unit_crumbs(request.user, roster_import.unit), context)


def _plan_context(request: HttpRequest, roster_import: RosterImport) -> dict[str, Any]:
    counts = dict.fromkeys(("rows", *ACTIONS), 0) | roster_import.counts
    first = next((action for action in ("refuse", "ask") if counts[action] and roster_import.status == Status.PLANNED), "")
    action = request.GET.get("xem", first)
    action = action if action in ACTION_LABELS else ""
    total = counts[action] if action else counts["rows"] + counts["missing"]
    page = Paginator(range(total), ROWS_A_PAGE).get_page(request.GET.get("p"))
    rows = rows_of_page(roster_import, action, ROWS_A_PAGE * (page.number - 1), ROWS_A_PAGE)
    planned = roster_import.status == Status.PLANNED
    return {
        "roster_import": roster_import,
        "unit": roster_import.unit,
        "counts": counts,
        "tabs": [(name, label, counts[name]) for name, label in ACTION_LABELS.items()],
        "action": action,
        "page": page,
        "rows": [_shown(row) for row in rows],
        "asks": planned and any(row.candidates for row in rows),
        "reading": roster_import.reading,
        "doubts": _doubts_shown(roster_import) if planned else [],
        "people": _people_shown(roster_import.reading.get("people", [])) if planned else [],
        "summary": summary_of(roster_import),
        "box": _box(roster_import, counts),
        "stay": _who_stays(roster_import),
        "only_missing": planned and not may_apply(counts) and may_apply(counts, closing=True),
        "reasons": CLOSE_REASONS,
        "several_sheets": len({row.sheet for row in rows if row.sheet}) > 1,
        "from_file": roster_import.source == RosterImport.Source.FILE,
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
    if row.action == "skip" and row.unit_name:
        label = _("Bỏ qua, ghi hai lần")
    candidates = [
        (each.code, each.full_name, show_value("birth_date", each.birth_date), each.unit_name) for each in row.candidates
    ]
    return {"row": row, "label": label, "changes": changes, "about": " · ".join(filter(None, about)), "candidates": candidates}


def _who_stays(roster_import: RosterImport) -> list[str]:
    """Where an undo of the whole was refused: those who stay, with why, when the rest is undone."""
    refused = roster_import.status == Status.APPLIED and roster_import.problem
    return who_stays(roster_import, kept_people(roster_import)) if refused else []


MOST_UNITS_SHOWN = 80


def _doubts_shown(roster_import: RosterImport) -> list[Doubt]:
    """The questions about a file; of somebody added by hand, none that the form has answered."""
    doubts = [Doubt.from_json(each) for each in roster_import.reading.get("doubts", [])]
    by_hand = roster_import.source == RosterImport.Source.HAND
    return [doubt for doubt in doubts if not (by_hand and doubt.code == "name_only")]


def _people_shown(people: list[list[Any]]) -> list[list[Any]]:
    """(class or chapter, people now, people after): at most MOST_UNITS_SHOWN of them."""
    return people[:MOST_UNITS_SHOWN]


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps the answer to a doubt about the file, or takes it back, and plans the file again."""
    roster_import = visible_import(request, pk)
    if roster_import.status != Status.PLANNED:
        return redirect("roster_plan", pk)
    asked = {each["code"]: each["choices"] for each in roster_import.reading.get("doubts", [])}
    code, choice = request.POST.get("ma", ""), request.POST.get("chon", "")
    if code not in asked or choice not in [*asked[code], ""]:
        return redirect("roster_plan", pk)
    roster_import.answers.pop(code, None)
    if choice:
        roster_import.answers[code] = choice
    roster_import.save(update_fields=["answers"])
    return plan_again(request, roster_import)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps who the uncertain rows are, and plans the file again."""
    roster_import = visible_import(request, pk)
    if roster_import.status != Status.PLANNED:
        return redirect("roster_plan", pk)
    asked = {row.key: {each.code for each in row.candidates} for rows in chunks_with(roster_import, ["ask"]) for row in rows}
    answers = {
        key: request.POST[f"ai:{key}"] for key, codes in asked.items() if request.POST.get(f"ai:{key}") in codes | {NEW_PERSON}
    }
    if not answers:
        messages.error(request, _("Chưa chọn câu trả lời nào. Chọn một người ở mỗi dòng rồi bấm lại."))
        return redirect("roster_plan", pk)
    roster_import.decisions |= answers
    roster_import.save(update_fields=["decisions"])
    return plan_again(request, roster_import)


def plan_again(request: HttpRequest, roster_import: RosterImport) -> HttpResponse:
    """Reads and plans the kept file once more, and shows the plan."""
    begin_reading(RosterImport.objects.get(pk=roster_import.pk))
    return redirect("roster_plan", roster_import.pk)


@require_POST
def replan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plans a file anew against the roster of now, where the plan that was shown is out of date."""
    roster_import = visible_import(request, pk)
    if roster_import.status not in (Status.OUTDATED, Status.PLANNED) or roster_import.source != RosterImport.Source.FILE:
        return redirect("roster_plan", pk)
    if not RosterImport.objects.exclude(content=b"").filter(pk=pk).exists():
        messages.warning(request, _("Tệp này không còn được giữ. Hãy tải tệp lên lại."))
        return redirect("roster_import", roster_import.unit.code)
    return plan_again(request, roster_import)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes the plan, all of it or nothing. Pressing twice writes once."""
    roster_import = visible_import(request, pk)
    reason = request.POST.get("thieu", "")
    if reason and "dong_y" not in request.POST:
        text = _("Bạn chọn cho thôi những người không có trong tệp. Xem số người, đánh dấu ô “Tôi đã xem” rồi bấm lại.")
        messages.error(request, text)
        return redirect("roster_plan", pk)
    if not begin_writing(roster_import, reason if reason in dict(CLOSE_REASONS) else ""):
        if any(roster_import.counts.get(each) for each in ("refuse", "ask", "doubts")):
            messages.error(request, _("Danh sách còn dòng cần sửa hoặc trả lời, chưa thể nhập."))
        return redirect("roster_plan", pk)
    log_action(request.user, "import_confirmed", roster_import)
    roster_import.refresh_from_db(fields=["status", "counts", "missing_reason"])
    if roster_import.status == Status.OUTDATED:
        text = _("Danh sách trong hệ thống vừa thay đổi sau khi bạn xem. Chưa có gì được ghi; hãy xem lại bản mới.")
        messages.warning(request, text)
    elif roster_import.status == Status.APPLIED:
        messages.success(request, _("Đã nhập xong: %(done)s.") % {"done": summary_of(roster_import)})
    return redirect("roster_plan", pk)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a whole import back, if nothing was built on it; or the rest, without those who must stay."""
    roster_import = visible_import(request, pk)
    if begin_undoing(roster_import, keeps="giu" in request.POST):
        log_action(request.user, "import_undone", roster_import)
        roster_import.refresh_from_db(fields=["status", "problem"])
        if roster_import.status == Status.UNDONE and roster_import.problem:
            messages.success(request, _("Đã hoàn tác phần còn lại. %(kept)s") % {"kept": roster_import.problem})
        elif roster_import.status == Status.UNDONE:
            messages.success(request, _("Đã hoàn tác. Danh sách trở lại như trước lần nhập này."))
        elif roster_import.problem:
            messages.error(
                request, _("Không hoàn tác được: %(problem)s Chưa có gì thay đổi.") % {"problem": roster_import.problem}
            )
    return redirect("roster_plan", pk)


@require_safe
def annotated(request: HttpRequest, pk: int) -> HttpResponse:
    """The organizer's own workbook with the bad cells marked and explained."""
    visible_import(request, pk)
    roster_import = RosterImport.objects.get(pk=pk)
    if not roster_import.content:
        raise Http404
    try:
        content = annotated_workbook(roster_import)
    except UnreadableFile as error:
        raise Http404 from error
    stem = roster_import.file_name.rpartition(".")[0] or "danh-sach"
    return attachment(content, f"{stem}-can-sua-{dt.date.today():%d-%m}.xlsx", XLSX)
