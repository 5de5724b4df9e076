"""What a form of a screen sent, played: the same for a learner and for an author."""

import pytest

from lessons.practice.playing import Event
from lessons.practice.pressing import Pressed, press, screen_context
from lessons.practice.showing import AGAIN, HINT, PRESSED, STATE
from lessons.practice.tokens import new_run, write_run
from tests.lessons.practice.procedures import LOG_IN


@pytest.fixture
def run():
    return new_run(LOG_IN)


def sent(run, **form):
    return press(3, LOG_IN, {STATE: write_run(3, run), **form})


@pytest.mark.parametrize("form", [{}, {STATE: "x"}, {PRESSED: "Gọi bạn"}])
def test_without_a_state_it_begins(form):
    begun = press(3, LOG_IN, form)
    assert (begun.run.state.screen, begun.outcome, dict(begun.typed)) == ("số", None, {})


def test_beginning_again_is_another_time_through(run):
    again = sent(run, **{AGAIN: "1", PRESSED: "Gọi bạn"})
    assert again.outcome is None
    assert again.run.key != run.key


def test_what_is_typed_stays_where_it_is_wrong_and_goes_with_the_screen(run):
    stays = sent(run, **{PRESSED: "Tiếp tục", "o-Số định danh": "1"})
    assert (stays.outcome.event, stays.typed, stays.run.key) == (Event.MISSED, {"Số định danh": "1"}, run.key)
    moved = sent(run, **{PRESSED: "Tiếp tục", "o-Số định danh": "000000000000"})
    assert (moved.run.state.screen, dict(moved.typed)) == ("mã", {})


def test_a_hint_keeps_what_is_typed(run):
    hinted = sent(run, **{HINT: "1", "o-Số định danh": "12"})
    assert (hinted.outcome.event, hinted.typed) == (Event.HINTED, {"Số định danh": "12"})


def test_a_button_that_is_gone_does_nothing(run):
    same = sent(run, **{PRESSED: "Nút cũ", "o-Số định danh": "12"})
    assert same == Pressed(run, {"Số định danh": "12"})


def test_the_page_is_told_where_it_is_and_how_it_ends(run):
    context = screen_context(3, LOG_IN, sent(run, **{PRESSED: "Đọc số cho người gọi"}))
    assert (context["is_failed"], context["is_done"], context["shown"].says) == (True, False, "Không đọc số cho ai.")
    assert context["given"] == LOG_IN.given
