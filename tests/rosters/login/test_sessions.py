"""How long a log-in lasts: renewed by use, and short on a computer that many share."""

import itertools
import time

import pytest
from django.contrib.sessions.models import Session as StoredSession
from hypothesis import given
from hypothesis import strategies as st

from rosters.login import sessions
from rosters.login.learners import printed_login_code
from tests.pages import page, page_text

HALF_AN_HOUR = 30 * 60


class Kept(dict):
    """A session as the rule sees it."""

    def __init__(self, age, **values):
        super().__init__(values)
        self.age = age

    def get_expiry_age(self):
        return self.age


@given(st.integers(60, 10**7), st.lists(st.integers(1, 10**6), max_size=40))
def test_a_session_that_is_used_is_written_at_most_once_in_a_tenth_of_its_life(age, pauses):
    session, now, written = Kept(age), 10**9, []
    for pause in pauses:
        now += pause
        if sessions.renew(session, now):
            written.append(now)
            assert session[sessions.RENEWED] == now
        assert now - session[sessions.RENEWED] < age / 10
    assert all(later - earlier >= age / 10 for earlier, later in itertools.pairwise(written))


@pytest.fixture
def log_in(client, units, make_member, site_home):
    member = make_member(units.class_a, name="Trần Ngọc Ánh")

    def post(**more):
        card = {"member_code": member.code, "login_code": printed_login_code(member)}
        return client.post("/dang-nhap/", card | more)

    return post


def stored(client):
    return StoredSession.objects.get(session_key=client.session.session_key)


def minutes_left(client):
    return (stored(client).expire_date.timestamp() - time.time()) / 60


def test_a_log_in_of_ones_own_lasts_two_weeks(client, log_in):
    log_in()
    assert minutes_left(client) == pytest.approx(14 * 24 * 60, abs=1)
    assert sessions.SHARED_COOKIE not in client.cookies


def test_on_a_shared_computer_it_ends_half_an_hour_after_the_last_use(client, log_in, monkeypatch):
    answer = log_in(**{sessions.SHARED_FIELD: "1"})
    assert minutes_left(client) == pytest.approx(30, abs=1)
    assert answer.cookies["sessionid"]["max-age"] == HALF_AN_HOUR

    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 10 * 60)
    shown = client.get("/")
    assert "Chào Ánh" in shown.content.decode()
    # Used after ten minutes: half an hour from then.
    assert shown.cookies["sessionid"]["max-age"] == HALF_AN_HOUR
    assert client.session[sessions.RENEWED] == int(now + 10 * 60)


def test_the_browser_remembers_that_many_use_it_until_somebody_says_otherwise(client, log_in):
    log_in(**{sessions.SHARED_FIELD: "1"})
    client.post("/dang-xuat/")
    assert 'name="may-dung-chung" value="1" checked' in page(client, "/dang-nhap/")
    log_in()
    assert minutes_left(client) == pytest.approx(14 * 24 * 60, abs=1)
    client.post("/dang-xuat/")
    assert 'value="1" checked' not in page(client, "/dang-nhap/")


def test_a_wrong_code_keeps_what_was_ticked(client, log_in):
    shown = log_in(login_code="AAAA-AAAA", **{sessions.SHARED_FIELD: "1"}).content.decode()
    assert 'name="may-dung-chung" value="1" checked' in shown
    assert sessions.SHARED_COOKIE not in client.cookies


def test_a_page_soon_after_another_writes_nothing(as_learner, lesson):
    before = stored(as_learner).expire_date
    page(as_learner, "/tien-do/")
    assert stored(as_learner).expire_date == before


def test_days_of_use_never_end_in_a_log_out(as_learner, lesson, monkeypatch):
    now, asked = time.time(), stored(as_learner).expire_date
    monkeypatch.setattr(time, "time", lambda: now + 13 * 24 * 3600)
    page(as_learner, "/tien-do/")
    assert as_learner.session[sessions.RENEWED] == int(now + 13 * 24 * 3600)
    assert stored(as_learner).expire_date > asked


def test_a_visitor_is_given_no_session_by_reading(client, lesson):
    for path in ("/", "/danh-tinh-so/", "/danh-tinh-so/bai-1/", "/danh-tinh-so/bai-1/buoc/1/", "/danh-tinh-so/bai-1/kiem-tra/"):
        client.get(path)
    assert "sessionid" not in client.cookies
    assert StoredSession.objects.count() == 0


@pytest.mark.parametrize(
    "path",
    ["/", "/tien-do/", "/danh-tinh-so/", "/danh-tinh-so/bai-1/", "/danh-tinh-so/bai-1/buoc/1/", "/so-lieu/", "/khong-co/"],
)
def test_every_page_says_who_is_logged_in_and_lets_another_say_not_me(as_learner, lesson, path):
    html = as_learner.get(path).content.decode()
    assert '<span class="who-name">Ánh</span>' in html
    assert "Không phải tôi" in html
    assert 'action="/dang-xuat/"' in html


def test_not_me_leads_to_the_log_in_for_the_next(as_learner, lesson):
    assert as_learner.post("/dang-xuat/", {"next": "/dang-nhap/"}).url == "/dang-nhap/"
    assert "Ánh" not in page_text(as_learner, "/dang-nhap/")


def test_a_log_out_leads_to_no_other_site(as_learner, lesson):
    assert as_learner.post("/dang-xuat/", {"next": "https://khac.vn/"}).url == "/"


def test_back_at_the_page_of_a_scanned_card_nobody_is_logged_in(client, units, make_member, site_home):
    from rosters.login.learners import card_address

    member = make_member(units.class_a, name="Trần Ngọc Ánh")
    client.get("/" + card_address(member).split("/", 3)[3])
    shown = client.get("/the/")
    assert "no-store" in shown["Cache-Control"]
    client.post("/the/", {sessions.SHARED_FIELD: "1"})
    assert minutes_left(client) == pytest.approx(30, abs=1)
    client.post("/dang-xuat/")
    assert client.post("/the/").url == "/dang-nhap/"
    assert "_auth_user_id" not in client.session
