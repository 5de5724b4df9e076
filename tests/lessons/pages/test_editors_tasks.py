"""What an editor finds to do on the first page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.models import LessonPage
from lessons.pages.editors_tasks import MOST_SHOWN, tasks_of
from tests.pages import page, page_text, text_of

TODAY = dt.date(2026, 11, 24)


def checked(lesson, day):
    LessonPage.objects.filter(pk=lesson.pk).update(checked_on=day)


def edited(lesson, title):
    lesson.title = title
    lesson.save_revision()


def test_changes_that_wait_to_be_published_are_told_the_last_first(as_editor, people, make_lesson):
    first, second, _untouched = make_lesson(), make_lesson(), make_lesson()
    for lesson in (first, second):
        edited(lesson, f"{lesson.title} sửa")
    assert [each.pk for each in tasks_of(people.editor, TODAY).drafts] == [second.pk, first.pk]


def test_lessons_that_nobody_checked_for_a_year_are_told_those_never_checked_first(people, make_lesson):
    long_ago, never, lately = make_lesson(), make_lesson(), make_lesson()
    checked(never, None)
    checked(long_ago, dt.date(2025, 11, 23))
    checked(lately, dt.date(2025, 11, 24))
    found = tasks_of(people.editor, TODAY).unchecked
    assert [each.pk for each in found] == [never.pk, long_ago.pk]


def test_a_draft_need_not_be_checked_yet(people, make_lesson):
    lesson = make_lesson()
    checked(lesson, None)
    lesson.unpublish()
    assert tasks_of(people.editor, TODAY).unchecked == []


def test_many_are_told_by_their_number(as_editor, people, make_lesson):
    for _each in range(MOST_SHOWN + 1):
        checked(make_lesson(), None)
    tasks = tasks_of(people.editor, TODAY)
    assert (len(tasks.unchecked), tasks.number_unchecked) == (MOST_SHOWN, MOST_SHOWN + 1)
    assert "Tất cả: 6." in page_text(as_editor, "/quan-tri/")


def test_the_first_page_leads_to_each_of_them_and_to_a_new_lesson(as_editor, people, lesson):
    edited(lesson, "Bài một, sửa")
    shown = page(as_editor, "/quan-tri/")
    assert f"/quan-tri/pages/{lesson.pk}/edit/" in shown
    assert f"/quan-tri/pages/add/lessons/lessonpage/{lesson.get_parent().pk}/" in shown
    assert "Viết bài trong “Danh tính số”" in text_of(shown)


def test_where_there_is_nothing_to_do_that_is_said(as_editor, people, lesson):
    checked(lesson, dt.date.today())
    shown = page_text(as_editor, "/quan-tri/")
    assert "Không có bản nháp nào." in shown
    assert "Mọi bài đều được đối chiếu trong một năm qua." in shown


def test_an_organizer_is_not_asked_to_edit(as_organizer, people, lesson):
    assert "Việc biên tập" not in page_text(as_organizer, "/quan-tri/")


@pytest.mark.parametrize("number", [1, 6])
def test_the_number_of_queries_does_not_grow_with_the_lessons(people, make_lesson, number):
    for _each in range(number):
        checked(make_lesson(), None)
    tasks_of(people.editor, TODAY)
    with CaptureQueriesContext(connection) as queries:
        tasks_of(people.editor, TODAY)
    assert len(queries) <= 8
