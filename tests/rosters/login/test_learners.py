"""Two codes of a card: whom they let in, and what wrong ones learn."""

import pytest

from rosters.login.learners import account_of, card_address, check_card, learner_of, login_code, printed_login_code
from rosters.models import Member, User
from rosters.people.members import close_membership
from rosters.people.merging import merge
from tests.factories import STARTED

HERE = "10.0.0.1"


@pytest.fixture
def member(units, make_member):
    return make_member(units.class_a, code="HS1", name="Trần Ngọc Ánh")


def test_the_right_codes_let_in_however_they_are_typed(member):
    code = login_code(member)
    for typed_member, typed_code in (
        ("HS1", code),
        (" hs1 ", code.lower()),
        ("HS1", printed_login_code(member)),
        ("HS1", f" {code} "),
    ):
        assert check_card(typed_member, typed_code, HERE).member == member


@pytest.mark.parametrize(
    ("member_code", "code"), [("HS1", "AAAAAAAA"), ("HS1", ""), ("HS2", "own"), ("", "own"), ("HS1\x00X", "own")]
)
def test_wrong_codes_let_nobody_in_and_say_no_more(member, member_code, code):
    found = check_card(member_code, login_code(member) if code == "own" else code, HERE)
    assert (found.member, found.wait) == (None, 0)


def test_a_zero_byte_in_the_code_breaks_nothing(member):
    assert check_card("HS\x001", login_code(member), HERE).member == member


def test_after_many_wrong_ones_even_the_right_one_waits(member):
    while not (found := check_card("HS1", "AAAAAAAA", HERE)).wait:
        assert found.member is None
    again = check_card("HS1", login_code(member), HERE)
    assert again.member is None
    assert again.wait > 0


def test_whoever_left_every_unit_is_not_let_in(member):
    close_membership(member.memberships.get(), "left", STARTED)
    assert check_card("HS1", login_code(member), HERE).member is None


def test_the_codes_of_two_members_are_different_and_of_one_the_same(member, units, make_member):
    friend = make_member(units.class_a)
    assert login_code(member) == login_code(Member.objects.get(pk=member.pk))
    assert login_code(member) != login_code(friend)


def test_another_key_of_the_installation_gives_other_codes(member, settings):
    before = login_code(member)
    settings.LOGIN_CODE_KEY = "another-key-of-thirty-two-letters"
    assert login_code(member) != before


def test_the_address_on_the_card_carries_both_codes(member, settings):
    settings.BASE_URL = "https://hocvuso.vn"
    assert card_address(member) == f"https://hocvuso.vn/the/HS1/{login_code(member)}/"


def test_an_account_is_made_at_the_first_log_in_and_has_no_password(member):
    account = account_of(member)
    assert (account.username, account.has_usable_password()) == ("hv-HS1", False)
    assert account_of(member) == account
    assert User.objects.count() == 1


def test_a_second_record_logs_in_as_the_kept_person(member, units, make_member):
    other = make_member(units.chapter, code="DV1", name="Trần Ngọc Ánh")
    merge(member, other)
    assert account_of(Member.objects.get(pk=other.pk)).username == "hv-HS1"


def test_a_learner_is_known_by_the_request_and_staff_is_none(member, people, rf):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    for user, expected in ((account_of(member), member), (people.organizer, None), (AnonymousUser(), None)):
        request.user = User.objects.get(pk=user.pk) if user.pk else user
        assert learner_of(request) == expected


def test_an_account_that_somebody_called_like_a_learners_is_never_a_learners(units, make_member):
    learner = make_member(units.class_a, code="AG1")
    staff = User.objects.create_user("hv-AG1", password="mot-mat-khau-dai")
    account = account_of(learner)
    assert account.pk != staff.pk
    assert account.username.startswith("hv-AG1-")
    assert not account.has_usable_password()
    assert account_of(learner) == account


def test_wrong_tries_count_for_every_card_that_may_be_meant(units, make_member):
    first, second = make_member(units.class_a, code="AO1"), make_member(units.class_a, code="A01")
    for _ in range(8):
        check_card("AO1", "23456789", "10.0.0.1")
    for member in (first, second):
        assert check_card(member.code, login_code(member), "10.0.0.1").wait > 0
