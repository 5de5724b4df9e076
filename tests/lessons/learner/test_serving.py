"""Lessons that Wagtail itself serves: drafts and closed lessons, by what follows their address."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory

from lessons.learner.serving import lesson as serve
from tests.pages import text_of


@pytest.fixture
def request_of(site_home):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize(
    ("rest", "words"),
    [((), "Trong bài này"), (("buoc", "2"), "Bước 2 trên 2"), (("kiem-tra",), "Nộp bài")],
)
def test_what_follows_the_address_names_the_page(request_of, lesson, rest, words):
    assert words in text_of(serve(request_of, lesson, *rest).content.decode())


@pytest.mark.parametrize(
    "rest", [("buoc",), ("buoc", "hai"), ("buoc", "3"), ("buoc", "-1"), ("khac",), ("kiem-tra", "x"), ("buoc", "1", "nua")]
)
def test_anything_else_is_not_there(request_of, lesson, rest):
    with pytest.raises(Http404):
        serve(request_of, lesson, *rest)
