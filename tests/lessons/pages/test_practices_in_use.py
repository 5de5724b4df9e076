"""A practice that a lesson has stays until it is taken out there."""

import pytest
from django.urls import reverse
from portal.demonstration.content import PRACTICES

from lessons.models import LessonPage, Practice
from lessons.pages.practices_in_use import lessons_with
from lessons.practice.written import make_practice
from tests import factories
from tests.pages import text_of

pytestmark = pytest.mark.django_db
DELETE = "wagtailsnippets_lessons_practice:delete"


@pytest.fixture
def practice():
    made = make_practice(PRACTICES / "cuoc-goi-can-bo.toml", live=True)
    made.save()
    return made


@pytest.fixture
def lesson(make_lesson):
    return make_lesson()


def put_into(lesson, practice, *, publish=True):
    step = factories.step("Làm")
    step["value"]["body"].append({"type": "practice", "value": practice.pk})
    lesson.steps = [step]
    revision = lesson.save_revision()
    if publish:
        revision.publish()


def test_one_that_no_lesson_has_is_deleted(as_administrator, practice, lesson):
    assert lessons_with([practice]) == []
    as_administrator.post(reverse(DELETE, args=[practice.pk]))
    assert not Practice.objects.exists()


@pytest.mark.parametrize("publish", [True, False], ids=["published", "in a draft"])
def test_one_that_a_lesson_has_is_not_deleted_and_its_lesson_is_named(as_administrator, practice, lesson, publish):
    put_into(lesson, practice, publish=publish)
    assert lessons_with([practice]) == [LessonPage.objects.get(pk=lesson.pk)]
    for send in (as_administrator.get, as_administrator.post):
        answer = send(reverse(DELETE, args=[practice.pk]), follow=True)
        assert "Bài “Bài 1” đang có bài thực hành này nên không xóa được." in text_of(answer.content.decode())
    assert Practice.objects.filter(pk=practice.pk).exists()


def test_nor_with_others_at_once(as_administrator, practice, lesson):
    put_into(lesson, practice)
    address = reverse("wagtail_bulk_action", args=["lessons", "practice", "delete"])
    as_administrator.post(f"{address}?id={practice.pk}")
    assert Practice.objects.filter(pk=practice.pk).exists()


def test_nothing_to_delete_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert lessons_with([]) == []
