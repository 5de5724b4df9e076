"""Checks on a question and on a quiz before they are saved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from quizzes.bank.plain_text import UnreadableQuestions, WrittenQuestion, read_questions
from rosters.names import clean_text


class QuestionForm(WagtailAdminModelForm):
    """A question with its category chosen from the tree."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("category"):
            field.label_from_instance = lambda category: category.indented


class QuizForm(WagtailAdminModelForm):
    """A quiz asks a question once."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        seen: set[int] = set()
        for form in self.formsets["quiz_questions"].forms:
            if not form.is_valid() or form.cleaned_data.get("DELETE") or not form.cleaned_data.get("question"):
                continue
            question = form.cleaned_data["question"]
            if question.pk in seen:
                form.add_error("question", _("Câu này đã có trong bài kiểm tra. Chọn câu khác hoặc xóa dòng này."))
                self.add_error(None, _("“%(question)s” có hai lần trong bài kiểm tra.") % {"question": question})
            seen.add(question.pk)
        if not seen and not self._draws() and not any(form.errors for form in self.formsets["quiz_questions"].forms):
            self.add_error(None, _("Bài kiểm tra chưa có câu hỏi nào. Thêm câu hỏi, hoặc lấy ngẫu nhiên từ một danh mục."))
        self._tell_small_pools()
        return cleaned

    def _tell_small_pools(self) -> None:
        """A drawing that cannot be made is told where it is written."""
        formset = self.formsets.get("random_questions")
        for form in formset.forms if formset else []:
            if not form.is_valid() or form.cleaned_data.get("DELETE") or not form.cleaned_data.get("category"):
                continue
            there, wanted = len(form.instance.pool()), form.cleaned_data["number"]
            if there < wanted:
                text = _("Chỉ có %(there)s câu đã xuất bản hợp với dòng này, cần %(wanted)s.")
                form.add_error("number", text % {"there": there, "wanted": wanted})
                self.add_error(None, text % {"there": there, "wanted": wanted})

    def _draws(self) -> bool:
        """Whether some questions are drawn."""
        formset = self.formsets.get("random_questions")
        forms_ = formset.forms if formset else []
        return any(
            form.is_valid() and form.cleaned_data.get("category") and not form.cleaned_data.get("DELETE") for form in forms_
        )


class _InAWindow(forms.Form):
    """A form in a window over the editor: its labels must not name fields of the page below."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_new_%s", **kwargs})


class NewQuestionForm(_InAWindow):
    """A question written where it is needed: what is asked, and its choices line by line."""

    written: WrittenQuestion
    text = forms.CharField(label=gettext_lazy("Câu hỏi"), widget=forms.Textarea(attrs={"rows": 2}))
    choices = forms.CharField(
        label=gettext_lazy("Các phương án"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Mỗi dòng một phương án, từ 2 đến 8 dòng. Thêm dấu * trước phương án đúng."),
    )
    explanation = forms.CharField(
        label=gettext_lazy("Vì sao"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Hiện sau khi trả lời: lý do, bằng lời dễ hiểu."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "text" in cleaned and "choices" in cleaned:
            asked = " ".join(cleaned["text"].split())
            lines = [line for line in cleaned["choices"].splitlines() if line.strip()]
            self._read("\n".join([asked, *lines]))
        return cleaned

    def _read(self, text: str) -> None:
        try:
            (self.written,) = read_questions(text)
        except UnreadableQuestions as error:
            # Its lines are those of two fields together: the number would lead astray.
            self.add_error("choices", [problem.partition(": ")[2] for problem in error.problems])
            return
        # A line of why among the choices is one, too.
        self.written.explanation = self.cleaned_data.get("explanation", "") or self.written.explanation

    def save(self, user: Any = None) -> Any:
        """The question, kept as written by `user`."""
        from quizzes.bank.writing import write_question

        return write_question(self.written, user)


class NewQuizForm(_InAWindow):
    """A quiz written where it is needed, with its questions as plain text."""

    title = forms.CharField(label=gettext_lazy("Tên bài kiểm tra"), max_length=160)
    pass_mark = forms.IntegerField(
        label=gettext_lazy("Mức đạt (%)"), min_value=1, max_value=100, initial=80,
        help_text=gettext_lazy("Phần trăm số câu phải đúng để đạt, từ 1 đến 100."),
    )  # fmt: skip
    questions = forms.CharField(
        label=gettext_lazy("Các câu hỏi"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy(
            "Dòng đầu là câu hỏi, mỗi dòng sau là một phương án, dấu * trước phương án đúng, dòng “> …” nói vì sao. Để một dòng"
            " trống giữa hai câu. Chép từ Word vào cũng được."
        ),
    )

    def clean_questions(self) -> list[WrittenQuestion]:
        try:
            written = read_questions(self.cleaned_data["questions"])
        except UnreadableQuestions as error:
            raise ValidationError(error.problems) from error
        texts = [clean_text(each.text).casefold() for each in written]
        if twice := next((number for number, text in enumerate(texts, 1) if text in texts[: number - 1]), 0):
            raise ValidationError(
                _("Câu %(number)s trùng với một câu ở trên. Bỏ một câu, hoặc viết khác đi.") % {"number": twice}
            )
        return written

    def save(self, user: Any = None) -> Any:
        """The quiz, kept with its questions as written by `user`."""
        from quizzes.bank.writing import write_quiz

        return write_quiz(self.cleaned_data["title"], self.cleaned_data["pass_mark"], self.cleaned_data["questions"], user)
