"""Pages that belong to no app, and what every answer carries."""

import pytest
from django.db import OperationalError, connection

from tests.pages import page


def test_a_healthy_site_says_so(client, db):
    assert page(client, "/healthz/") == "ok"


def test_a_site_whose_database_is_gone_does_not(client, db, monkeypatch):
    def gone():
        raise OperationalError("the server closed the connection")

    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        assert client.get("/healthz/").status_code == 500


def test_cards_certificates_and_the_admin_are_not_for_robots(client, db):
    told = page(client, "/robots.txt")
    for place in ("/the/", "/quan-tri/", "/giay-chung-nhan/"):
        assert f"Disallow: {place}" in told


def test_public_pages_allow_no_script_from_elsewhere_and_the_admin_has_a_policy_of_its_own(client, as_administrator, lesson):
    public = client.get("/")["Content-Security-Policy"]
    admin = as_administrator.get("/quan-tri/")["Content-Security-Policy"]
    assert "unsafe-inline" not in public
    assert "unsafe-eval" not in public
    assert public != admin
    assert "default-src" in admin


def test_what_a_learner_sees_is_not_shown_by_the_back_button_of_the_next_one(as_learner, lesson):
    assert as_learner.get("/tien-do/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/quan-tri/images/chooser/", "/quan-tri/api/main/pages/", "/quan-tri/choose-page/"])
def test_an_organizer_reaches_no_chooser_of_content(as_organizer, as_editor, lesson, path):
    assert as_organizer.get(path).status_code in (302, 403)
    assert as_editor.get(path).status_code == 200


def test_preparing_the_site_twice_changes_nothing(site_home):
    from django.contrib.auth.models import Group, Permission
    from portal.preparing import prepare_site
    from wagtail.models import Page, Site

    def state():
        return Page.objects.count(), Site.objects.count(), Group.objects.count(), Permission.objects.count()

    before = state()
    assert prepare_site() == site_home
    assert state() == before
