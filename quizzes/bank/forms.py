"""Checks on a question and on a quiz before they are saved."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


class QuestionForm(WagtailAdminModelForm):
    """A question needs a right choice, and a question with one answer exactly one."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        forms = [form for form in self.formsets["choices"].forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        right = sum(bool(form.cleaned_data.get("is_right")) for form in forms)
        if right == 0:
            self.add_error("kind", _("Chưa có phương án nào được đánh dấu đúng."))
        elif right > 1 and cleaned.get("kind") == "single":
            message = _("Có %(number)s phương án đúng. Chỉ để lại một, hoặc đổi kiểu thành “Chọn nhiều phương án”.")
            self.add_error("kind", message % {"number": right})
        return cleaned


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
        return cleaned
