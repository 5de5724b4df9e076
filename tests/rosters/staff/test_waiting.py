"""How long an account of staff waits: nobody elsewhere locks it out where it has logged in before."""

from rosters.login import throttling
from rosters.staff.waiting import seconds_to_wait, throttle_name

HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


def guess(username, address, times):
    for _ in range(times):
        throttling.count_failure(throttle_name(username), address)


def test_wrong_passwords_make_the_account_wait_where_they_were_tried(db):
    guess("phutrach", HERE, 6)
    assert seconds_to_wait("phutrach", HERE) > 0
    assert seconds_to_wait("khac", HERE) == 0


def test_what_others_try_elsewhere_locks_nobody_out_where_they_logged_in_before(db):
    throttling.count_success(throttle_name("phutrach"), HERE)
    guess("phutrach", ELSEWHERE, 200)
    assert seconds_to_wait("phutrach", ELSEWHERE) > 0
    assert seconds_to_wait("phutrach", HERE) == 0


def test_even_there_a_password_is_not_guessed_without_end(db):
    throttling.count_success(throttle_name("phutrach"), HERE)
    guess("phutrach", HERE, 6)
    assert seconds_to_wait("phutrach", HERE) > 0
