"""Lessons as Wagtail serves them: what lessons.urls does not find itself."""

from django.http import Http404, HttpRequest, HttpResponse

from lessons.learner.lesson_views import lesson_start, step
from lessons.learner.quiz_views import quiz, quiz_result
from lessons.pages.models import LessonPage


def lesson(request: HttpRequest, page: LessonPage, *rest: str) -> HttpResponse:
    """What Wagtail serves: drafts in a preview and lessons that are not open to everybody; `rest` follows the address."""
    match rest:
        case ():
            return lesson_start(request, page)
        case ("buoc", number) if number.isdecimal():
            return step(request, page, int(number))
        case ("kiem-tra",):
            return quiz(request, page)
        case ("kiem-tra", key):
            return quiz_result(request, page, key)
    raise Http404
