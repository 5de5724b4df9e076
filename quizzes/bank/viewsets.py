"""The question bank and quizzes as snippets in Wagtail's admin."""

from typing import Any

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from quizzes.bank.choosers import QuestionChooser, QuizChooser
from quizzes.bank.models import Question, Quiz


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


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = "Ngân hàng câu hỏi"
    list_display = ["text", "kind", "checked_on"]
    list_filter = ["kind"]
    # Never asked of a search backend: see BankIndex.
    search_backend_name = None
    search_fields = ["text"]
    index_view_class = BankIndex
    edit_view_class = BankEdit
    delete_view_class = BankDelete
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
