"""Searching pages and pictures without accents, on whichever database."""

import pytest
from django.core.management import call_command
from portal.folded_search import _folded
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.search.query import MATCH_ALL, Phrase


@pytest.fixture
def titled(lesson):
    lesson.title = "Đặt mật khẩu, nộp hồ sơ"
    lesson.save_revision().publish()
    # Otherwise the index is written once the transaction is over.
    call_command("update_index", verbosity=0)
    return lesson


@pytest.mark.parametrize("asked", ["mat khau", "mật khẩu", "MAT KHAU", "nop ho so", "nộp hồ sơ", "dat", "đặt"])
def test_a_page_is_found_with_and_without_accents(titled, asked):
    assert titled.pk in [each.pk for each in Page.objects.search(asked)]


@pytest.mark.parametrize("asked", ["mat kh", "mật kh", "ho s"])
def test_the_beginning_of_a_word_is_enough_in_a_chooser(titled, asked):
    assert titled.pk in [each.pk for each in Page.objects.autocomplete(asked)]


def test_pictures_are_found_as_well(db):
    image = get_image_model().objects.create(title="Ảnh giấy tờ chụp hỏng", file=get_test_image_file())
    call_command("update_index", verbosity=0)
    assert [each.pk for each in get_image_model().objects.search("giay to")] == [image.pk]


def test_what_is_not_there_is_not_found(titled):
    assert list(Page.objects.search("xyzzy")) == []


def test_queries_of_other_kinds_are_left_as_they_are():
    assert _folded(MATCH_ALL) is MATCH_ALL
    phrase = Phrase("Mật khẩu")
    assert _folded(phrase) is phrase
