"""Results of quizzes on a unit's pages: the quizzes, who did what at one of them, and how its questions work."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from participation.figures.crumbs import figure_crumbs
from participation.figures.filter import two_days
from participation.figures.selection import Selection, read_selection
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import versions_of
from quizzes.bank.models import Quiz
from quizzes.results.attempts_of_unit import (
    MOST_ATTEMPTS,
    Result,
    TooMany,
    Which,
    attempts_of,
    chosen,
    quizzes_of,
    results_of,
    taken_in,
)
from quizzes.results.picture import Point, points_of
from quizzes.results.question_figures import QuizTable, table_of
from rosters import permissions
from rosters.files.workbooks import Row, write_tables
from rosters.models import Member, Membership, Unit
from rosters.pages.filters import choice, filter_form
from rosters.pages.frame import XLSX, admin_page, attachment, visible_unit

CSV = "text/csv; charset=utf-8"
WHICH = {
    Which.BEST: gettext_lazy("Lượt cao điểm nhất của mỗi người"),
    Which.FIRST: gettext_lazy("Lượt đầu của mỗi người"),
    Which.LAST: gettext_lazy("Lượt cuối của mỗi người"),
    Which.ALL: gettext_lazy("Mọi lượt"),
}


@dataclass(frozen=True)
class Asked:
    """What a page is about."""

    unit: Unit
    selection: Selection
    quiz: Quiz
    attempts: list[Attempt]


def asked_of(request: HttpRequest, code: str, quiz: int, permission: str, member: Member | None = None) -> Asked:
    """Raises Http404 for a quiz that is not there, TooMany for more attempts than can be looked at."""
    here = visible_unit(request, code, permission)
    selection = read_selection(request.GET, timezone.localdate())
    own = Quiz.objects.filter(pk=quiz).first()
    if own is None:
        raise Http404
    return Asked(here, selection, own, attempts_of(here, selection.period, own, member))


def _asked_together(request: HttpRequest, here: Unit, quiz: int) -> Asked:
    """The same of a page that reads no attempts: however many there are."""
    own = Quiz.objects.filter(pk=quiz).first()
    if own is None:
        raise Http404
    return Asked(here, read_selection(request.GET, timezone.localdate()), own, [])


def query_of(selection: Selection) -> str:
    return f"tu={selection.period.first.isoformat()}&den={selection.period.last.isoformat()}"


@require_safe
def unit_quizzes(request: HttpRequest, code: str) -> HttpResponse:
    """The quizzes that a unit handed in in a period."""
    here = visible_unit(request, code, permissions.VIEW_FIGURES)
    selection = read_selection(request.GET, timezone.localdate())
    context: dict[str, Any] = frame_of(here, selection)
    try:
        context["quizzes"] = quizzes_of(attempts_of(here, selection.period))
    except TooMany:
        context["too_many"] = True
    crumbs = figure_crumbs(request.user, here, with_self=True)
    return admin_page(request, "quizzes/admin/unit_quizzes.html", _("Kết quả bài kiểm tra"), "form", crumbs, context)


def frame_of(here: Unit, selection: Selection) -> dict[str, Any]:
    return {
        "unit": here,
        "selection": selection,
        "filter": two_days(selection),
        "query": query_of(selection),
        "most": MOST_ATTEMPTS,
    }


@require_safe
def quiz_learners(request: HttpRequest, code: str, quiz: int) -> HttpResponse:
    """Who did what at a quiz, and who did not try it; as a page, or as a file for a mark book."""
    here = visible_unit(request, code, permissions.VIEW_MEMBERS)
    try:
        asked = asked_of(request, code, quiz, permissions.VIEW_MEMBERS)
    except TooMany:
        return too_many(request, code, permissions.VIEW_MEMBERS)
    results = results_of(asked.attempts, asked.quiz.grading)
    places = list(_places(here, request.user))
    rows = [(place, results.get(place.member_id)) for place in places]
    form = request.GET.get("tep", "")
    if form in ("xlsx", "csv"):
        return _as_file(asked, rows, form)
    there = {place.member_id for place in places}
    context = frame_of(here, asked.selection) | {
        "quiz": asked.quiz,
        "rows": [row for row in rows if row[1]],
        "not_tried": [place for place, result in rows if result is None],
        "elsewhere": len(set(results) - there),
        "grading": asked.quiz.get_grading_display(),
    }
    return admin_page(
        request, "quizzes/admin/quiz_learners.html", _("Ai làm bài thế nào"), "list-ul", crumbs_of(request, asked), context
    )


def _places(here: Unit, user: Any) -> Any:
    """The members of the unit and of those below it, each once, in the order of class lists, whom `user` may see."""
    seen = Member.objects.visible_to(user)
    return Membership.objects.open().under(here).filter(member__in=seen).as_class_lists()


def crumbs_of(request: HttpRequest, asked: Asked) -> list[tuple[str, str]]:
    above = figure_crumbs(request.user, asked.unit, with_self=True)
    return [
        *above,
        (f"{reverse('unit_quizzes', args=[asked.unit.code])}?{query_of(asked.selection)}", _("Kết quả bài kiểm tra")),
    ]


def too_many(request: HttpRequest, code: str, permission: str) -> HttpResponse:
    """Says that there are more attempts than can be looked at, and what to do."""
    here = visible_unit(request, code, permission)
    selection = read_selection(request.GET, timezone.localdate())
    context = frame_of(here, selection) | {"too_many": True}
    crumbs = figure_crumbs(request.user, here, with_self=True)
    return admin_page(request, "quizzes/admin/unit_quizzes.html", _("Kết quả bài kiểm tra"), "form", crumbs, context)


HEADERS = (
    gettext_lazy("Mã thành viên"), gettext_lazy("Họ và tên"), gettext_lazy("Đơn vị"), gettext_lazy("Số lượt"),
    gettext_lazy("Điểm được tính (thang 10)"), gettext_lazy("Điểm cao nhất (thang 10)"), gettext_lazy("Đạt"),
    gettext_lazy("Nộp lần cuối"), gettext_lazy("Số giây lần cuối"),
)  # fmt: skip


def _as_file(asked: Asked, rows: Sequence[tuple[Any, Result | None]], form: str) -> HttpResponse:
    """The same as XLSX or CSV; marks of ten, as mark books have them."""
    table = [_file_row(place, result) for place, result in rows]
    headers = [str(header) for header in HEADERS]
    name = f"{asked.quiz.title} - {asked.unit.label}"[:120]
    if form == "xlsx":
        return attachment(write_tables(headers, [(asked.unit.label, table)]), f"{name}.xlsx", XLSX)
    out = io.StringIO()
    # With the mark by which Excel knows Unicode.
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(headers)
    writer.writerows([["" if value is None else _safe(value) for value in row] for row in table])
    return attachment(out.getvalue().encode(), f"{name}.csv", CSV)


def _safe(value: str | int | float) -> str | int | float:
    """No text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value


