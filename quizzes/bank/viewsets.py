"""The question bank and quizzes as snippets in Wagtail's admin."""

from typing import Any

import django_filters
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import (
    DeleteView,
    EditView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
    UnpublishView,
)

from quizzes.bank.choosers import QuestionChooser, QuizChooser
from quizzes.bank.models import Question, Quiz, QuizQuestion
from quizzes.kinds import all_kinds


class BankIndex(IndexView):
    """Found by words without accents, the newest first."""

    default_ordering = "-pk"

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.search(self.search_query) if self.is_searching else queryset


class BankEdit(EditView):
    """What is edited has a revision from the first time on: by it Wagtail tells two editors of each other."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.latest_revision_id is None:
            self.object.save_revision()
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response


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
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


def _kinds() -> list[tuple[str, Any]]:
    return [(name, kind.label) for name, kind in all_kinds().items()]


class QuestionFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kiểu"), choices=_kinds)
    difficulty = django_filters.ChoiceFilter(label=_("Độ khó"), choices=Question.Difficulty.choices)
    live = django_filters.BooleanFilter(label=_("Đã xuất bản"))

    class Meta:
        model = Question
        fields = ["kind", "difficulty", "live"]


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = "Ngân hàng câu hỏi"
    list_display = ["text", Column("kind_label", label=_("Kiểu")), LiveStatusTagColumn(), "checked_on", UpdatedAtColumn()]
    filterset_class = QuestionFilters
    # Never asked of a search backend: see BankIndex.
    search_backend_name = None
    search_fields = ["text"]
    index_view_class = BankIndex
    edit_view_class = BankEdit
    delete_view_class = BankDelete
    unpublish_view_class = QuestionUnpublish
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
    edit_view_class = BankEdit
    delete_view_class = BankDelete
    chooser_viewset_class = QuizChooser
    add_to_admin_menu = False


class QuizGroup(SnippetViewSetGroup):
    """One menu for both."""

    items = (QuestionViewSet, QuizViewSet)
    menu_label = "Câu hỏi và bài kiểm tra"
    menu_icon = "help"
    menu_order = 130
