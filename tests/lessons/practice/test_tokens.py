"""Where somebody is, as a form carries it."""

import pytest
from django.core import signing

from lessons.practice import tokens
from lessons.practice.playing import State
from lessons.practice.tokens import Run, new_run, read_run, write_run
from tests.lessons.practice.procedures import LOG_IN


def test_what_is_written_is_read():
    run = Run("k", State("mã", {"số": "000 – ă"}, misses=2, is_hinted=True, back=("số", "mã"), events=5))
    assert read_run(3, write_run(3, run)) == run


def test_each_time_through_has_a_key_of_its_own():
    assert new_run(LOG_IN).key != new_run(LOG_IN).key


@pytest.mark.parametrize("text", ["", "x", "a:b:c", "é" * 50])
def test_what_we_did_not_sign_is_none(text):
    assert read_run(3, text) is None


def test_one_of_another_practice_is_none():
    assert read_run(4, write_run(3, new_run(LOG_IN))) is None


def test_what_was_changed_by_hand_is_none():
    text = write_run(3, new_run(LOG_IN))
    assert read_run(3, text[:-1] + ("A" if text[-1] != "A" else "B")) is None


def test_a_page_left_open_for_too_long_begins_anew(monkeypatch):
    text = write_run(3, new_run(LOG_IN))
    monkeypatch.setattr(tokens, "SECONDS", -1)
    assert read_run(3, text) is None


def test_it_cannot_be_taken_for_something_else_that_we_sign():
    with pytest.raises(signing.BadSignature):
        signing.loads(write_run(3, new_run(LOG_IN)), salt="form-of")
