"""Addresses of lessons, made without a query."""

import uuid

import pytest

from lessons.pages.addresses import course_url, course_url_of, lesson_url, quiz_url, result_url, step_url
from tests.pages import page


def test_addresses_stand_in_vietnamese_below_the_course(lesson, django_assert_num_queries):
    key = uuid.UUID(int=7)
    with django_assert_num_queries(0):
        assert lesson_url(lesson) == "/danh-tinh-so/bai-1/"
        assert step_url(lesson, 2) == "/danh-tinh-so/bai-1/buoc/2/"
        assert quiz_url(lesson) == "/danh-tinh-so/bai-1/kiem-tra/"
        assert result_url(lesson, key) == f"/danh-tinh-so/bai-1/kiem-tra/{key}/"
        assert course_url_of(lesson) == course_url("danh-tinh-so") == "/danh-tinh-so/"


@pytest.mark.parametrize("address", [lesson_url, quiz_url, course_url_of, lambda lesson: step_url(lesson, 1)])
def test_each_leads_to_a_page(client, lesson, address):
    page(client, address(lesson))


def test_a_lesson_keeps_its_addresses_right_when_its_slug_changes(client, lesson):
    lesson.slug = "bai-doi-ten"
    lesson.save_revision().publish()
    lesson.refresh_from_db()
    assert lesson_url(lesson) == "/danh-tinh-so/bai-doi-ten/"
    page(client, lesson_url(lesson))
