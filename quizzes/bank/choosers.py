"""Choosing a question or a quiz where it is needed: found without accents, the newest first, or written on the spot."""

from typing import Any

from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views import chooser as views

from quizzes.bank import chooser_previews
from quizzes.bank.forms import NewQuestionForm, NewQuizForm
from quizzes.bank.models import QuizQuestion


class _SearchForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Tìm"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Vài chữ trong câu, không cần dấu")})
    )

    def filter(self, objects: Any) -> Any:
        text = self.cleaned_data.get("q", "").strip()
        self.is_searching, self.search_query = bool(text), text
        return super().filter(objects.search(text) if text else objects)


class _NewestFirst:
    filter_form_class = _SearchForm
    ordering = "-pk"
    more_columns: list[Column] = []

    @property
    def columns(self) -> list[Column]:
        return [self.title_column, *self.more_columns]  # type: ignore[attr-defined]


class _PreviewColumn(Column):
    cell_template_name = "quizzes/admin/preview_cell.html"


class _OfQuestions(_NewestFirst):
    more_columns = [
        _PreviewColumn("preview", label=_("Nội dung"), accessor=chooser_previews.of_question),
        Column("kind", label=_("Kiểu"), accessor="kind_label"),
        Column("status", label=_("Tình trạng"), accessor=lambda question: _("Đã xuất bản") if question.live else _("Bản nháp")),
    ]


class _ChooseQuestion(_OfQuestions, views.ChooseView):
    pass


class _ChooseQuestionResults(_OfQuestions, views.ChooseResultsView):
    pass


class _OfQuizzes(_NewestFirst):
    more_columns = [
        _PreviewColumn("preview", label=_("Nội dung"), accessor=chooser_previews.of_quiz),
        Column("number", label=_("Số câu"), accessor=lambda quiz: len(quiz.places)),
    ]

    def get_object_list(self) -> Any:
        # With its questions: one query for all quizzes of a page.
        places = Prefetch("quiz_questions", QuizQuestion.objects.select_related("question"), to_attr="places")
        return super().get_object_list().prefetch_related(places)  # type: ignore[misc]


class _ChooseQuiz(_OfQuizzes, views.ChooseView):
    pass


class _ChooseQuizResults(_OfQuizzes, views.ChooseResultsView):
    pass


class _Create(views.SnippetCreateView):
    def save_form(self, form: Any) -> Any:
        return form.save(self.request.user)


class QuestionChooser(views.SnippetChooserViewSet):
    choose_view_class = _ChooseQuestion
    choose_results_view_class = _ChooseQuestionResults
    create_view_class = _Create
    creation_form_class = NewQuestionForm
    creation_tab_label = _("Viết câu mới")
    create_action_label = _("Lưu và chọn câu này")


class QuizChooser(views.SnippetChooserViewSet):
    choose_view_class = _ChooseQuiz
    choose_results_view_class = _ChooseQuizResults
    create_view_class = _Create
    creation_form_class = NewQuizForm
    creation_tab_label = _("Viết bài mới")
    create_action_label = _("Lưu và chọn bài này")
