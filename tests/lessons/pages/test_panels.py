"""What an editor is told above the fields of a page."""

import pytest

from lessons.models import LessonPage
from lessons.pages.panels import UnderADraft


@pytest.fixture
def is_told(rf):
    panel = UnderADraft().bind_to_model(LessonPage)
    return lambda page: panel.get_bound_panel(instance=page, request=rf.get("/"), form=None).is_shown()


def test_a_lesson_of_a_published_course_needs_no_word(is_told, lesson):
    assert not is_told(lesson)


def test_one_under_a_draft_is_told(is_told, lesson):
    lesson.get_parent().specific.unpublish()
    assert is_told(LessonPage.objects.get(pk=lesson.pk))


def test_one_that_is_not_saved_yet_stands_nowhere(is_told, db):
    assert not is_told(LessonPage(title="Mới"))
