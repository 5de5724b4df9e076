"""When a quiz was passed, by what came of each turn."""

import datetime as dt
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts.rules import counted
from quizzes.regrading.rules import Turn, passed_with

BEGIN = dt.datetime(2026, 9, 7, tzinfo=dt.UTC)
turns = st.lists(st.tuples(st.sampled_from([1, 2]), st.integers(0, 4)), max_size=6).map(
    lambda drawn: [
        Turn(activity, Fraction(25 * quarter), 25 * quarter >= 60, BEGIN + dt.timedelta(hours=number))
        for number, (activity, quarter) in enumerate(drawn)
    ]
)


@given(turns, st.sampled_from([1, 2]), st.sampled_from(["best", "first", "last", "mean"]))
def test_it_is_the_first_turn_there_by_which_the_mark_is_reached(turns, activity, grading):
    reached = [
        turn
        for number, turn in enumerate(turns)
        if turn.activity == activity
        and (turn.score >= 60 if grading == "best" else counted([each.score for each in turns[: number + 1]], grading) >= 60)
    ]
    assert passed_with(turns, activity, grading, 60) == (reached[0] if reached else None)


def test_the_best_was_judged_by_the_pass_mark_of_its_day():
    easy_then = Turn(1, Fraction(50), True, BEGIN)
    assert passed_with([easy_then], 1, "best", 80) == easy_then
    assert passed_with([easy_then], 1, "last", 80) is None
