"""Choosing a question or a quiz where it is needed: found without accents, the newest first, or written on the spot."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views import chooser as views

from quizzes.bank.forms import NewQuestionForm, NewQuizForm


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


class _OfQuestions(_NewestFirst):
    more_columns = [
        Column("kind", label=_("Kiểu"), accessor="kind_label"),
        Column("status", label=_("Tình trạng"), accessor=lambda question: _("Đang dùng") if question.live else _("Bản nháp")),
    ]


class _ChooseQuestion(_OfQuestions, views.ChooseView):
    pass


class _ChooseQuestionResults(_OfQuestions, views.ChooseResultsView):
    pass


class _ChooseQuiz(_NewestFirst, views.ChooseView):
    pass


class _ChooseQuizResults(_NewestFirst, views.ChooseResultsView):
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