def _file_row(place: Any, result: Result | None) -> Row:
    who: Row = [place.member.code, place.member.full_name, place.unit.label]
    if result is None:
        return [*who, 0, None, None, None, None, None]
    at = timezone.localtime(result.last_at)
    return [
        *who,
        len(result.scores),
        round(float(result.counts) / 10, 2),
        round(float(result.best) / 10, 2),
        _("Đạt") if result.passed else _("Chưa đạt"),
        f"{at:%d/%m/%Y %H:%M}",
        result.seconds,
    ]


@require_safe
def quiz_questions(request: HttpRequest, code: str, quiz: int) -> HttpResponse:
    """How well the questions of a quiz work."""
    here = visible_unit(request, code, permissions.VIEW_FIGURES)
    asked = _asked_together(request, here, quiz)
    which = which_of(request)
    attempts = chosen(taken_in(here, asked.selection.period, asked.quiz), which)
    versions = {version.pk: version for version in versions_of({pk for each in attempts for pk in each.layout.versions})}
    by_version = request.GET.get("phien-ban") == "tung"
    table = table_of(attempts, versions, by_version=by_version)
    context = frame_of(here, asked.selection) | {
        "filter": which_filter(asked.selection, which, by_version=by_version),
        "quiz": asked.quiz,
        "table": table,
        "picture": _picture(table),
        "sees_members": permissions.has_permission(request.user, permissions.VIEW_MEMBERS, here),
        "query_of_which": f"{query_of(asked.selection)}&luot={which}",
        "learners_url": f"{reverse('quiz_learners', args=[here.code, asked.quiz.pk])}?{query_of(asked.selection)}",
    }
    title = _("Câu hỏi có tốt không")
    return admin_page(request, "quizzes/admin/quiz_questions.html", title, "help", crumbs_of(request, asked), context)


def which_of(request: HttpRequest) -> Which:
    """Which attempts of each learner are asked for; the first, where nothing is said."""
    return Which(request.GET["luot"]) if request.GET.get("luot") in list(Which) else Which.FIRST


def which_filter(selection: Selection, which: Which, *, by_version: bool | None = None) -> forms.Form:
    """Two days, and which attempts of each learner."""
    days = two_days(selection)
    fields = {name: (field, days.initial.get(name)) for name, field in days.fields.items()}
    if by_version is not None:
        choices = [("", _("Gộp các phiên bản của một câu")), ("tung", _("Từng phiên bản"))]
        fields["phien-ban"] = (choice(_("Phiên bản"), choices), "tung" if by_version else "")
    return filter_form(fields | {"luot": (choice(_("Lượt nào"), list(WHICH.items())), which)})


def _picture(table: QuizTable) -> list[Point]:
    return points_of([(row.number, row.figures.facility, row.figures.discrimination) for row in table.questions])


def register_button(user: Any, unit: Any, query: str) -> list[tuple[str, str, str]]:
    """The way here from a unit's figures."""
    if not permissions.has_permission(user, permissions.VIEW_FIGURES, unit):
        return []
    return [(f"{reverse('unit_quizzes', args=[unit.code])}?{query}", _("Kết quả bài kiểm tra"), "form")]
