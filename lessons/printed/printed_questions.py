"""Questions on a printed test stay: its results are typed in later."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lessons.printed.models import PrintedTest
from quizzes.models import Question, QuestionVersion


def is_printed(questions: Iterable[Question]) -> bool:
    """Whether a test that was printed asks one of the questions, in whichever version."""
    wanted = set(QuestionVersion.objects.filter(question__in=list(questions)).values_list("pk", flat=True))
    papers = PrintedTest.objects.values_list("papers", flat=True) if wanted else ()
    return any(pk in wanted for versions in papers for questions_of in versions.values() for pk, _mark in questions_of)


def keep_printed(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Wagtail's hook before_delete_snippet: refuses, and says what to do instead."""
    if not is_printed([each for each in instances if isinstance(each, Question)]):
        return None
    text = _("Câu hỏi này có trong một đề đã in nên không xóa được. Muốn thôi dùng thì bỏ khỏi bài rồi thôi xuất bản.")
    messages.error(request, text)
    return redirect("wagtailsnippets_quizzes_question:list")


def keep_printed_in_bulk(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> HttpResponse | None:
    """Wagtail's hook before_bulk_action."""
    return keep_printed(request, objects) if action_type == "delete" else None
