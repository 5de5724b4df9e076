"""The picture of a question, for drawing on it in the editor."""

import io

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from portal.demonstration.pictures import false_message
from wagtail.images.models import Image

# Wagtail leaves the file into which it draws a smaller picture to be closed by Python.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:Unclosed file:ResourceWarning"),
]


@pytest.fixture
def picture(db):
    return Image.objects.create(title="Tin nhắn", file=ImageFile(io.BytesIO(false_message()), name="tin.png"))


def address(pk):
    return reverse("question_picture", args=[pk])


def test_it_leads_to_a_picture_no_larger_than_it_is_drawn_on(as_editor, picture):
    answer = as_editor.get(address(picture.pk))
    assert answer.status_code == 302
    assert "width-960" in answer["Location"]


def test_one_that_is_not_there_is_not_found_and_one_whose_file_is_lost_breaks_nothing(as_editor, picture):
    assert as_editor.get(address(picture.pk + 1)).status_code == 404
    picture.file.storage.delete(picture.file.name)
    assert as_editor.get(address(picture.pk)).status_code == 302


def test_it_is_for_those_who_write_questions(as_organizer, as_learner, client, picture):
    for who in (as_organizer, as_learner, client):
        assert who.get(address(picture.pk)).status_code in (302, 403)
        assert "width-960" not in who.get(address(picture.pk)).get("Location", "")
