"""Publishing many pages at once: those that lack something are named, and nothing is published."""

import pytest
from django.urls import reverse

from lessons.models import CoursePage, LessonPage
from lessons.pages.unfinished import lacking
from tests import factories
from tests.pages import text_of


def publish(client, *pages, **more):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?" + "&".join(f"id={page.pk}" for page in pages), more, follow=True)


@pytest.fixture
def draft(course):
    made = LessonPage(
        title="Bài dở", slug="bai-do", summary="", minutes=5, steps=[factories.step("Bước", practice=None)], live=False
    )
    course.add_child(instance=made)
    made.save_revision(clean=False)
    return made


def test_what_a_page_lacks_is_told_by_its_field(draft):
    assert any(told.startswith("Tóm tắt: ") for told in lacking(draft))


def test_a_step_without_a_title_is_told(course):
    steps = [factories.step("")]
    told = lacking(LessonPage(title="Bài", slug="bai", summary="Tóm tắt", minutes=5, steps=steps, path="0001", depth=1))
    assert any("chưa điền" in each for each in told)


def test_a_finished_page_lacks_nothing(lesson):
    assert lacking(LessonPage.objects.get(pk=lesson.pk)) == []


def test_unfinished_pages_are_named_and_nothing_is_published(as_administrator, lesson, draft):
    lesson.title = "Tên mới"
    lesson.save_revision()
    response = publish(as_administrator, lesson, draft)
    told = text_of(response.content.decode())
    assert "Chưa xuất bản trang nào" in told
    assert "Bài dở" in told
    draft.refresh_from_db()
    assert not draft.live
    assert LessonPage.objects.get(pk=lesson.pk).title != "Tên mới"


def test_what_is_below_is_looked_at_where_it_is_published_too(as_administrator, course, draft):
    assert "Chưa xuất bản trang nào" in text_of(publish(as_administrator, course, include_descendants="on").content.decode())
    publish(as_administrator, course)
    assert CoursePage.objects.get(pk=course.pk).live


def test_finished_pages_are_published(as_administrator, lesson):
    lesson.title = "Tên mới"
    lesson.save_revision()
    publish(as_administrator, lesson)
    assert LessonPage.objects.get(pk=lesson.pk).title == "Tên mới"
