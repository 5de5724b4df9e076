import pytest
from django.test import Client

from rosters.login.client_address import client_address
from rosters.login.learners import card_address, login_code, printed_login_code
from rosters.models import LoginThrottle, Member, User
from rosters.people.members import reissue_login_code
from tests.pages import page


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


def test_scanning_a_card_shows_the_name_and_changes_nothing(client, member):
    response = client.get(path_of(member))
    assert "Bạn là Trần Ngọc Ánh?" in response.content.decode()
    assert "Lớp 10A1" in response.content.decode()
    assert User.objects.count() == 0
    assert "sessionid" not in client.cookies


def test_confirming_a_scanned_card_logs_in(client, member):
    client.post(path_of(member))
    assert client.get("/tien-do/").status_code == 200


def test_a_scanned_card_with_a_wrong_code_counts_as_a_failure(client, member):
    assert client.get(f"/the/{member.code}/AAAAAAAA/").status_code == 404
    assert set(LoginThrottle.objects.values_list("failures", flat=True)) == {1}


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
