"""The question bank and quizzes as snippets in Wagtail's admin."""

from typing import Any

import django_filters
from django.db.models import Count, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, TitleColumn, UpdatedAtColumn
from wagtail.admin.widgets import Button
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
    UnpublishView,
    WorkflowActionView,
)

from quizzes.bank.alike import alike
from quizzes.bank.categories import Category
from quizzes.bank.choosers import QuestionChooser, QuizChooser
from quizzes.bank.models import Question, Quiz, QuizQuestion
from quizzes.kinds import all_kinds

# The name of a button, and what the address of the form for a new question may carry.
WRITE_ANOTHER, CATEGORY = "viet-cau-khac", "danh-muc"


class BankIndex(IndexView):
    """Found by words without accents, the newest first."""

    default_ordering = "-pk"

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.search(self.search_query) if self.is_searching else queryset


class QuestionIndex(BankIndex):
    """With the ways in and out of the bank."""

    def get_base_queryset(self) -> Any:
        in_quizzes = Count("quizquestion", distinct=True)
        return super().get_base_queryset().select_related("category").annotate(in_quizzes=in_quizzes)

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = super().header_more_buttons
        if self.request.user.has_perm("quizzes.add_question"):
            buttons.append(Button(_("Nhập từ tệp hoặc dán vào"), reverse("import_questions"), icon_name="upload", priority=20))
        buttons.append(Button(_("Xuất ra tệp"), reverse("export_questions"), icon_name="download", priority=30))
        return buttons  # type: ignore[no-any-return]


class BankEdit(EditView):
    """What is edited has a revision from the first time on: by it Wagtail tells two editors of each other."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.latest_revision_id is None:
            # Nobody has changed anything yet.
            revision = self.object.save_revision(changed=False)
            if getattr(self.object, "live", False):
                type(self.object).objects.filter(pk=self.object.pk).update(live_revision=revision)
                self.object.refresh_from_db()
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response


class _Told:
    """What an author is told after saving a question, or on opening a quiz."""

    request: HttpRequest

    def save_instance(self) -> Any:
        question = super().save_instance()  # type: ignore[misc]
        # Of a draft the words are in its revision.
        written = question.get_latest_revision_as_object()
        for other in alike(written):
            text = _("Câu này gần giống câu %(number)s: “%(what)s”. Xem có trùng không.")
            edit = messages.button(reverse("wagtailsnippets_quizzes_question:edit", args=[other.pk]), _("Mở câu ấy"))
            messages.warning(self.request, text % {"number": other.pk, "what": str(other)[:120]}, buttons=[edit])
        return question


class WriteAnother(ActionMenuItem):
    """Saves the question, publishes it where its author may, and begins the next one in the same category."""

    name = WRITE_ANOTHER
    label = _("Lưu và viết câu khác")
    icon_name = "plus"


class _ThenAnother:
    """Goes on to the next question where that button was pressed."""

    request: HttpRequest
    object: Any

    def get_action(self, *args: Any, **kwargs: Any) -> str:
        action: str = super().get_action(*args, **kwargs)  # type: ignore[misc]
        if WRITE_ANOTHER not in self.request.POST:
            return action
        return "publish" if self.request.user.has_perm("quizzes.publish_question") else action

    def get_success_url(self) -> str:
        url: str = super().get_success_url()  # type: ignore[misc]
        if WRITE_ANOTHER not in self.request.POST:
            return url
        # Of a draft the category is in its revision.
        category = self.object.get_latest_revision_as_object().category_id
        return reverse("wagtailsnippets_quizzes_question:add") + (f"?{CATEGORY}={category}" if category else "")


class QuestionCreate(_Told, _ThenAnother, CreateView):
    def get_initial_form_instance(self) -> Any:
        instance = super().get_initial_form_instance() or self.model()
        category = self.request.GET.get(CATEGORY, "")
        if category.isdecimal() and len(category) < 10:
            instance.category = Category.objects.filter(pk=category).first()
        return instance


class QuestionEdit(_Told, _ThenAnother, BankEdit):
    """With the way to grading anew, for who may."""

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if self.request.user.has_perm("quizzes.add_regrading") and self.object.version_id:
            address = reverse("regrade_question", args=[self.object.pk])
            buttons.append(Button(_("Chấm lại bài đã nộp"), address, icon_name="rotate", priority=60))
        return buttons


def tell_left_out(request: HttpRequest, quiz: Quiz) -> None:
    """Which of its questions nobody is asked."""
    left_out = quiz.quiz_questions.exclude(question__live=True, question__version__isnull=False)
    for place in left_out.select_related("question"):
        text = _("“%(what)s” chưa xuất bản nên bài này bỏ qua câu ấy.")
        edit = messages.button(reverse("wagtailsnippets_quizzes_question:edit", args=[place.question_id]), _("Mở câu ấy"))
        messages.warning(request, text % {"what": str(place.question)[:120]}, buttons=[edit])


class QuizCreate(CreateView):
    def save_instance(self) -> Any:
        quiz = super().save_instance()
        tell_left_out(self.request, quiz)
        return quiz


class QuizEdit(BankEdit):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tell_left_out(request, self.object)
        return super().get(request, *args, **kwargs)


class BankDelete(DeleteView):
    """What is in use stays, also where Wagtail's index of references, which a worker keeps, does not know of it yet."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().post(request, *args, **kwargs)
        except ProtectedError:
            messages.error(
                request, _("“%(what)s” đang được dùng nên không xóa được. Bỏ khỏi bài trước.") % {"what": self.object}
            )
            return redirect(self.get_delete_url())
        return response


