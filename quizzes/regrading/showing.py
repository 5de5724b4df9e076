"""A question of an attempt after it was answered, also where it was graded anew."""

from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from quizzes.attempts.grading import Rule, fraction_of
from quizzes.attempts.presenting import asked
from quizzes.bank.models import QuestionVersion
from quizzes.bank.showing import ShownQuestion, show_question


def show_answered(version: QuestionVersion, number: int, response: Any, turn: str) -> ShownQuestion:
    """The version with what was answered, what is right and why; where it is graded by a corrected one, that one, and it says so."""
    regrading = version.regrading
    if regrading is None:
        return show_question(version, number, response, turn, revealed=True)
    [own] = asked([version])
    fraction = fraction_of(own, response)
    corrected: QuestionVersion | None = regrading.corrected
    by_corrected = corrected is not None and (
        regrading.rule == Rule.CORRECTED or own.kind.fraction(own.content, response) < fraction or not response
    )
    shown = corrected if corrected is not None and by_corrected else version
    found = show_question(shown, number, response, turn, revealed=True)
    return ShownQuestion(**{**found.__dict__, "fraction": fraction, "regraded": _told(regrading)})


def _told(regrading: Any) -> str:
    values = {"day": f"{localtime(regrading.made_at):%d/%m/%Y}", "reason": regrading.reason}
    if regrading.rule == Rule.FULL:
        return _("Câu này đã được chấm lại ngày %(day)s, ai cũng được đủ điểm: %(reason)s") % values
    if regrading.rule == Rule.EITHER:
        return (
            _("Câu này đã được sửa và chấm lại ngày %(day)s, đúng theo bản cũ hoặc bản mới đều được điểm: %(reason)s") % values
        )
    return _("Câu này đã được sửa và chấm lại ngày %(day)s: %(reason)s") % values
