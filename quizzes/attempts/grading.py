"""Grading a quiz: plain functions on plain values. How a question is graded, its kind says."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizzes.kinds.kind import ALL, NOTHING, Kind


@dataclass(frozen=True)
class Asked:
    """A question as grading sees it: its id, its kind and the content of the version that was shown."""

    question: int
    kind: Kind
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Grade:
    """How much of each question is right, from 0 to 1; `fractions` has every question that was asked."""

    fractions: Mapping[int, Fraction]

    @property
    def total(self) -> int:
        return len(self.fractions)

    @property
    def right(self) -> int:
        """How many questions are right as a whole."""
        return sum(fraction == ALL for fraction in self.fractions.values())

    @property
    def mark(self) -> Fraction:
        """The sum: half a question is half a mark."""
        return sum(self.fractions.values(), NOTHING)

    @property
    def score(self) -> float:
        """In per cent."""
        return float(100 * self.mark / self.total) if self.total else 0.0

    def passes(self, pass_mark: int) -> bool:
        """Whether the score reaches `pass_mark` per cent; compared exactly, so that 2 of 3 is not 66,67."""
        return self.total > 0 and 100 * self.mark >= pass_mark * self.total


def grade(asked: list[Asked], responses: Mapping[int, Any]) -> Grade:
    """The grade of `responses` (question id -> response). Responses to what was not asked count for nothing."""
    return Grade({each.question: _fraction(each, responses.get(each.question)) for each in asked})


def _fraction(asked: Asked, response: Any) -> Fraction:
    return asked.kind.fraction(asked.content, response) if response else NOTHING
