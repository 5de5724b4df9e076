"""A question of an attempt after it was answered, also where it was graded anew."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from quizzes.attempts.grading import Rule, counting_try, fraction_of, given, is_settled
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import asked
from quizzes.bank.models import QuestionVersion
from quizzes.bank.showing import ShownQuestion, show_question


def show_tried(attempt: Attempt, version: QuestionVersion, number: int) -> ShownQuestion:
    """A question of an attempt under way: to be answered, or, where a quiz is for practice and nothing more can be, as it was."""
    own, key = str(version.question_id), str(attempt.key)
    response, tries = attempt.answers.get(own), attempt.tries.get(own, [])
    if not tries:
        return show_question(version, number, response, key)
    [asked_here] = asked([version])
    if is_settled(asked_here, tries):
        return show_answered(version, number, tries[-1], key, tries)
    fraction = fraction_of(asked_here, tries[-1])
    told = (
        _("Đúng một phần. Bạn còn một lần nữa, đúng thì được một nửa điểm.")
        if fraction
        else _("Chưa đúng. Bạn còn một lần nữa, đúng thì được một nửa điểm.")
    )
    if version.hint:
        told += " " + _("Gợi ý: %(hint)s") % {"hint": version.hint}
    return replace(show_question(version, number, response, key), tried=told)


def show_answered(version: QuestionVersion, number: int, response: Any, turn: str, tries: Sequence[Any] = ()) -> ShownQuestion:
    """The version with what was answered, what is right and why; where it is graded by a corrected one, that one, and it says so.

    `tries` are the responses that were checked before, where the quiz is for practice.
    """
    responses, [own] = given(tries, response), asked([version])
    counts = counting_try(own, responses)
    shown = _show_answered(version, number, responses[counts - 1], turn)
    if counts > 1 and shown.fraction:
        return replace(shown, tried=_("Đây là lần trả lời thứ hai, được một nửa điểm."))
    return shown


def _show_answered(version: QuestionVersion, number: int, response: Any, turn: str) -> ShownQuestion:
    regrading = version.regrading
    if regrading is None:
        return show_question(version, number, response, turn, revealed=True)
    [own] = asked([version])
    fraction = fraction_of(own, response)
    corrected: QuestionVersion | None = regrading.corrected
    by_corrected = corrected is not None and (
        regrading.rule == Rule.CORRECTED or own.kind.fraction(own.content, response) < fraction or not response
    )
    if corrected is not None and by_corrected:
        meant = corrected.own_kind.carried(version.content, corrected.content, response)
        found = show_question(corrected, number, meant, turn, revealed=True)
    else:
        found = show_question(version, number, response, turn, revealed=True)
    return replace(found, fraction=fraction, regraded=_told(regrading))


def _told(regrading: Any) -> str:
    values = {"day": f"{localtime(regrading.made_at):%d/%m/%Y}", "reason": regrading.reason}
    if regrading.rule == Rule.FULL:
        return _("Câu này đã được chấm lại ngày %(day)s, ai cũng được đủ điểm: %(reason)s") % values
    if regrading.rule == Rule.EITHER:
        return (
            _("Câu này đã được sửa và chấm lại ngày %(day)s, đúng theo bản cũ hoặc bản mới đều được điểm: %(reason)s") % values
        )
    return _("Câu này đã được sửa và chấm lại ngày %(day)s: %(reason)s") % values
