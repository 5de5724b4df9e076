"""Uploading pictures: they tell nothing of where they were taken, and those of iPhones are taken."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from lessons.uploads import images
from rosters.files.errors import TookTooLong
from tests.pages import text_of
from tests.quizzes.test_pictures import moving, photograph


@pytest.fixture
def upload(as_editor, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)

    def post(name, content):
        form = {"title": "Ảnh", "collection": "1", "tags": "", "file": SimpleUploadedFile(name, content)}
        return as_editor.post(reverse("wagtailimages:add"), form)

    return post


def kept():
    image = get_image_model().objects.get()
    with image.open_file() as file:
        return image, file.read()


def test_what_is_kept_of_an_upload_tells_no_place(upload):
    assert upload("anh.jpg", photograph()).status_code == 302
    image, content = kept()
    assert (image.width, image.height) == (20, 40)
    assert b"Samsung" not in content


def test_a_picture_of_an_iphone_is_taken_as_jpeg(upload):
    assert upload("IMG_0001.heic", photograph("HEIF")).status_code == 302
    image, content = kept()
    assert image.filename.endswith(".jpg")
    assert Image.open(io.BytesIO(content)).format == "JPEG"
    assert b"Samsung" not in content


@pytest.mark.parametrize("content", [photograph()[:300], photograph("GIF")[:40], b"GIF89a/*<script>*/", photograph("PNG")[:60]])
def test_a_picture_that_was_cut_short_is_told_in_words(upload, content):
    answer = upload("anh." + ("jpg" if content[:2] == b"\xff\xd8" else "png" if content[1:4] == b"PNG" else "gif"), content)
    assert answer.status_code == 200
    assert not get_image_model().objects.exists()
    assert "Chọn lại tệp ảnh" in answer.content.decode() or "ảnh" in answer.content.decode()


def test_a_program_called_jpg_is_refused(upload):
    assert upload("anh.jpg", b"MZ" + bytes(300)).status_code == 200
    assert not get_image_model().objects.exists()


def test_a_moving_picture_without_end_is_refused_at_once(upload, monkeypatch):
    monkeypatch.setattr("quizzes.pictures.MOST_PIXELS", 1000)
    assert "Ảnh động quá lớn" in text_of(upload("anh.gif", moving(3, 40)).content.decode())
    assert not get_image_model().objects.exists()


def test_a_picture_that_takes_too_long_is_refused_in_words(upload, monkeypatch):
    def too_slow(*_arguments, **_seconds):
        raise TookTooLong("lâu")

    monkeypatch.setattr(images, "apart_in_a_request", too_slow)
    assert "Thử lại sau một phút" in text_of(upload("anh.jpg", photograph()).content.decode())


@pytest.mark.apart
def test_a_picture_is_written_anew_in_a_process_of_its_own(upload):
    assert upload("anh.jpg", photograph()).status_code == 302
    assert b"Samsung" not in kept()[1]


def test_one_of_many_pictures_is_taken_and_asks_for_its_title(as_editor, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    form = {"title": "anh.jpg", "collection": "1", "files[]": SimpleUploadedFile("anh.jpg", photograph())}
    response = as_editor.post(reverse("wagtailimages:add_multiple"), form)
    assert response.status_code == 200
    assert response.json()["success"]
    assert "title" in response.json()["form"]
    assert b"Samsung" not in kept()[1]
