"""A picture that a page shows is not deleted."""

import pytest
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ReferenceIndex

from lessons.uploads.pictures_in_use import keep_pictures_in_use_in_bulk
from tests.pages import text_of


@pytest.fixture
def picture(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return get_image_model().objects.create(title="Ảnh giấy tờ", file=get_test_image_file())


@pytest.fixture
def shown(picture, make_lesson):
    """The picture in a step of a lesson."""
    lesson = make_lesson()
    steps = list(lesson.steps.raw_data)
    value = {"image": picture.pk, "alt_text": "Giấy tờ", "decorative": False}
    steps[0]["value"]["body"] = [*steps[0]["value"]["body"], {"type": "picture", "value": value}]
    lesson.steps = StreamValue(lesson.steps.stream_block, steps, is_lazy=True)
    lesson.save()
    ReferenceIndex.create_or_update_for_object(lesson)
    return picture


def delete(client, picture):
    return client.post(reverse("wagtailimages:delete", args=[picture.pk]), follow=True)


def test_one_that_nobody_shows_is_deleted(as_administrator, picture):
    delete(as_administrator, picture)
    assert not get_image_model().objects.exists()


def test_one_that_is_shown_stays_and_the_editor_is_told_where(as_administrator, shown):
    answer = delete(as_administrator, shown)
    assert "đang được dùng nên không xóa được" in text_of(answer.content.decode())
    assert get_image_model().objects.get() == shown


def test_among_several_at_once_too(rf, shown, monkeypatch):
    told = []
    monkeypatch.setattr("lessons.uploads.pictures_in_use.messages.error", lambda request, text: told.append(text))
    assert keep_pictures_in_use_in_bulk(rf.post("/"), "delete", [shown], None).status_code == 302
    assert told
    assert keep_pictures_in_use_in_bulk(rf.post("/"), "add_tags", [shown], None) is None
