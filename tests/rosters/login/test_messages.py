"""What whoever could not log in is told, and what to do."""

import pytest

from rosters.login.learners import CardCheck
from rosters.login.views import wrong_card_message
from tests.pages import page, page_text, posted, text_of


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (0, "Hai mã này không khớp. Xem lại từng chữ trên thẻ"), (1, "Chờ 1 giây rồi thử lại."), (59, "Chờ 59 giây rồi thử lại."),
        (60, "Chờ 1 phút rồi thử lại."), (61, "Chờ 2 phút rồi thử lại."), (600, "Chờ 10 phút rồi thử lại."),
    ],
)  # fmt: skip
def test_a_wait_is_told_in_seconds_or_minutes_rounded_up(wait, words):
    assert words in wrong_card_message(CardCheck(None, wait))


@pytest.mark.parametrize(
    "data", [{}, {"member_code": "HS1"}, {"login_code": "ABCDEFGH"}, {"member_code": " ", "login_code": " "}]
)
def test_whoever_leaves_one_out_is_asked_for_both(client, site_home, data):
    shown = text_of(posted(client, "/dang-nhap/", data, status=422))
    assert "Nhập cả hai mã in trên thẻ." in shown


def test_the_page_needs_no_e_mail_and_no_password(client, site_home):
    shown = page_text(client, "/dang-nhap/").lower()
    assert "email" not in shown
    assert "mật khẩu" not in shown


def test_whoever_is_logged_in_already_is_told_and_can_go_on_or_change(as_learner, people):
    html = page(as_learner, "/dang-nhap/?next=/tien-do/")
    assert f"Bạn đang đăng nhập: {people.member.full_name}" in text_of(html)
    assert 'href="/tien-do/"' in html
    assert "Không phải tôi: đăng nhập bằng thẻ khác" in html
    changed = as_learner.post("/dang-xuat/", {"next": "/dang-nhap/"})
    assert changed.url == "/dang-nhap/"
    assert "Đăng nhập bằng thẻ" in page_text(as_learner, "/dang-nhap/")


def test_staff_are_told_that_a_card_ends_their_log_in(as_organizer, people):
    assert f"đang đăng nhập quản trị bằng tài khoản {people.organizer.username}" in page_text(as_organizer, "/dang-nhap/")


@pytest.mark.parametrize("following", ["https://khac.vn/", "//khac.vn/", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_site(client, site_home, following):
    from html import unescape

    html = client.get("/dang-nhap/", {"next": following}).content.decode()
    assert 'name="next" value="/"' in unescape(html)
