"""Questions that somebody has answered stay: their results show them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from quizzes.attempts.models import Attempt
from quizzes.bank.models import Question


def is_answered(questions: Iterable[Question]) -> bool:
    """Whether an attempt shows one of the questions, in whichever version."""
    shown = Q()
    for question in questions:
        shown |= Q(fractions__has_key=str(question.pk))
    return bool(shown) and Attempt.objects.filter(shown).exists()


def times_answered(question: Question) -> int:
    """In how many attempts it was asked, in whichever version."""
    return Attempt.objects.filter(fractions__has_key=str(question.pk)).count()


def keep_answered(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Wagtail's hook before_delete_snippet: refuses, and says what to do instead."""
    if not is_answered([each for each in instances if isinstance(each, Question)]):
        return None
    text = _(
        "Đã có người trả lời câu hỏi này, kết quả của họ còn hiện câu ấy, nên không xóa được. Muốn thôi dùng thì bỏ khỏi bài rồi thôi xuất bản."
    )
    messages.error(request, text)
    return redirect("wagtailsnippets_quizzes_question:list")


def keep_answered_in_bulk(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> HttpResponse | None:
    """Wagtail's hook before_bulk_action."""
    return keep_answered(request, objects) if action_type == "delete" else None
