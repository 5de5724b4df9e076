"""Keys for other systems: shown once, known by their digest, good until they are taken back."""

import datetime as dt

import pytest
from django.utils import timezone

from participation.api.models import ApiToken
from participation.api.tokens import PREFIX, digest_of, find_token, make_token, revoke


@pytest.fixture
def made(people, units):
    return make_token(units.school, "Kho dữ liệu của Sở", people.organizer)


def test_a_key_can_be_told_from_other_secrets_and_is_long(made):
    _token, text = made
    assert text.startswith(PREFIX)
    assert len(text) >= 40


def test_no_two_keys_are_the_same(units, people):
    texts = {make_token(units.school, "Kho", people.organizer)[1] for _ in range(20)}
    assert len(texts) == 20


def test_only_its_digest_is_in_the_database(made):
    token, text = made
    kept = " ".join(map(str, ApiToken.objects.values_list().get()))
    assert text not in kept
    assert text.removeprefix(PREFIX) not in kept
    assert token.digest == digest_of(text)


def test_a_key_finds_its_unit_without_a_further_question(made, units, django_assert_num_queries):
    find_token(made[1])
    with django_assert_num_queries(1):
        assert find_token(made[1]).unit == units.school


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda text: text + " ", lambda text: text[:-1], lambda text: ""])
def test_nearly_the_key_is_not_the_key(made, change):
    text = change(made[1])
    assert text == made[1] or find_token(text) is None


def test_a_key_that_was_taken_back_opens_nothing_and_stays_on_record(made):
    token, text = made
    revoke(token)
    assert find_token(text) is None
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_taking_back_twice_keeps_the_first_time(made):
    token, _text = made
    revoke(token)
    first = ApiToken.objects.get().revoked_at
    revoke(token)
    assert ApiToken.objects.get().revoked_at == first


def test_the_day_of_use_is_written_once_a_day(made, django_assert_num_queries):
    token, text = made
    find_token(text)
    token.refresh_from_db()
    assert token.last_used_on == timezone.localdate()
    ApiToken.objects.update(last_used_on=timezone.localdate() - dt.timedelta(days=1))
    with django_assert_num_queries(2):
        find_token(text)
    with django_assert_num_queries(1):
        find_token(text)


def test_a_wrong_key_marks_nothing_as_used(made):
    find_token(made[1] + "x")
    made[0].refresh_from_db()
    assert made[0].last_used_on is None


def test_a_key_is_named_by_its_system_and_its_unit(made):
    assert str(made[0]) == "Kho dữ liệu của Sở - Trường THPT Thoại Ngọc Hầu"
