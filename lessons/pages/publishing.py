"""Keeping the ledger's activities in step with the pages that are published.

Wagtail publishes from the editor, from a workflow and on a schedule; its signals are the one place
that all of them pass.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from lessons.pages import page_cache
from lessons.pages.information import InformationPage
from lessons.pages.models import CoursePage, HomePage, LessonPage
from lessons.practice.models import Practice
from participation.ledger.activities import keep_activity, retire, retire_children
from participation.models import Activity
from quizzes.models import Question, QuestionVersion, Quiz, QuizQuestion


def connect() -> None:
    """Called once, when the app is ready."""
    for model in (CoursePage, LessonPage):
        page_published.connect(on_published, sender=model)
        page_unpublished.connect(on_unpublished, sender=model)
        post_page_move.connect(on_moved, sender=model)
        post_delete.connect(on_deleted, sender=model)
    for model in (HomePage, InformationPage):
        # No part of the ledger; only what is kept whole must go.
        for signal in (page_published, page_unpublished, post_page_move, post_delete):
            signal.connect(on_content_saved, sender=model)
    for content in (Question, QuestionVersion, Quiz, QuizQuestion, Practice, PageViewRestriction):
        post_save.connect(on_content_saved, sender=content)
        post_delete.connect(on_content_saved, sender=content)


def course_activity(course: CoursePage) -> Activity:
    """The ledger's row of a course, made or brought up to date."""
    return keep_activity(course.source, Activity.Kind.COURSE, course.title, None, is_current=course.live)


def lesson_activity(lesson: LessonPage) -> Activity:
    """The ledger's row of a lesson with the one of its quiz, made or brought up to date."""
    course = course_activity(lesson.get_parent().specific)
    activity = keep_activity(lesson.source, Activity.Kind.LESSON, lesson.title, course, is_current=lesson.live)
    current = set()
    if lesson.quiz:
        current.add(lesson.quiz_source)
        keep_activity(lesson.quiz_source, Activity.Kind.QUIZ, lesson.quiz.title, activity, is_current=lesson.live)
    retire_children(activity, Activity.Kind.QUIZ, keep=current)
    practised = Practice.objects.filter(pk__in=lesson.practice_ids)
    for practice in practised:
        source = lesson.practice_source(practice.pk)
        keep_activity(source, Activity.Kind.PRACTICE, practice.title, activity, is_current=lesson.live)
    retire_children(activity, Activity.Kind.PRACTICE, keep={lesson.practice_source(each.pk) for each in practised})
    return activity


def on_published(sender: type, instance: Any, **kwargs: Any) -> None:
    if sender is LessonPage:
        lesson_activity(instance)
    else:
        course_activity(instance)
    page_cache.empty()


def on_unpublished(sender: type, instance: Any, **kwargs: Any) -> None:
    retire(instance.source)
    page_cache.empty()


def on_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    # Wagtail gives the plain page here.
    page = instance.specific
    if isinstance(page, LessonPage) and page.live:
        lesson_activity(page)
    page_cache.empty()


def on_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    retire(instance.source)
    page_cache.empty()


def on_content_saved(sender: type, **kwargs: Any) -> None:
    page_cache.empty()
