"""Grading anew in the admin: choose, look, confirm; and the log, from which it is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from lessons.certificates.models import Certificate
from lessons.regrading.forms import ReasonForm, RegradingForm
from lessons.regrading.tasks import begin, begin_undoing
from quizzes.attempts.presenting import regraded_by
from quizzes.bank.models import Question
from quizzes.regrading.applying import is_last
from quizzes.regrading.changes import Change, changes_of, digest_of, is_as_seen
from quizzes.regrading.models import RegradedAttempt, Regrading
from rosters.files.workbooks import Row, write_tables
from rosters.models import Member, Membership
from rosters.pages.frame import XLSX, Crumb, admin_page, attachment

MOST_SHOWN = 200


@dataclass(frozen=True)
class ChangedResult:
    """A line of the preview or of the log: whose result it is, where they are today, and what changes or did."""

    member: Member
    unit: str
    change: Change | RegradedAttempt


@require_http_methods(["GET", "HEAD", "POST"])
def regrade_question(request: HttpRequest, question: int) -> HttpResponse:
    """What to choose; once it is chosen, whose result changes and how; once that is confirmed, it is done."""
    own = get_object_or_404(Question.objects.select_related("version"), pk=question, version__isnull=False)
    form = RegradingForm(own, request.GET if "rule" in request.GET else None)
    context: dict[str, Any] = {"question": own, "form": form, "regradings": _log(own)}
    if form.is_bound and form.is_valid():
        chosen = form.regrading()
        changes = changes_of(own, dict.fromkeys(chosen.version_ids, regraded_by(chosen)))
        if request.GET.get("tep") == "xlsx":
            return _as_file(own, changes)
        digest = digest_of(changes, timezone.now())
        reason = ReasonForm(request.POST if request.method == "POST" else None, initial={"digest": digest})
        if request.method == "POST" and reason.is_valid() and changes:
            if is_as_seen(changes, seen := reason.cleaned_data["digest"]):
                return _begun(request, chosen, reason.cleaned_data["reason"], seen)
            messages.warning(request, _("Kết quả đã đổi sau khi bạn mở trang này. Xem lại bảng dưới đây rồi bấm lần nữa."))
            reason = ReasonForm(initial={"digest": digest, "reason": reason.cleaned_data["reason"]})
        context |= _preview(changes) | {"reason": reason, "query": request.GET.urlencode()}
    return admin_page(request, "lessons/admin/regrade.html", _("Chấm lại bài đã nộp"), "rotate", _crumbs(own), context)


def _begun(request: HttpRequest, chosen: Regrading, reason: str, digest: str) -> HttpResponse:
    chosen.reason, chosen.made_by = reason, request.user  # type: ignore[assignment]
    chosen.save()
    begin(chosen, digest)
    return redirect("regrading", chosen.pk)


def _preview(changes: Sequence[Change]) -> dict[str, Any]:
    lost = [change for change in changes if change.passed_before and not change.passed_after]
    gained = sum(change.passed_after and not change.passed_before for change in changes)
    shown = sorted(changes, key=lambda each: (each.passed_before == each.passed_after, each.attempt.pk))[:MOST_SHOWN]
    return {
        "is_previewed": True,
        "number": len(changes),
        "higher": sum(change.after > change.before for change in changes),
        "lower": sum(change.after < change.before for change in changes),
        "gained": gained,
        "lost": len(lost),
        "certificates": _certificates(lost),
        "rows": _rows(shown),
        "more": max(0, len(changes) - MOST_SHOWN),
    }


def _certificates(lost: Sequence[Change]) -> int:
    """How many hold a certificate of the course in which they would not pass any more."""
    courses = {change.attempt.activity_id for change in lost}
    valid = Certificate.objects.valid().filter(member__among=sorted({change.attempt.member_id for change in lost}))
    return valid.filter(course__children__children__in=courses).distinct().count()


def _rows(changes: Sequence[Change] | Sequence[RegradedAttempt]) -> list[ChangedResult]:
    members, units = _people({each.attempt.member_id for each in changes})
    return [ChangedResult(members[each.attempt.member_id], units.get(each.attempt.member_id, ""), each) for each in changes]


def _people(ids: set[int]) -> tuple[dict[int, Member], dict[int, str]]:
    """Them, and the units they are in today."""
    units: dict[int, str] = {}
    for place in Membership.objects.open().filter(member__among=sorted(ids)).select_related("unit").order_by("tree"):
        units.setdefault(place.member_id, place.unit.label)
    return {member.pk: member for member in Member.objects.filter(pk__among=sorted(ids))}, units


def _as_file(question: Question, changes: Sequence[Change]) -> HttpResponse:
    headers = [
        _("Mã thành viên"), _("Họ và tên"), _("Đơn vị"), _("Bài kiểm tra"), _("Điểm trước (%)"), _("Điểm sau (%)"), _("Trước"), _("Sau"),
    ]  # fmt: skip
    table: list[Row] = [
        [
            row.member.code, row.member.full_name, row.unit, each.attempt.quiz.title, round(float(each.score_before), 2),
            round(float(each.score_after), 2), _passed(is_passed=each.passed_before), _passed(is_passed=each.passed_after),
        ]
        for each, row in zip(changes, _rows(changes), strict=True)
    ]  # fmt: skip
    return attachment(write_tables(headers, [(_("Chấm lại"), table)]), f"Chấm lại câu {question.pk}.xlsx", XLSX)


def _passed(*, is_passed: bool) -> str:
    return _("Đạt") if is_passed else _("Chưa đạt")


def _log(question: Question) -> list[Regrading]:
    return list(question.regradings.select_related("made_by", "undone_by", "corrected"))


@require_safe
def regrading(request: HttpRequest, pk: int) -> HttpResponse:
    """One regrading: what was done, by whom, why, and whose result it changed."""
    found = get_object_or_404(Regrading.objects.select_related("question", "made_by", "undone_by", "corrected"), pk=pk)
    logged = found.attempts.select_related("attempt__quiz").order_by("pk")
    shown = list(logged[:MOST_SHOWN])
    number = logged.count()
    numbers = found.question.versions.filter(pk__in=found.version_ids).order_by("number").values_list("number", flat=True)
    again = reverse("regrade_question", args=[found.question_id])
    context = {
        "regrading": found,
        "versions": ", ".join(map(str, numbers)),
        "rows": _rows(shown),
        "number": number,
        "gained": logged.filter(passed_before=False, passed_after=True).count(),
        "lost": logged.filter(passed_before=True, passed_after=False).count(),
        "more": number - len(shown),
        "may_undo": found.status == Regrading.Status.APPLIED and is_last(found),
        "again_url": again,
    }
    crumbs = [*_crumbs(found.question), (again, _("Chấm lại bài đã nộp"))]
    title = found.get_status_display()
    response = admin_page(request, "lessons/admin/regrading.html", title, "rotate", crumbs, context)
    if found.status in (Regrading.Status.WAITING, Regrading.Status.UNDOING):
        # The page comes again by itself, without JavaScript.
        response["Refresh"] = "5"
    return response


@require_POST
def undo_regrading(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes it back."""
    found = get_object_or_404(Regrading, pk=pk)
    if not is_last(found):
        messages.error(request, _("Phiên bản này đã được chấm lại lần nữa sau đó. Hãy hoàn tác lần chấm lại mới nhất trước."))
    else:
        begin_undoing(found, request.user)
    return redirect("regrading", pk)


def _crumbs(question: Question) -> list[Crumb]:
    edit = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    return [(reverse("wagtailsnippets_quizzes_question:list"), _("Ngân hàng câu hỏi")), (edit, str(question)[:60])]