class QuestionUnpublish(UnpublishView):
    """What is asked somewhere goes on being asked: it is taken out there first."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if QuizQuestion.objects.filter(question=self.object).exists():
            text = _("“%(what)s” đang được dùng trong bài kiểm tra. Bỏ khỏi bài trước rồi mới thôi xuất bản.")
            messages.error(request, text % {"what": self.object})
            return redirect("wagtailsnippets_quizzes_question:edit", self.object.pk)
        for hook in hooks.get_hooks("before_unpublish_question"):
            if refusal := hook(request, [self.object]):
                return refusal
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class QuestionApproval(WorkflowActionView):
    """What is approved is the latest draft, which may be less finished than what was submitted."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        decides = self.action_name == "approve" and bool(self.task.get_actions(self.object, request.user))
        if problems := self.object.get_latest_revision_as_object().problems() if decides else []:
            text = _("“%(what)s” chưa duyệt được: %(problems)s")
            messages.error(request, text % {"what": self.object, "problems": " ".join(problems)})
            return redirect("wagtailsnippets_quizzes_question:edit", self.object.pk)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


def _kinds() -> list[tuple[str, Any]]:
    return [(name, kind.label) for name, kind in all_kinds().items()]


class QuestionFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kiểu"), choices=_kinds)
    difficulty = django_filters.ChoiceFilter(label=_("Độ khó"), choices=Question.Difficulty.choices)
    live = django_filters.BooleanFilter(label=_("Đã xuất bản"))

    category = django_filters.ModelChoiceFilter(
        label=_("Danh mục"), queryset=lambda request: Category.objects.all(), method="in_category"
    )
    tags = django_filters.CharFilter(label=_("Thẻ"), field_name="tags__name", lookup_expr="iexact")

    class Meta:
        model = Question
        fields = ["category", "kind", "difficulty", "tags", "live"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["category"].field.label_from_instance = lambda category: category.indented

    def in_category(self, queryset: Any, name: str, category: Category) -> Any:
        """Those in the category and below it."""
        return queryset.filter(category__path__startswith=category.path)


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = "Ngân hàng câu hỏi"
    list_display = [
        "text", Column("kind_label", label=_("Kiểu")), Column("category", label=_("Danh mục")), LiveStatusTagColumn(),
        Column("in_quizzes", label=_("Ở mấy bài"), accessor="in_quizzes"), "checked_on", UpdatedAtColumn(),
    ]  # fmt: skip
    filterset_class = QuestionFilters
    # Never asked of a search backend: see BankIndex.
    search_backend_name = None
    search_fields = ["text"]
    index_view_class = QuestionIndex
    add_view_class = QuestionCreate
    edit_view_class = QuestionEdit
    delete_view_class = BankDelete
    unpublish_view_class = QuestionUnpublish
    workflow_action_view_class = QuestionApproval
    chooser_viewset_class = QuestionChooser
    add_to_admin_menu = False


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "form"
    menu_label = "Bài kiểm tra"
    list_display = ["title", "pass_mark"]
    search_backend_name = None
    search_fields = ["title"]
    index_view_class = BankIndex
    add_view_class = QuizCreate
    edit_view_class = QuizEdit
    delete_view_class = BankDelete
    chooser_viewset_class = QuizChooser
    add_to_admin_menu = False


class CategoryIndex(IndexView):
    """The tree, from the top; every name below the one that it is in."""

    default_ordering = "path"


def _address_of_category(category: Category) -> str:
    return reverse("wagtailsnippets_quizzes_category:edit", args=[category.pk])


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "folder-open-inverse"
    menu_label = "Danh mục"
    # A copy would stand at the same place in the tree.
    copy_view_enabled = False
    list_display = [
        TitleColumn("indented", label=_("Tên danh mục"), get_url=_address_of_category),
        Column("number", label=_("Số câu"), accessor=lambda category: category.questions.count()),
    ]
    search_fields = ["name"]
    search_backend_name = None
    index_view_class = CategoryIndex
    delete_view_class = BankDelete
    add_to_admin_menu = False


class QuizGroup(SnippetViewSetGroup):
    """One menu for both."""

    items: tuple[type[SnippetViewSet], ...] = (QuestionViewSet, QuizViewSet, CategoryViewSet)
    menu_label = "Câu hỏi và bài kiểm tra"
    menu_icon = "help"
    menu_order = 130
