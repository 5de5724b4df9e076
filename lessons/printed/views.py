"""A unit's tests on paper: printed, their sheets downloaded, and their results typed in, looked at and recorded."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from lessons.pages.models import LessonPage
from lessons.printed import papers, recording
from lessons.printed.models import PaperResults, PrintedTest
from lessons.printed.pdf import render_keys, render_papers
from lessons.printed.sheet import read_sheet, write_sheet
from participation.figures.crumbs import figure_crumbs
from rosters import permissions
from rosters.files.errors import UnreadableFile
from rosters.files.reading import LARGEST_FILE, read_sheets
from rosters.models import Unit
from rosters.pages.days import DayField
from rosters.pages.frame import XLSX, Crumb, admin_page, attachment, visible_unit

# The tick that puts right what was recorded with other answers.
CORRECT = "sua"
PDF, SECONDS, MOST_PROBLEMS = "application/pdf", 20, 50


class LessonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_parent().title} › {obj.title}"


class TestForm(forms.Form):
    """Which quiz, in how many versions."""

    lesson = LessonChoice(LessonPage.objects.none(), label=gettext_lazy("Bài kiểm tra của bài học"))
    number = forms.TypedChoiceField(
        label=gettext_lazy("Số mã đề"),
        coerce=int,
        initial=4,
        choices=[(number, number) for number in range(1, papers.MOST_CODES + 1)],
        help_text=gettext_lazy("Mỗi mã đề trộn câu hỏi và phương án theo một thứ tự riêng."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        live = LessonPage.objects.live().filter(quiz__isnull=False).order_by("path")
        self.fields["lesson"].queryset = live  # type: ignore[attr-defined]


class ResultsForm(forms.Form):
    """The sheet that was filled in, and the day of the test."""

    taken_on = DayField(label=gettext_lazy("Ngày làm bài"))
    file = forms.FileField(label=gettext_lazy("Bảng nhập bài làm đã điền"))

    def clean_taken_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["taken_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Ngày làm bài không thể ở sau hôm nay."))
        return day

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("Tệp lớn hơn 20 MB. Chỉ giữ lại bảng nhập bài làm."))
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def printed_tests(request: HttpRequest, code: str) -> HttpResponse:
    """The tests that were printed for a unit, and the form for one more."""
    here = visible_unit(request, code, permissions.PRINT_CARDS)
    form = TestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = papers.make(here, form.cleaned_data["lesson"], form.cleaned_data["number"], request.user)
        except papers.NothingToPrint:
            form.add_error("lesson", _("Bài này không có câu nào hỏi được trên giấy."))
        else:
            return redirect("printed_test", here.code, made.pk)
    tests = PrintedTest.objects.filter(unit=here).select_related("quiz", "made_by")
    context = {"unit": here, "form": form, "tests": tests}
    crumbs = figure_crumbs(request.user, here, with_self=True)
    return admin_page(request, "lessons/admin/printed_tests.html", _("Kiểm tra trên giấy"), "doc-full", crumbs, context)


def _test(request: HttpRequest, code: str, pk: int, permission: str) -> PrintedTest:
    here = visible_unit(request, code, permission)
    return get_object_or_404(PrintedTest.objects.select_related("unit", "quiz", "lesson"), pk=pk, unit=here)


def _crumbs(request: HttpRequest, unit: Unit, test: PrintedTest | None = None) -> list[Crumb]:
    found = [
        *figure_crumbs(request.user, unit, with_self=True),
        (reverse("printed_tests", args=[unit.code]), _("Kiểm tra trên giấy")),
    ]
    return [*found, (reverse("printed_test", args=[unit.code, test.pk]), test.quiz.title)] if test else found


@require_http_methods(["GET", "HEAD", "POST"])
def printed_test(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What to print of a test, and where its results come in. A sheet is read, and nothing recorded before it was looked at."""
    test = _test(request, code, pk, permissions.PRINT_CARDS)
    form = ResultsForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        kept, problems = _read(test, form)
        if not problems:
            made = PaperResults.objects.create(
                test=test,
                taken_on=form.cleaned_data["taken_on"],
                rows=kept,
                uploaded_by=request.user,  # type: ignore[misc]
            )
            return redirect("paper_results", test.unit.code, test.pk, made.pk)
    context = {
        "test": test,
        "unit": test.unit,
        "form": form,
        "problems": problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(problems) - MOST_PROBLEMS),
        "left_out": papers.left_out(test),
        "results": test.results.exclude(recorded_at=None),
    }
    status = 422 if form.errors or problems else 200
    crumbs = _crumbs(request, test.unit)
    return admin_page(request, "lessons/admin/printed_test.html", test.quiz.title, "doc-full", crumbs, context, status)


