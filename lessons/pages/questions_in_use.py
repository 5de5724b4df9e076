"""A question that a lesson practises stays: what is refused before it is deleted."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lessons.pages.models import LessonPage
from quizzes.attempts.answered_questions import times_answered
from quizzes.models import Question, QuizQuestion

NAMES_TOLD = 3


def lessons_with(questions: Iterable[Question]) -> list[LessonPage]:
    """The lessons of whose steps one, published or as last edited, practises one of `questions`."""
    wanted = {question.pk for question in questions}
    if not wanted:
        return []
    lessons = LessonPage.objects.select_related("latest_revision").order_by("path")
    return [lesson for lesson in lessons if wanted & _practised(lesson)]


def _practised(lesson: LessonPage) -> set[int]:
    """The questions of the steps of a lesson, and of its draft."""
    found = {step["value"].get("question") for step in lesson.steps.raw_data}
    if lesson.has_unpublished_changes and lesson.latest_revision:
        found |= {step["value"].get("question") for step in lesson.get_latest_revision_as_object().steps.raw_data}
    return found - {None}


def tell_use(request: HttpRequest, instance: Any) -> None:
    """Wagtail's hook before_edit_snippet: says where a question stands, and how often it was answered."""
    if request.method != "GET" or not isinstance(instance, Question) or not instance.version_id:
        return
    quizzes, lessons = QuizQuestion.objects.filter(question=instance).count(), len(lessons_with([instance]))
    answers = times_answered(instance)
    if quizzes or lessons or answers:
        text = _(
            "Câu này có trong %(quizzes)s bài kiểm tra, %(lessons)s bài học và đã được trả lời %(answers)s lượt. Bản xuất bản mới không đổi kết quả cũ."
        )
        values = {"quizzes": quizzes, "lessons": lessons, "answers": f"{answers:,}".replace(",", ".")}
        messages.info(request, text % values)


def keep_questions_in_use(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Wagtail's hook before_delete_snippet: refuses before anything is asked, and says which lessons need the question."""
    lessons = lessons_with([each for each in instances if isinstance(each, Question)])
    if not lessons:
        return None
    names = ", ".join(f"“{lesson.title}”" for lesson in lessons[:NAMES_TOLD]) + (", …" if len(lessons) > NAMES_TOLD else "")
    text = _("Bài %(lessons)s đang dùng câu hỏi này nên không xóa, không thôi xuất bản được. Bỏ khỏi bài trước.")
    messages.error(request, text % {"lessons": names})
    return redirect("wagtailsnippets_quizzes_question:list")


def keep_questions_in_use_in_bulk(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> Any:
    """Wagtail's hook before_bulk_action."""
    return keep_questions_in_use(request, objects) if action_type == "delete" else None
