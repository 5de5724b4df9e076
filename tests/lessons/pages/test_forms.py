"""What a lesson's form refuses."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.models import LessonPage
from tests.pages import text_of


def data(checked_on, **fields):
    return {
        "title": "Bài mới", "slug": "bai-moi", "summary": "Tóm tắt", "minutes": "5", "checked_on": str(checked_on),
        "steps-count": "1", "steps-0-type": "step", "steps-0-order": "0", "steps-0-deleted": "", "steps-0-id": "",
        "steps-0-value-title": "Bước một", "steps-0-value-question": "", "steps-0-value-body-count": "1",
        "steps-0-value-body-0-type": "note", "steps-0-value-body-0-order": "0", "steps-0-value-body-0-deleted": "",
        "steps-0-value-body-0-id": "", "steps-0-value-body-0-value-text": '{"blocks": [{"key": "a", "type": "unstyled", "text": "Nhớ", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
        "sources-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "", **fields,
    }  # fmt: skip


@pytest.fixture
def add(as_administrator, course):
    address = reverse("wagtailadmin_pages:add", args=["lessons", "lessonpage", course.pk])
    return lambda *args, **fields: as_administrator.post(address, data(*args, **fields))


def test_a_lesson_checked_today_is_saved_as_a_draft(add):
    assert add(timezone.localdate()).status_code == 302
    made = LessonPage.objects.get(slug="bai-moi")
    assert (made.step_titles, made.live) == (["Bước một"], False)


def test_a_lesson_cannot_have_been_checked_tomorrow(add):
    answer = add(timezone.localdate() + dt.timedelta(days=1), **{"action-publish": "1"})
    assert "Ngày kiểm tra không thể ở sau hôm nay." in text_of(answer.content.decode())
    assert not LessonPage.objects.exists()


@pytest.mark.parametrize("lacks", [{"minutes": ""}, {"summary": ""}, {"steps-0-value-title": ""}, {"steps-0-deleted": "1"}])
def test_a_draft_is_saved_however_unfinished(add, lacks):
    assert add(timezone.localdate(), **lacks).status_code == 302
    made = LessonPage.objects.get()
    assert (made.live, made.minutes) == (False, 7 if lacks == {"minutes": ""} else 5)


@pytest.mark.parametrize("minutes", ["0", "121", "999999999999"])
def test_a_lesson_takes_from_one_minute_to_two_hours(add, minutes):
    answer = add(timezone.localdate(), minutes=minutes, **{"action-publish": "1"})
    assert answer.status_code == 200
    assert not LessonPage.objects.exists()


def test_a_lesson_needs_at_least_one_step_before_it_is_published(add):
    add(timezone.localdate(), **{"steps-0-deleted": "1", "action-publish": "1"})
    assert not LessonPage.objects.filter(live=True).exists()