def _read(test: PrintedTest, form: ResultsForm) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of the file as they are kept, and all that is wrong with it."""
    file = form.cleaned_data["file"]
    try:
        found = read_sheet(read_sheets(file.name, file.read(), SECONDS), papers.papers_of(test))
    except UnreadableFile as error:
        return [], [str(error)]
    kept, problems = recording.matched(test, found.rows)
    problems = found.problems + problems
    if not kept and not problems:
        problems = [_("Bảng chưa có bài làm nào: điền mã đề và câu trả lời ở dòng của từng người.")]
    return kept, problems


@require_safe
def printed_file(request: HttpRequest, code: str, pk: int, what: str) -> HttpResponse:
    """The papers, their key, or the sheet for the answers."""
    test = _test(request, code, pk, permissions.PRINT_CARDS)
    own, title = papers.papers_of(test), test.quiz.title
    if what == "de":
        return attachment(render_papers(title, test.unit.label, own), f"{title} - đề.pdf"[-120:], PDF)
    if what == "dap-an":
        return attachment(render_keys(title, test.unit.label, own), f"{title} - đáp án.pdf"[-120:], PDF)
    if what == "bang-nhap":
        people = [(member.code, member.full_name) for member in recording.members_of(test).values()]
        content = write_sheet(people, max(map(len, own.values())), test.unit.label)
        return attachment(content, f"{title} - bảng nhập.xlsx"[-120:], XLSX)
    raise Http404


def _results(request: HttpRequest, code: str, test: int, pk: int) -> PaperResults:
    found = get_object_or_404(PaperResults, pk=pk, test=_test(request, code, test, permissions.IMPORT_ROSTER))
    found.test = _test(request, code, test, permissions.IMPORT_ROSTER)
    return found


@require_safe
def paper_results(request: HttpRequest, code: str, test: int, pk: int) -> HttpResponse:
    """What was read from a sheet, and what it comes to, before it is recorded; afterwards, that it was."""
    results = _results(request, code, test, pk)
    plan = recording.planned(results)
    others = [each for each in plan if each.state == recording.State.OTHER]
    new = [each for each in plan if each.state == recording.State.NEW]
    context = {
        "results": results,
        "unit": results.test.unit,
        "plan": plan,
        "others": others,
        "new": len(new),
        "passing": sum(each.passes for each in new),
        "same": sum(each.state == recording.State.SAME for each in plan),
        "can_record": bool(new or others) and results.recorded_at is None and results.test.lesson is not None,
        "figures": reverse("quiz_learners", args=[results.test.unit.code, results.test.quiz_id]),
    }
    crumbs = _crumbs(request, results.test.unit, results.test)
    title = _("Xem trước kết quả")
    if results.recorded_at:
        title = _("Đã rút lại kết quả") if results.withdrawn_at else _("Đã ghi kết quả")
    return admin_page(request, "lessons/admin/paper_results.html", title, "list-ul", crumbs, context)


@require_POST
def record_results(request: HttpRequest, code: str, test: int, pk: int) -> HttpResponse:
    """Records what was looked at."""
    results = _results(request, code, test, pk)
    try:
        done = recording.record(results, corrects=CORRECT in request.POST)
    except ValueError:
        messages.error(request, _("Chưa ghi gì: bài học không còn, hoặc nay có bài kiểm tra khác."))
    else:
        if done.new:
            messages.success(request, _("Đã ghi %(number)s bài làm.") % {"number": done.new})
        if done.corrected:
            messages.success(request, _("Đã sửa %(number)s bài làm ghi trước đây.") % {"number": done.corrected})
    return redirect("paper_results", code, test, pk)


@require_POST
def take_back_results(request: HttpRequest, code: str, test: int, pk: int) -> HttpResponse:
    """Takes back what was recorded by mistake."""
    try:
        number = recording.take_back(_results(request, code, test, pk))
    except ValueError:
        messages.error(request, _("Kết quả của bảng này chưa được ghi, hoặc đã rút lại rồi."))
    else:
        messages.success(request, _("Đã rút lại %(number)s bài làm.") % {"number": number})
    return redirect("paper_results", code, test, pk)


def register_button(user: Any, unit: Any, query: str) -> list[tuple[str, str, str]]:
    """The way here from a unit's figures."""
    if not permissions.has_permission(user, permissions.PRINT_CARDS, unit):
        return []
    return [(reverse("printed_tests", args=[unit.code]), _("Kiểm tra trên giấy"), "doc-full")]
