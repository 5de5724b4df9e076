"""Checks on a question before it is saved."""

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
