import datetime as dt

import pytest
from django.utils import timezone

from rosters.login.throttling import (
    ADDRESS,
    CARD,
    CARD_FROM_ADDRESS,
    count_failure,
    count_success,
    seconds_to_wait,
    wait_seconds,
)


def test_the_first_failures_cost_nothing_and_then_the_wait_doubles():
    assert [wait_seconds(CARD_FROM_ADDRESS, n, 0) for n in (0, 4, 5, 6, 7)] == [0, 0, 15, 30, 60]
    assert wait_seconds(CARD_FROM_ADDRESS, 50, 0) == CARD_FROM_ADDRESS.longest
    assert wait_seconds(CARD_FROM_ADDRESS, 50, CARD_FROM_ADDRESS.forget) == 0


def test_waiting_is_over_when_the_time_has_passed():
    assert wait_seconds(CARD_FROM_ADDRESS, 5, 14.2) == 1
    assert wait_seconds(CARD_FROM_ADDRESS, 5, 15) == 0


@pytest.mark.django_db
def test_a_card_is_slowed_where_it_is_tried_and_others_are_not():
    for _ in range(CARD_FROM_ADDRESS.free):
        count_failure("HS1", "10.0.0.1")
    assert seconds_to_wait("hs1", "10.0.0.1") > 0
    assert seconds_to_wait("HS2", "10.0.0.1") == 0


@pytest.mark.django_db
def test_a_stranger_far_away_does_not_lock_a_card_but_guessing_from_everywhere_is_slowed():
    for _ in range(20):
        count_failure("HS1", "10.9.9.9")
    assert seconds_to_wait("HS1", "10.0.0.1") == 0
    for number in range(CARD.free):
        count_failure("HS1", f"10.1.0.{number}")
    assert seconds_to_wait("HS1", "10.0.0.1") > 0


@pytest.mark.django_db
def test_a_class_behind_one_address_is_not_shut_out():
    for number in range(45):
        for _ in range(3):
            count_failure(f"HS{number}", "10.0.0.1")
        count_success(f"HS{number}", "10.0.0.1")
    assert all(seconds_to_wait(f"HS{number}", "10.0.0.1") == 0 for number in range(45))


@pytest.mark.django_db
def test_an_address_that_only_guesses_is_slowed():
    for number in range(ADDRESS.free):
        count_failure(f"HS{number}", "10.0.0.1")
    assert seconds_to_wait("HS-new", "10.0.0.1") > 0
    assert seconds_to_wait("HS-new", "10.0.0.2") == 0


@pytest.mark.django_db
def test_old_failures_are_forgotten():
    long_ago = timezone.now() - dt.timedelta(seconds=CARD.forget + 1)
    for _ in range(20):
        count_failure("HS1", "10.0.0.1", long_ago)
    assert seconds_to_wait("HS1", "10.0.0.1") == 0
    count_failure("HS1", "10.0.0.1")
    assert seconds_to_wait("HS1", "10.0.0.1") == 0
