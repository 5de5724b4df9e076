"""Grading: plain functions on plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class AnswerKey:
    """A question as grading sees it: its id and the ids of its right choices."""

    question: int
    right: frozenset[int]


@dataclass(frozen=True)
class Grade:
    """`right` of `total` questions were answered rightly. `score` is in per cent."""

    right: int
    total: int
    outcomes: dict[int, bool]

    @property
    def score(self) -> float:
        return 100 * self.right / self.total if self.total else 0.0

    def passes(self, pass_mark: int) -> bool:
        """Whether the score reaches `pass_mark` per cent; compared in whole numbers, so that 2 of 3 is not 66,67."""
        return self.total > 0 and 100 * self.right >= pass_mark * self.total


def is_right(chosen: Collection[int], right: Collection[int]) -> bool:
    """A question is right when exactly its right choices were chosen; leaving it empty is wrong."""
    return bool(chosen) and set(chosen) == set(right)


def grade(keys: list[AnswerKey], answers: Mapping[int, Collection[int]]) -> Grade:
    """The grade of `answers` (question id -> ids of the chosen choices). Unknown questions count for nothing."""
    outcomes = {key.question: is_right(answers.get(key.question, []), key.right) for key in keys}
    return Grade(sum(outcomes.values()), len(keys), outcomes)
