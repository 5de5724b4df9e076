"""When a quiz may be begun, when it is over, which attempt counts, what is shown, what is drawn."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts.rules import GRACE, Refusal, Why, counted, drawn, due_at, is_over, refusal, reviewed

NOW = dt.datetime(2026, 11, 30, 8, 0, tzinfo=dt.UTC)
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("ended", "said", "expected"),
    [
        ([], {}, None),
        ([], {"opens_at": NOW + HOUR}, Refusal(Why.NOT_OPEN, NOW + HOUR)),
        ([], {"opens_at": NOW}, None),
        ([], {"closes_at": NOW}, Refusal(Why.CLOSED)),
        ([], {"closes_at": NOW + MINUTE}, None),
        ([NOW - HOUR], {"allowed": 1}, Refusal(Why.NO_MORE)),
        ([NOW - HOUR], {"allowed": 2}, None),
        ([NOW - 2 * HOUR, NOW - MINUTE], {"wait": HOUR}, Refusal(Why.WAIT, NOW - MINUTE + HOUR)),
        ([NOW - HOUR], {"wait": HOUR}, None),
        ([NOW - MINUTE], {"wait": HOUR, "closes_at": NOW + MINUTE}, Refusal(Why.CLOSED)),
        ([NOW - HOUR], {"allowed": 1, "opens_at": NOW + HOUR}, Refusal(Why.NO_MORE)),
    ],
)
def test_why_it_cannot_be_begun(ended, said, expected):
    assert refusal(NOW, ended, **said) == expected


@pytest.mark.parametrize(
    ("minutes", "extra", "closes", "due"),
    [
        (None, 0, None, None), (30, 0, None, 30), (30, 15, None, 45), (30, 0, 20, 20), (30, 15, 20, 35), (None, 10, 20, 30),
        (None, 10, None, None),
    ],
)  # fmt: skip
def test_it_is_over_after_its_minutes_or_when_the_quiz_closes(minutes, extra, closes, due):
    closes_at = NOW + closes * MINUTE if closes else None
    assert due_at(NOW, minutes, extra, closes_at) == (NOW + due * MINUTE if due else None)


def test_what_is_on_its_way_when_the_time_is_over_still_counts():
    assert [is_over(NOW, NOW + GRACE), is_over(NOW, NOW + GRACE + dt.timedelta(seconds=1)), is_over(None, NOW)] == [
        False, True, False,
    ]  # fmt: skip


@given(st.lists(st.fractions(0, 100), min_size=1))
def test_which_attempt_counts(scores):
    assert counted(scores, "best") == max(scores)
    assert counted(scores, "first") == scores[0]
    assert counted(scores, "last") == scores[-1]
    assert counted(scores, "mean") * len(scores) == sum(scores)


def test_of_no_attempt_nothing_counts():
    assert counted([], "best") is None
    assert counted([Fraction(50)], "mean") == 50


@pytest.mark.parametrize(
    ("now", "closes", "expected"),
    [(NOW, None, 1), (NOW + MINUTE, None, 1), (NOW + HOUR, None, 2), (NOW + HOUR, NOW + HOUR, 3), (NOW, NOW - MINUTE, 3)],
)
def test_what_is_shown_depends_on_when(now, closes, expected):
    assert reviewed(now, NOW, closes, at_once=1, later=2, closed=3) == expected


@given(st.lists(st.integers(1, 500), unique=True, max_size=30), st.integers(0, 10), st.uuids())
def test_a_draw_can_be_made_again_and_has_nothing_twice(pool, number, key):
    first = drawn(pool, number, str(key), "1")
    assert first == drawn(list(reversed(pool)), number, str(key), "1")
    assert len(first) == len(set(first)) == min(number, len(pool))
    assert set(first) <= set(pool)


def test_draws_differ_and_every_question_comes_up():
    draws = [tuple(drawn(range(10), 3, str(key), "1")) for key in range(200)]
    assert len(set(draws)) > 100
    assert {each for draw in draws for each in draw} == set(range(10))
