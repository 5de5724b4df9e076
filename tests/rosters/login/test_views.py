import time

import pytest
from django.test import Client

from rosters.login.client_address import client_address
from rosters.login.learners import card_address, login_code, printed_login_code
from rosters.login.views import SECONDS_SCANNED
from rosters.models import LoginThrottle, Member, User
from rosters.people.members import reissue_login_code
from tests.pages import page, page_text, text_of


@pytest.fixture
def member(units, make_member, site_home):
    return make_member(units.class_a, name="Trần Ngọc Ánh")


def path_of(member):
    return "/" + card_address(member).split("/", 3)[3]


def log_in(client, member, code=None):
    return client.post("/dang-nhap/", {"member_code": member.code, "login_code": code or printed_login_code(member)})


def test_two_codes_open_the_door(client, member):
    response = log_in(client, member)
    assert response.status_code == 302
    assert "Chào Ánh" in page(client, "/")


def test_the_account_is_made_at_the_first_log_in_and_kept(client, member):
    assert User.objects.count() == 0
    log_in(client, member)
    log_in(Client(), member)
    assert User.objects.count() == 1
    assert not User.objects.get().has_usable_password()


def test_small_letters_and_spaces_are_forgiven(client, member):
    response = client.post("/dang-nhap/", {"member_code": f" {member.code.lower()} ", "login_code": login_code(member).lower()})
    assert response.status_code == 302


def test_a_wrong_code_is_answered_in_vietnamese_and_keeps_the_member_code(client, member):
    response = log_in(client, member, "AAAA-AAAA")
    assert response.status_code == 422
    assert "không khớp" in response.content.decode()
    assert member.code in response.content.decode()


def test_many_wrong_codes_slow_the_card_down_even_for_the_right_one(client, member):
    for _ in range(5):
        log_in(client, member, "AAAA-AAAA")
    response = log_in(client, member)
    assert response.status_code == 429
    assert "Chờ" in response.content.decode()


def test_an_unknown_member_gets_the_same_answer(client, member):
    unknown = client.post("/dang-nhap/", {"member_code": "KHONG-CO", "login_code": "AAAAAAAA"}).content.decode()
    assert "không khớp" in unknown


def scan(client, member):
    return client.get(path_of(member), follow=True)


def test_scanning_a_card_shows_the_name_and_logs_nobody_in(client, member):
    response = scan(client, member)
    assert "Bạn là Trần Ngọc Ánh?" in response.content.decode()
    assert "Lớp 10A1" in response.content.decode()
    assert User.objects.count() == 0
    assert "_auth_user_id" not in client.session


def test_the_address_that_stays_holds_no_code(client, member):
    response = scan(client, member)
    assert response.redirect_chain == [("/the/", 302)]
    assert login_code(member) not in response.content.decode()
    assert client.get(path_of(member))["Referrer-Policy"] == "no-referrer"


def test_confirming_a_scanned_card_logs_in(client, member):
    scan(client, member)
    client.post("/the/")
    assert client.get("/tien-do/").status_code == 200


def test_after_a_log_out_the_back_button_opens_nothing(client, member):
    scan(client, member)
    client.post("/the/")
    client.post("/dang-xuat/")
    assert client.get("/the/").url == "/dang-nhap/"
    assert client.post("/the/").url == "/dang-nhap/"
    assert "_auth_user_id" not in client.session


def test_a_scanned_card_is_forgotten_after_some_minutes(client, member, monkeypatch):
    scan(client, member)
    now = time.time()
    monkeypatch.setattr("rosters.login.views.time.time", lambda: now + SECONDS_SCANNED + 1)
    assert client.post("/the/").url == "/dang-nhap/"


def test_a_card_that_was_replaced_meanwhile_opens_nothing(client, member):
    scan(client, member)
    reissue_login_code(member)
    assert client.post("/the/").url == "/dang-nhap/"


def test_scanning_another_card_in_one_browser_asks_whose_it_is(client, member, units, make_member):
    log_in(client, member)
    friend = make_member(units.class_a, name="Lê Văn Bình")
    assert "Bạn là Lê Văn Bình?" in scan(client, friend).content.decode()
    assert "Chào Ánh" in page(client, "/")
    client.post("/the/")
    assert "Chào Bình" in page(client, "/")


def test_a_scanned_card_with_a_wrong_code_counts_as_a_failure(client, member):
    response = client.get(f"/the/{member.code}/AAAAAAAA/", follow=True)
    assert (response.status_code, response.redirect_chain) == (404, [("/dang-nhap/", 302)])
    html = response.content.decode()
    assert "Hai mã này không khớp." in text_of(html)
    assert f'value="{member.code}"' in html
    assert set(LoginThrottle.objects.values_list("failures", flat=True)) == {1}


def test_what_was_told_of_a_card_is_told_once(client, member):
    client.get(f"/the/{member.code}/AAAAAAAA/", follow=True)
    assert "Hai mã này" not in page_text(client, "/dang-nhap/")


def test_a_right_card_that_has_to_wait_leaves_its_code_nowhere(client, member):
    for _ in range(7):
        client.get(f"/the/{member.code}/BBBB-BBBB/")
    code = printed_login_code(member)
    response = client.get(f"/the/{member.code}/{code}/", follow=True)
    assert (response.status_code, response.redirect_chain) == (429, [("/dang-nhap/", 302)])
    assert code not in response.content.decode()
    first = client.get(f"/the/{member.code}/{code}/")
    assert (first.content, first["Referrer-Policy"]) == (b"", "no-referrer")
    assert code not in str(first.cookies)


