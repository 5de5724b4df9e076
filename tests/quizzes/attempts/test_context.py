"""How long an attempt took and on which device, told by what the page carries along."""

import time

import pytest
from django.core import signing
from django.test import override_settings

from quizzes.attempts.context import LONGEST, device_digest, new_device, seconds_since_shown, shown_mark


@pytest.fixture
def clock(monkeypatch):
    """Time that passes only when a test says so."""
    start = time.time()
    now = [start]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def passes(seconds):
        now[0] += seconds

    return passes


@pytest.mark.parametrize("seconds", [0, 1, 59, 3600])
def test_the_seconds_since_a_form_was_shown_are_counted(clock, seconds):
    mark = shown_mark("k1")
    clock(seconds)
    assert seconds_since_shown("k1", mark) == seconds


def test_after_half_a_day_nothing_is_known(clock):
    mark = shown_mark("k1")
    clock(LONGEST.total_seconds() - 1)
    assert seconds_since_shown("k1", mark) is not None
    clock(3)
    assert seconds_since_shown("k1", mark) is None


def test_a_clock_that_was_set_back_gives_no_negative_time(clock):
    mark = shown_mark("k1")
    clock(-30)
    assert seconds_since_shown("k1", mark) == 0


def test_the_mark_of_another_form_tells_no_time_at_all(clock):
    mark = shown_mark("k1")
    clock(300)
    assert seconds_since_shown("k2", mark) == 0


@pytest.mark.parametrize("mark", ["", "k1", "k1:abc", "k1:abc:def", "k1:" + "x" * 3000, ":::", "k1::"])
def test_leaving_the_mark_out_or_making_one_up_is_no_way_around_the_time(mark):
    assert seconds_since_shown("k1", mark) == 0


def test_a_mark_signed_for_something_else_tells_no_time_at_all(clock):
    mark = signing.TimestampSigner(salt="sessions").sign("k1")
    clock(300)
    assert seconds_since_shown("k1", mark) == 0


def test_a_key_may_hold_the_sign_that_parts_a_mark(clock):
    mark = shown_mark("a:b")
    clock(5)
    assert seconds_since_shown("a:b", mark) == 5


def test_devices_are_told_apart_and_not_found_again():
    first, second = new_device(), new_device()
    assert first != second
    assert device_digest(first) == device_digest(first) != device_digest(second)
    assert len(device_digest(first)) == 16
    assert first not in device_digest(first)


def test_no_cookie_is_no_device():
    assert device_digest("") == ""


def test_another_installation_gives_another_digest():
    here = device_digest("thiet-bi")
    with override_settings(SECRET_KEY="another"):
        assert device_digest("thiet-bi") != here
