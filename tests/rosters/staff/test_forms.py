"""Staff logging in: whoever has to wait is told so."""

import pytest

from rosters.login.client_address import client_address
from rosters.login.messages import wait_message
from rosters.staff.waiting import seconds_to_wait, throttle_name
from tests.pages import page, page_text, text_of

LOGIN = "/quan-tri/login/"


def try_to_log_in(client, user, password="sai-mat-khau"):
    return text_of(client.post(LOGIN, {"username": user.username, "password": password}).content.decode())


def test_a_wrong_password_is_told_as_one(client, people):
    assert "Chờ" not in try_to_log_in(client, people.organizer)


def test_after_many_wrong_ones_the_wait_is_told_also_for_the_right_one(client, people):
    people.organizer.set_password("mat-khau-dung-nhe")
    people.organizer.save()
    for _ in range(6):
        try_to_log_in(client, people.organizer)
    shown = try_to_log_in(client, people.organizer, "mat-khau-dung-nhe")
    assert "Đã thử sai nhiều lần. Chờ" in shown
    assert "không đúng" not in shown


def test_an_account_that_does_not_exist_is_told_the_same(client, people):
    people.organizer.username = "khong-co-ai"
    for _ in range(6):
        shown = try_to_log_in(client, people.organizer)
    assert "Đã thử sai nhiều lần. Chờ" in shown


def test_no_card_is_counted_with_an_account(people):
    assert throttle_name("HS1") != "HS1"
    assert seconds_to_wait("phutrach", "203.0.113.7") == 0


@pytest.mark.parametrize(("seconds", "words"), [(1, "1 giây"), (59, "59 giây"), (60, "1 phút"), (61, "2 phút")])
def test_a_wait_is_told_in_seconds_or_minutes(seconds, words):
    assert words in wait_message(seconds)


def test_whoever_forgot_the_password_is_told_whom_to_ask(client, site_home):
    assert "Quên mật khẩu? Nhờ quản trị viên đặt mật khẩu mới cho bạn." in page_text(client, LOGIN)


def test_the_address_is_that_of_the_browser(rf):
    assert client_address(rf.get("/", REMOTE_ADDR="203.0.113.7")) == "203.0.113.7"


def test_the_log_in_of_staff_names_its_fields_in_vietnamese(client, site_home):
    shown = page(client, "/quan-tri/login/")
    assert "Mật khẩu" in shown
    assert ">Password" not in shown
    assert 'placeholder="Nhập tên đăng nhập"' in shown


def test_nobody_is_asked_for_a_time_zone(as_editor, people):
    assert "time_zone" not in page(as_editor, "/quan-tri/account/")
