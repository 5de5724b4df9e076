"""How many learners a page concerns: told before it is taken back or deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from lessons.learner.models import GoneLesson
from lessons.pages.models import CoursePage, LessonPage
from participation.models import Fact


@dataclass(frozen=True)
class UnderWay:
    """How many members did something of a page, and how many completed it."""

    begun: int
    completed: int


def learners_of(page: Any) -> UnderWay:
    """Of a lesson or a course; nobody of any other page."""
    source = getattr(page, "source", "")
    here = Q(activity__source=source) | Q(activity__parent__source=source) | Q(activity__parent__parent__source=source)
    if not source:
        return UnderWay(0, 0)
    counted = Fact.objects.filter(here).aggregate(
        begun=Count("member", distinct=True),
        completed=Count("member", distinct=True, filter=Q(activity__source=source, verb=Fact.Verb.COMPLETED)),
    )
    return UnderWay(**counted)


def words_of(page: Any) -> str:
    """What an editor is told before `page` goes; nothing where nobody learns it."""
    specific = page.specific
    learners = learners_of(specific) if isinstance(specific, LessonPage | CoursePage) else UnderWay(0, 0)
    if not learners.begun:
        return ""
    text = _(
        "“%(title)s”: %(begun)s người đã học, trong đó %(completed)s người đã hoàn thành. "
        "Người đang học sẽ thấy trang báo bài đang được sửa, hoặc không còn; kết quả và giấy chứng nhận vẫn được giữ."
    )
    return text % {"title": page.title, "begun": learners.begun, "completed": learners.completed}


def tell_before_deleting(request: HttpRequest, page: Any) -> None:
    """Called by Wagtail before its page that deletes, and before it deletes."""
    if request.method == "POST":
        remember_addresses([page])
    if request.method == "GET" and (words := words_of(page)):
        messages.warning(request, words)


def remember_addresses(pages: Iterable[Page]) -> None:
    """Keeps the addresses of the lessons at or below `pages` that somebody has learned; they are deleted now."""
    for page in pages:
        for lesson in LessonPage.objects.descendant_of(page, inclusive=True):
            if learners_of(lesson).begun:
                path = f"{lesson.get_parent().slug}/{lesson.slug}"[:255]
                GoneLesson.objects.update_or_create(path=path, defaults={"title": lesson.title})


def remember_before_deleting_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Called by Wagtail before what is done to several at once."""
    if action_type == "delete":
        remember_addresses(each for each in objects if isinstance(each, Page))
