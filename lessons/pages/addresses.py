"""The addresses of courses, lessons, steps and quizzes: each made in one place, by `reverse`."""

from typing import Any
from uuid import UUID

from django.urls import reverse


def _slugs(lesson: Any) -> list[str]:
    """The slugs of a lesson's course and its own: the end of the path that Wagtail keeps, so that no query is needed."""
    return lesson.url_path.strip("/").split("/")[-2:]


def course_url(slug: str) -> str:
    """The address of the course with `slug`."""
    return reverse("wagtail_serve", args=[f"{slug}/"])


def course_url_of(lesson: Any) -> str:
    """The address of the course that a lesson belongs to."""
    return course_url(_slugs(lesson)[0])


def lesson_url(lesson: Any) -> str:
    return reverse("lessons:lesson", args=_slugs(lesson))


def step_url(lesson: Any, number: int) -> str:
    """The address of the step with `number`, counted from 1."""
    return reverse("lessons:step", args=[*_slugs(lesson), number])


def quiz_url(lesson: Any) -> str:
    return reverse("lessons:quiz", args=_slugs(lesson))


def result_url(lesson: Any, key: UUID) -> str:
    """The address of what came of the attempt with `key`."""
    return reverse("lessons:quiz_result", args=[*_slugs(lesson), key])
