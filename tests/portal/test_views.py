"""Pages that belong to no app, and what every answer carries."""

import re
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.db import OperationalError, connection
from django.test import Client
from django.urls import resolve
from portal.views import stale_form

from tests.pages import page, text_of


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


class TestAStaleForm:
    """A form from before another log-in is answered in our words, and what was chosen is kept."""

    @pytest.fixture
    def strict(self):
        return Client(enforce_csrf_checks=True)

    def test_what_was_filled_in_can_be_sent_again(self, strict, site_home):
        response = strict.post("/dang-xuat/?a=1", {"q1": ["3", "4"], "note": 'x"<b>'}, headers={"origin": "http://testserver"})
        html = response.content.decode()
        assert (response.status_code, "Chưa đăng xuất" in html, "Đăng xuất" in html) == (403, True, True)
        for kept in ('name="q1" value="3"', 'name="q1" value="4"', "x&quot;&lt;b&gt;", 'action="/dang-xuat/?a=1"'):
            assert kept in html
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
        assert strict.post("/dang-xuat/", {"csrfmiddlewaretoken": token}).status_code == 302

    def test_what_came_from_elsewhere_is_not_offered_again(self, strict, site_home):
        html = strict.post("/tim-kiem/", {"q1": "3"}, headers={"origin": "https://xau.example"}).content.decode()
        assert ("Quay lại trang trước" in html, "Gửi lại" in html, 'name="q1"' in html) == (True, False, False)

    @pytest.mark.parametrize(
        ("path", "form", "words"),
        [
            ("/dang-nhap/", {"member_code": "AG1"}, "Mở trang đăng nhập"),
            ("/dang-xuat/", {}, "Bấm nút dưới đây để đăng xuất"),
            ("/x/", {"key": "k", "cau-1-abc": "3"}, "Những gì bạn đã chọn vẫn còn ở đây"),
            ("/x/", {"nguoi": "m"}, "Bấm nút dưới đây để gửi lại"),
        ],
    )
    def test_the_words_fit_what_was_sent(self, rf, site_home, path, form, words):
        request = rf.post(path, form, headers={"origin": "http://testserver"})
        request.user, request.session = AnonymousUser(), {}
        request.resolver_match = resolve(path) if path != "/x/" else None
        assert words in stale_form(request).content.decode()

    @pytest.mark.parametrize("secret", ["password", "login_code"])
    def test_no_secret_is_written_into_a_page(self, strict, site_home, secret):
        html = strict.post("/dang-nhap/", {secret: "bi-mat-8"}, headers={"origin": "http://testserver"}).content.decode()
        assert "bi-mat-8" not in html


def test_a_form_sent_to_a_page_that_takes_none_is_answered_in_words(client, site_home):
    answer = client.post("/so-lieu/")
    assert answer.status_code == 405
    assert answer["Allow"]
    assert "Chưa có gì được ghi." in text_of(answer.content.decode())


def test_the_api_is_answered_as_programs_expect(client, site_home):
    answer = client.delete("/api/v1/units")
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    ("limit", "data"),
    [("DATA_UPLOAD_MAX_MEMORY_SIZE", {"a": "x" * 200}), ("DATA_UPLOAD_MAX_NUMBER_FIELDS", dict.fromkeys("abc", 1))],
)
def test_what_is_too_large_is_told_so(client, site_home, settings, limit, data):
    setattr(settings, limit, 2)
    answer = client.post("/dang-nhap/", urlencode(data), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "Nội dung gửi đi quá lớn" in text_of(answer.content.decode())


def test_other_bad_requests_are_told_as_such(client, site_home):
    answer = client.get("/so-lieu/?a=%00")
    assert answer.status_code == 400
    assert "Yêu cầu không đọc được" in text_of(answer.content.decode())


def test_an_error_of_the_server_is_a_page_that_looks_like_ours(client, site_home, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("lessons.certificates.views.find", lambda code: 1 / 0)
    answer = client.get("/giay-chung-nhan/ABC/")
    html = answer.content.decode()
    assert answer.status_code == 500
    assert "Lỗi này do máy chủ, không phải do bạn." in text_of(html)
    assert 'href="/static/portal/site.css"' in html


@pytest.mark.parametrize("path", ["/", "/danh-tinh-so/", "/danh-tinh-so/bai-1/", "/so-lieu/", "/tro-giup/"])
def test_a_page_that_is_shared_brings_a_picture_and_says_what_it_is(client, lesson, path):
    html = page(client, path)
    assert 'property="og:image" content="http://testserver/static/portal/share.png"' in html
    assert re.search(r'<meta name="description" content="[^"]{3,}">', html)
    assert html.count('name="description"') == 1
    assert 'rel="apple-touch-icon"' in html
    assert finders.find("portal/share.png")
    assert finders.find("portal/icon-180.png")
