import datetime as dt

import pytest
from django.utils import timezone

from rosters.login.throttling import (
    ADDRESS,
    CARD,
    CARD_FROM_ADDRESS,
    CARD_WHEN_RIGHT,
    KNOWN,
    count_failure,
    count_success,
    has_passed,
    network_of,
    seconds_to_wait,
    seconds_to_wait_here,
    wait_seconds,
)
from rosters.models import LoginThrottle


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
    count_failure("HS1", "10.0.0.1")
    LoginThrottle.objects.filter(key="address:10.0.0.1").update(failures=ADDRESS.free)
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


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.0.0.1", "10.0.0.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:DB8:1:2::9", "2001:db8:1:2::/64"), ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("::ffff:10.0.0.1", "10.0.0.1"), ("", ""), ("khong-phai", "khong-phai"),
    ],
)  # fmt: skip
def test_the_half_of_an_address_that_one_line_has_whole_counts_as_one(address, network):
    assert network_of(address) == network


@pytest.mark.django_db
def test_a_card_typed_with_an_address_in_it_counts_for_no_other_pair():
    for _ in range(10):
        count_failure("HS1@10.0.0.1", "10.9.9.9")
        count_failure("HS1", "10.0.0.1@10.0.0.2")
    assert seconds_to_wait("HS1", "10.0.0.1") == 0


@pytest.mark.django_db
def test_what_was_right_here_is_known_here_alone():
    count_success("hs1", "10.0.0.1")
    assert has_passed("HS1", "10.0.0.1")
    assert not has_passed("HS1", "10.0.0.2")
    assert not has_passed("HS2", "10.0.0.1")


@pytest.mark.django_db
def test_what_is_tried_elsewhere_does_not_count_here():
    for number in range(CARD.free + 1):
        count_failure("HS1", f"10.1.0.{number}")
    assert (seconds_to_wait("HS1", "10.0.0.1") > 0, seconds_to_wait_here("HS1", "10.0.0.1")) == (True, 0)
    for _ in range(CARD_FROM_ADDRESS.free):
        count_failure("HS1", "10.0.0.1")
    assert seconds_to_wait_here("HS1", "10.0.0.1") > 0


@pytest.mark.django_db
def test_wrong_codes_from_all_over_do_not_hold_up_the_right_one():
    for number in range(CARD.free + 20):
        count_failure("HS1", f"2001:db8:0:{number}::1")
    assert seconds_to_wait("HS1", "10.0.0.1") > 0
    assert seconds_to_wait("HS1", "10.0.0.1", is_right=True) == 0
    LoginThrottle.objects.update(failures=CARD_WHEN_RIGHT.free + 1)
    assert seconds_to_wait("HS1", "10.0.0.1", is_right=True) > 0


@pytest.mark.django_db
def test_no_key_holds_what_was_typed():
    count_failure("HS1", "10.0.0.1")
    count_success("HS1", "10.0.0.1")
    assert not LoginThrottle.objects.filter(key__contains="HS1").exists()
    assert LoginThrottle.objects.filter(key__startswith=KNOWN).count() == 1
