"""A practice that a lesson has in a step stays: it is taken out there before it is deleted. Taken back, it is only hidden there."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lessons.pages.models import LessonPage
from lessons.practice.models import Practice

NAMES_TOLD = 3


def lessons_with(practices: Iterable[Practice]) -> list[LessonPage]:
    """The lessons that have one of `practices` in a step, published or as last edited."""
    wanted = {practice.pk for practice in practices}
    if not wanted:
        return []
    lessons = LessonPage.objects.select_related("latest_revision").order_by("path")
    return [lesson for lesson in lessons if wanted & _practised(lesson)]


def _practised(lesson: LessonPage) -> set[int]:
    found = set(lesson.practice_ids)
    if lesson.has_unpublished_changes and lesson.latest_revision:
        found |= set(lesson.get_latest_revision_as_object().practice_ids)
    return found


def keep_practices_in_use(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Wagtail's hook before_delete_snippet: refuses before anything is asked, and says which lessons have the practice."""
    lessons = lessons_with([each for each in instances if isinstance(each, Practice)])
    if not lessons:
        return None
    names = ", ".join(f"“{lesson.title}”" for lesson in lessons[:NAMES_TOLD]) + (", …" if len(lessons) > NAMES_TOLD else "")
    messages.error(
        request, _("Bài %(lessons)s đang có bài thực hành này nên không xóa được. Bỏ khỏi bài trước.") % {"lessons": names}
    )
    return redirect("wagtailsnippets_lessons_practice:list")


def keep_practices_in_use_in_bulk(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> Any:
    """Wagtail's hook before_bulk_action."""
    return keep_practices_in_use(request, objects) if action_type == "delete" else None
