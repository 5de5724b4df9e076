"""Questions from a file or from pasted text into the bank, and out of it, in the admin."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.bank.categories import Category, CategoryField
from quizzes.bank.models import Question
from quizzes.formats.all_formats import FORMATS, WRITTEN, guessed_format
from quizzes.formats.exporting import export_questions
from quizzes.formats.importing import Outcome, import_questions
from quizzes.formats.questions_of_files import UnreadableQuestionFile
from quizzes.kinds import kind_named
from quizzes.pages.rights import PUBLISH
from rosters.pages.frame import XLSX, Crumb, admin_page, attachment

MOST_SHOWN = 100
_TYPES = {
    ".xlsx": XLSX, ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8", ".gift.txt": "text/plain; charset=utf-8",
}  # fmt: skip


class ImportForm(forms.Form):
    """A file or a text, what it is, and where its questions go."""

    file = forms.FileField(label=gettext_lazy("Tệp câu hỏi"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Hoặc dán câu hỏi vào đây"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "Dòng đầu là câu hỏi, mỗi dòng sau là một phương án, dấu * trước phương án đúng. Để một dòng trống giữa hai câu. GIFT và Aiken cũng được."
        ),
    )
    form = forms.ChoiceField(label=gettext_lazy("Định dạng"), required=False)
    category = CategoryField(
        Category.objects.all(),
        label=gettext_lazy("Đặt vào danh mục"),
        required=False,
        empty_label=gettext_lazy("(không có, hoặc như tệp ghi)"),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Xuất bản ngay"),
        required=False,
        help_text=gettext_lazy("Không chọn: các câu là bản nháp để xem lại."),
    )
    only_check = forms.BooleanField(label=gettext_lazy("Chỉ kiểm tra, chưa nhập"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, may_publish: bool) -> None:
        super().__init__(data, files)
        named = [(name, own.label) for name, own in FORMATS.items()]
        self.fields["form"].choices = [("", _("Tự nhận ra")), *named]  # type: ignore[attr-defined]
        if not may_publish:
            del self.fields["publish"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), (cleaned.get("text") or "").strip()
        if bool(file) == bool(text) and not self.errors:
            self.add_error("file", _("Chọn một tệp hoặc dán câu hỏi vào ô bên dưới, một trong hai."))
        return cleaned

    def content(self) -> tuple[bytes, str]:
        """What was given, and its format."""
        cleaned = self.cleaned_data
        content = cleaned["file"].read() if cleaned["file"] else cleaned["text"].encode()
        name = cleaned["file"].name if cleaned["file"] else ""
        return content, cleaned["form"] or guessed_format(content, name)


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """The form; after it was sent, what became of the file, or what is wrong in it."""
    may_publish = request.user.has_perm(PUBLISH)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ImportForm(*data, may_publish=may_publish)
    context: dict[str, Any] = {"form": form, "template_url": reverse("question_template")}
    if request.method == "POST" and form.is_valid():
        context |= _imported(form, request.user, may_publish=may_publish)
    title = _("Nhập câu hỏi")
    status = 422 if form.errors or context.get("refused") else 200
    return admin_page(request, "quizzes/admin/import_questions.html", title, "upload", _crumbs(), context, status)


def _imported(form: ImportForm, user: Any, *, may_publish: bool) -> dict[str, Any]:
    cleaned = form.cleaned_data
    content, own = form.content()
    category = Category.names()[cleaned["category"].pk] if cleaned["category"] else []
    publish = may_publish and bool(cleaned.get("publish"))
    only_check = cleaned["only_check"]
    try:
        outcome = import_questions(content, own, user, category=category, dry_run=only_check, publish=publish)
    except UnreadableQuestionFile as error:
        return {"refused": True, "unreadable": str(error)}
    return _told(outcome) | {"label": FORMATS[own].label, "is_published": publish, "only_check": only_check}


def _told(outcome: Outcome) -> dict[str, Any]:
    kinds = [(kind_named(name).label, number) for name, number in outcome.by_kind.items()]
    return {
        "outcome": outcome,
        "refused": bool(outcome.errors),
        "kinds": kinds,
        "errors": outcome.errors[:MOST_SHOWN],
        "more_errors": max(0, len(outcome.errors) - MOST_SHOWN),
        "notes": outcome.notes[:MOST_SHOWN],
        "more_notes": max(0, len(outcome.notes) - MOST_SHOWN),
        "list_url": f"{reverse('wagtailsnippets_quizzes_question:list')}",
    }


class ExportForm(forms.Form):
    """What is written, and how."""

    form = forms.ChoiceField(label=gettext_lazy("Định dạng"))
    category = CategoryField(
        Category.objects.all(), label=gettext_lazy("Danh mục"), required=False, empty_label=gettext_lazy("(cả ngân hàng)")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["form"].choices = [(name, own.label) for name, own in WRITTEN.items()]  # type: ignore[attr-defined]


@require_safe
def export_page(request: HttpRequest) -> HttpResponse:
    """The form; with a format, the file. Where the format cannot say all, that is told before it is taken."""
    form = ExportForm(request.GET if "form" in request.GET else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        name, category = form.cleaned_data["form"], form.cleaned_data["category"]
        questions = Question.objects.select_related("version").prefetch_related("tags").order_by("category__path", "pk")
        if category:
            questions = questions.filter(category__path__startswith=category.path)
        exported = export_questions(questions, name)
        if not (exported.problems or exported.notes) or "lay" in request.GET:
            suffix = FORMATS[name].suffix
            return attachment(exported.content, f"Câu hỏi{suffix}", _TYPES[suffix])
        context |= {
            "exported": exported,
            "problems": exported.problems[:MOST_SHOWN],
            "more_problems": max(0, len(exported.problems) - MOST_SHOWN),
            "address": f"{request.path}?{request.GET.urlencode()}&lay=1",
        }
    return admin_page(request, "quizzes/admin/export_questions.html", _("Xuất câu hỏi"), "download", _crumbs(), context)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook with its guide."""
    write = FORMATS["xlsx"].write
    content = write([])[0] if write else b""
    return attachment(content, "Mẫu câu hỏi.xlsx", _TYPES[".xlsx"])


def _crumbs() -> list[Crumb]:
    return [(reverse("wagtailsnippets_quizzes_question:list"), _("Ngân hàng câu hỏi"))]
