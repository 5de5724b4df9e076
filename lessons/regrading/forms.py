"""What an administrator chooses before grading anew."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quizzes.attempts.grading import Rule
from quizzes.bank.models import Question
from quizzes.regrading.changes import number_by_version, versions_to_choose
from quizzes.regrading.models import Regrading


class RegradingForm(forms.Form):
    """Which versions, and how; before anything is done."""

    versions = forms.MultipleChoiceField(
        label=gettext_lazy("Chấm lại những lượt đã hiện phiên bản nào?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một phiên bản.")},
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("Chấm lại thế nào?"), choices=Regrading.Rules, widget=forms.RadioSelect, initial=Rule.EITHER
    )

    def __init__(self, question: Question, data: Any = None) -> None:
        super().__init__(data)
        self.question = question
        self.known = {str(version.pk): version for version in versions_to_choose(question)}
        numbers = number_by_version(question)
        told = [(own, _told(version, numbers[version.pk], question)) for own, version in self.known.items()]
        self.fields["versions"].choices = told  # type: ignore[attr-defined]
        if data is None:
            earlier = [own for own, version in self.known.items() if version.pk != question.version_id]
            self.initial["versions"] = [own for own in earlier if numbers[int(own)]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [self.known[own] for own in cleaned.get("versions", [])]
        current = self.question.version
        if current is None or cleaned.get("rule") == Rule.FULL:
            return cleaned
        if any(version.pk == current.pk for version in chosen):
            raise ValidationError(
                _("Phiên bản %(number)s là bản đang dùng, đã chấm theo chính nó. Bỏ chọn, hoặc cho mọi người đủ điểm.")
                % {"number": current.number}
            )
        if other := [str(version.number) for version in chosen if version.kind != current.kind]:
            raise ValidationError(
                _(
                    "Phiên bản %(numbers)s thuộc kiểu câu hỏi khác nên không chấm được theo bản đang dùng. Có thể cho mọi người đủ điểm."
                )
                % {"numbers": ", ".join(other)}
            )
        return cleaned

    def regrading(self) -> Regrading:
        """What was chosen, not kept yet."""
        cleaned = self.cleaned_data
        chosen = {own: self.known[own].regrading_id for own in cleaned["versions"]}
        corrected = None if cleaned["rule"] == Rule.FULL else self.question.version
        return Regrading(question=self.question, versions=chosen, rule=cleaned["rule"], corrected=corrected)


class ReasonForm(forms.Form):
    """Why, and what was looked at."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=200,
        help_text=gettext_lazy(
            "Người học đọc lý do này ở câu được chấm lại; giấy chứng nhận bị thu hồi cũng ghi lý do này trên trang công khai của giấy. Ví dụ: phương án “Tại công an xã” cũng đúng."
        ),
    )
    digest = forms.CharField(widget=forms.HiddenInput)


def _told(version: Any, number: int, question: Question) -> str:
    told = _("Phiên bản %(number)s, %(day)s") % {"number": version.number, "day": f"{localtime(version.made_at):%d/%m/%Y}"}
    if version.pk == question.version_id:
        told += " " + _("(đang dùng)")
    told += ": " + ngettext("%(n)d lượt", "%(n)d lượt", number) % {"n": number}
    return told + (" · " + _("đã chấm lại một lần") if version.regrading_id else "")
