"""The pictures that the demonstration uploads: two photos, one upright, one across, so that a phone shows whether shapes are kept; a message."""

import io

import pytest
from PIL import Image as Canvas
from PIL import ImageFilter, ImageStat
from portal.demonstration.pictures import bad_photo, false_message, good_photo, uploaded
from wagtail.images.models import Image


def opened(content):
    return Canvas.open(io.BytesIO(content))


def sharpness(content):
    """How much the edges of a picture stand out."""
    return ImageStat.Stat(opened(content).convert("L").filter(ImageFilter.FIND_EDGES)).stddev[0]


def test_the_good_one_stands_upright_and_the_bad_one_lies_across():
    assert opened(good_photo()).size == (1200, 1600)
    assert opened(bad_photo()).size == (1600, 1200)


def test_the_bad_one_is_blurred_and_dark():
    assert sharpness(bad_photo()) < sharpness(good_photo()) / 3
    good, bad = (ImageStat.Stat(opened(photo()).convert("L")).mean[0] for photo in (good_photo, bad_photo))
    assert bad < good


@pytest.mark.parametrize("photo", [good_photo, bad_photo, false_message])
def test_they_tell_nothing_about_who_took_them_and_weigh_little(photo):
    assert not opened(photo()).getexif()
    assert len(photo()) < 120_000


def test_each_is_uploaded_once(db):
    assert uploaded("anh-ro") == uploaded("anh-ro") != uploaded("anh-hong")
    assert Image.objects.count() == 2


def test_an_unknown_name_is_an_error(db):
    with pytest.raises(KeyError):
        uploaded("khong-co")
