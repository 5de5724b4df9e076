"""Checks on a lesson before it is saved."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from quizzes.attempts.presenting import asks_something


class LessonPageForm(WagtailAdminPageForm):
    """A lesson was not checked in the future."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "minutes" in cleaned and cleaned["minutes"] is None:
            # A draft may leave it out; the column may not.
            cleaned["minutes"] = self.instance._meta.get_field("minutes").default
        checked_on = cleaned.get("checked_on")
        if not self.is_deferred_validation and checked_on and checked_on > timezone.localdate():
            self.add_error("checked_on", _("Ngày kiểm tra không thể ở sau hôm nay."))
        quiz = cleaned.get("quiz")
        if not self.is_deferred_validation and quiz and not asks_something(quiz):
            self.add_error("quiz", _("Bài kiểm tra này chưa có câu hỏi nào đã xuất bản. Xuất bản câu hỏi trước."))
        return cleaned
