"""A practice that a lesson has in a step stays: it is taken out there before it is deleted. Taken back, it is only hidden there."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lessons.pages.models import LessonPage
from lessons.pages.questions_in_use import lessons_holding, names_of
from lessons.practice.models import Practice


def lessons_with(practices: Iterable[Practice]) -> list[LessonPage]:
    """The lessons that have one of `practices` in a step, published or as last edited."""
    return lessons_holding(practices, lambda lesson: lesson.practice_ids)


def keep_practices_in_use(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Wagtail's hook before_delete_snippet: refuses before anything is asked, and says which lessons have the practice."""
    lessons = lessons_with([each for each in instances if isinstance(each, Practice)])
    if not lessons:
        return None
    text = _("Bài %(lessons)s đang có bài thực hành này nên không xóa được. Bỏ khỏi bài trước.")
    messages.error(request, text % {"lessons": names_of(lessons)})
    return redirect("wagtailsnippets_lessons_practice:list")


def keep_practices_in_use_in_bulk(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> Any:
    """Wagtail's hook before_bulk_action."""
    return keep_practices_in_use(request, objects) if action_type == "delete" else None
