"""Addresses that belong to no app, and the order in which they are looked at."""

import pytest
from django.urls import resolve, reverse
from portal.languages import COOKIE

from tests.pages import page


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "wagtail_serve"), ("/dang-nhap/", "login"), ("/tien-do/", "my_progress"), ("/so-lieu/", "public_figures"), ("/healthz/", "health"),
        ("/danh-tinh-so/bai-1/", "lesson"), ("/danh-tinh-so/", "wagtail_serve"), ("/quan-tri/", "wagtailadmin_home"),
    ],
)  # fmt: skip
def test_an_address_leads_to_its_page_and_not_to_another_that_looks_alike(path, name):
    assert resolve(path).url_name == name


@pytest.mark.parametrize("code", ["vi", "en"])
def test_a_language_is_chosen_for_a_year_and_one_comes_back(client, site_home, code):
    response = client.get(f"/ngon-ngu/{code}/", {"next": "/so-lieu/"})
    assert response.url == "/so-lieu/"
    assert response.cookies[COOKIE].value == code
    assert response.cookies[COOKIE]["max-age"] == 365 * 24 * 3600


def test_a_language_that_there_is_not_is_a_404(client, site_home):
    page(client, "/ngon-ngu/fr/", status=404)


@pytest.mark.parametrize("following", ["https://khac.vn/", "//khac.vn", "\\\\khac.vn"])
def test_choosing_a_language_leads_to_no_other_site(client, site_home, following):
    assert client.get(reverse("language", args=["en"]), {"next": following}).url == "/"


def test_a_form_does_not_choose_a_language(client, site_home):
    assert client.post("/ngon-ngu/en/").status_code == 405
