"""A question that a lesson practises stays: what is refused before it is deleted."""

from collections.abc import Callable, Collection, Iterable, Sequence
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
    return lessons_holding(questions, _questions_of)


def _questions_of(lesson: LessonPage) -> set[int]:
    return {step["value"].get("question") for step in lesson.steps.raw_data} - {None}


def lessons_holding(instances: Iterable[Any], held: Callable[[LessonPage], Collection[int]]) -> list[LessonPage]:
    """The lessons that hold one of `instances`, published or as last edited; `held` gives the ids of what a lesson holds."""
    wanted = {each.pk for each in instances}
    if not wanted:
        return []
    lessons = LessonPage.objects.select_related("latest_revision").order_by("path")
    return [lesson for lesson in lessons if any(wanted & set(held(each)) for each in _as_published_and_edited(lesson))]


def _as_published_and_edited(lesson: LessonPage) -> list[LessonPage]:
    is_edited = lesson.has_unpublished_changes and lesson.latest_revision
    return [lesson, lesson.get_latest_revision_as_object()] if is_edited else [lesson]


def names_of(lessons: Sequence[LessonPage]) -> str:
    """The first few of them by their titles."""
    return ", ".join(f"“{lesson.title}”" for lesson in lessons[:NAMES_TOLD]) + (", …" if len(lessons) > NAMES_TOLD else "")


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
    text = _("Bài %(lessons)s đang dùng câu hỏi này nên không xóa, không thôi xuất bản được. Bỏ khỏi bài trước.")
    messages.error(request, text % {"lessons": names_of(lessons)})
    return redirect("wagtailsnippets_quizzes_question:list")


def keep_questions_in_use_in_bulk(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> Any:
    """Wagtail's hook before_bulk_action."""
    return keep_questions_in_use(request, objects) if action_type == "delete" else None