def test_a_code_of_odd_letters_is_refused_like_any_other(client, site_home):
    response = client.get("/the/ĐỨC;=ạ/AAAAAAAA/", follow=True)
    assert response.status_code == 404
    assert 'value="ĐỨC;=ạ"' in response.content.decode()


def test_a_wrong_card_scanned_by_somebody_who_is_logged_in_is_told_too(client, member):
    log_in(client, member)
    assert "Hai mã này không khớp." in page_text(client, f"/the/{member.code}/AAAAAAAA/", follow=True, status=404)


def test_somebody_who_left_cannot_log_in(client, member):
    member.memberships.update(end="2026-10-01")
    assert log_in(client, member).status_code == 422


def test_a_new_code_shuts_the_old_card_and_open_sessions(client, member):
    log_in(client, member)
    old = printed_login_code(member)
    reissue_login_code(Member.objects.get(pk=member.pk))
    assert client.get("/tien-do/").status_code == 302
    assert log_in(Client(), member, old).status_code == 422
    assert log_in(Client(), Member.objects.get(pk=member.pk)).status_code == 302


def test_a_learner_has_no_way_in_by_password(client, member):
    log_in(client, member)
    account = User.objects.get()
    account.set_password("mot-mat-khau-dai")
    account.save()
    assert not Client().login(username=account.username, password="mot-mat-khau-dai")


def test_the_next_address_never_leads_to_another_site(client, member):
    response = client.post(
        "/dang-nhap/?next=https://xau.example/",
        {"member_code": member.code, "login_code": login_code(member), "next": "https://xau.example/"},
    )
    assert response.url == "/"


def test_logging_out(client, member):
    log_in(client, member)
    client.post("/dang-xuat/")
    assert client.get("/tien-do/").status_code == 302


def test_the_address_is_the_one_that_our_own_proxy_saw(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "1.1.1.1, 2.2.2.2"}, REMOTE_ADDR="127.0.0.1")
    assert client_address(request) == "127.0.0.1"
    settings.TRUSTED_PROXY_COUNT = 1
    assert client_address(request) == "2.2.2.2"


def test_staff_passwords_cannot_be_tried_without_end(client, people):
    for _ in range(5):
        client.post("/quan-tri/login/", {"username": "phutrach", "password": "sai"})
    client.post("/quan-tri/login/", {"username": "phutrach", "password": "mot-mat-khau-dai"})
    assert "_auth_user_id" not in client.session
    other = Client(REMOTE_ADDR="10.9.9.9")
    other.post("/quan-tri/login/", {"username": "phutrach", "password": "mot-mat-khau-dai"})
    assert "_auth_user_id" in other.session


def test_odd_addresses_of_cards_are_wrong_cards(client, member):
    assert client.get("/the/%00/AAAAAAAA/").status_code == 404


def test_a_learners_page_is_not_shown_again_by_the_back_button(client, member):
    log_in(client, member)
    assert client.get("/")["Cache-Control"] == "private, no-store"


def test_a_right_code_passes_where_it_has_passed_before_whoever_guesses_there(client, member):
    log_in(client, member)
    other = Client()
    for _ in range(12):
        log_in(other, member, "AAAA-AAAA")
    assert log_in(other, member, "AAAA-AAAA").status_code == 429
    assert log_in(other, member).status_code == 302


def test_a_class_behind_one_address_is_held_open_while_somebody_guesses_there(units, make_member, site_home):
    pupils = [make_member(units.class_a, name=f"Lê Văn {letter}n") for letter in "ABCDEF"]
    guesser = Client()
    for number in range(160):
        guesser.post("/dang-nhap/", {"member_code": f"KHONG-CO-{number}", "login_code": "AAAAAAAA"})
    assert [log_in(Client(), pupil).status_code for pupil in pupils] == [302] * 6


def test_a_session_ends_when_its_learner_leaves(client, member):
    log_in(client, member)
    assert client.get("/tien-do/").status_code == 200
    member.memberships.update(end="2026-10-01")
    assert client.get("/tien-do/").status_code == 302


@pytest.mark.parametrize("following", ["abc", "//xau.example/", "https://xau.example/", "javascript:alert(1)"])
def test_the_next_address_is_one_of_ours_or_the_first_page(client, member, following):
    response = client.post("/dang-nhap/", {"member_code": member.code, "login_code": login_code(member), "next": following})
    assert response.url == "/"


def test_staff_who_logged_in_here_before_are_not_locked_out_from_elsewhere(people):
    def log_in_as_staff(client, password="mot-mat-khau-dai"):
        client.post("/quan-tri/login/", {"username": "phutrach", "password": password})
        return "_auth_user_id" in client.session

    assert log_in_as_staff(Client(REMOTE_ADDR="10.0.0.1"))
    for number in range(70):
        log_in_as_staff(Client(REMOTE_ADDR=f"10.9.0.{number}"), "sai")
    assert not log_in_as_staff(Client(REMOTE_ADDR="10.9.1.1"))
    assert log_in_as_staff(Client(REMOTE_ADDR="10.0.0.1"))
