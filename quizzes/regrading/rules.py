"""When a quiz is passed, by what came of each turn. Plain functions on values."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizzes.attempts.rules import counted


@dataclass(frozen=True)
class Turn:
    """An attempt that is over, as passing sees it: where, its score in per cent, whether that reached the pass mark, and when."""

    activity: int
    score: Fraction
    passed: bool
    at: dt.datetime


def passed_with(turns: Sequence[Turn], activity: int, grading: str, pass_mark: int) -> Turn | None:
    """The turn with which the quiz was passed at `activity`; None where it was not.

    `turns` are all those of one person at the quiz, in the order in which they were handed in. Where the best counts, a turn
    passes by itself; otherwise what counts of all turns so far has to reach `pass_mark`.
    """
    for number, turn in enumerate(turns, 1):
        if turn.activity != activity:
            continue
        if grading == "best":
            reached = turn.passed
        else:
            score = counted([each.score for each in turns[:number]], grading)
            reached = score is not None and score >= pass_mark
        if reached:
            return turn
    return None
