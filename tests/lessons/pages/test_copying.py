"""Copying pages to an address that is taken by a view of ours."""

import pytest
from django.urls import reverse

from lessons.models import CoursePage
from tests.pages import text_of


def copy(client, page, slug, **more):
    form = {"new_title": "Bản sao", "new_slug": slug, "new_parent_page": page.get_parent().pk, **more}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)


@pytest.mark.parametrize("more", [{}, {"publish_copies": "on"}])
def test_an_address_of_a_view_is_refused_with_a_reason(as_administrator, course, more):
    response = copy(as_administrator, course, "so-lieu", **more)
    assert "“so-lieu” là của một trang có sẵn" in text_of(response.content.decode())
    assert not CoursePage.objects.filter(slug="so-lieu").exists()


def test_another_address_is_taken(as_administrator, course):
    assert copy(as_administrator, course, "ban-sao").status_code == 302
    assert CoursePage.objects.filter(slug="ban-sao").exists()


def test_below_a_course_no_view_has_an_address(as_administrator, lesson):
    assert copy(as_administrator, lesson, "so-lieu").status_code == 302
