"""Grading a quiz: plain functions on plain values. How a question is graded, its kind says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, SupportsFloat

from quizzes.kinds.kind import ALL, NOTHING, Kind


class Rule(StrEnum):
    """How responses to a version that was corrected later are graded."""

    # By the corrected version.
    CORRECTED = "corrected"
    # By the version that was shown or by the corrected one: whichever gives more.
    EITHER = "either"
    # Whatever was answered, or not.
    FULL = "full"


@dataclass(frozen=True)
class Regraded:
    """A rule, with the kind and the content of the corrected version; both None where the rule needs none."""

    rule: str
    kind: Kind | None = None
    content: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Asked:
    """A question as grading sees it: its id, its kind and the content of the version that was shown, and its marks.

    `regraded` says by what it is graded where that is not the version that was shown.
    """

    question: int
    kind: Kind
    content: Mapping[str, Any]
    mark: Fraction = ALL
    regraded: Regraded | None = None


@dataclass(frozen=True)
class Grade:
    """How much of each question is right, from 0 to 1; `fractions` has every question that was asked, `marks` those of each."""

    fractions: Mapping[int, Fraction]
    marks: Mapping[int, Fraction] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.fractions)

    @property
    def right(self) -> int:
        """How many questions are right as a whole."""
        return sum(fraction == ALL for fraction in self.fractions.values())

    @cached_property
    def mark(self) -> Fraction:
        """The sum: half a question is half of its marks."""
        return sum((fraction * self.marks.get(own, ALL) for own, fraction in self.fractions.items()), NOTHING)

    @cached_property
    def possible(self) -> Fraction:
        """The sum of all marks."""
        return sum((self.marks.get(own, ALL) for own in self.fractions), NOTHING)

    @property
    def score(self) -> float:
        """In per cent."""
        return float(100 * self.mark / self.possible) if self.possible else 0.0

    def passes(self, pass_mark: int) -> bool:
        """Whether the score reaches `pass_mark` per cent; compared exactly, so that 2 of 3 is not 66,67."""
        return self.possible > 0 and 100 * self.mark >= pass_mark * self.possible


def as_recorded(score: SupportsFloat) -> Decimal:
    """A score in per cent as facts hold it."""
    return Decimal(str(round(float(score), 2)))


def grade(asked: list[Asked], responses: Mapping[int, Any], tries: Mapping[int, Sequence[Any]] | None = None) -> Grade:
    """The grade of `responses` (question id -> response). Responses to what was not asked count for nothing.

    `tries` has the responses that were checked before, where a quiz is for practice.
    """
    before = tries or {}
    return Grade(
        {each.question: earned(each, given(before.get(each.question, ()), responses.get(each.question))) for each in asked},
        {each.question: each.mark for each in asked},
    )


# How often a question is answered in a quiz for practice.
MOST_TRIES = 2


def given(tries: Sequence[Any], response: Any) -> list[Any]:
    """What counts of the responses that were checked and of the one that stands there in the end: at most MOST_TRIES."""
    if not tries:
        return [response]
    is_another = response and response != tries[-1]
    return [*tries, response][:MOST_TRIES] if is_another else list(tries[:MOST_TRIES])


def earned(asked: Asked, responses: Sequence[Any]) -> Fraction:
    """How much of a question the tries earn: the first counts whole, the second half, and the better of them."""
    if len(responses) == 1:
        return fraction_of(asked, responses[0])
    return max((fraction_of(asked, response) / number for number, response in enumerate(responses, 1)), default=NOTHING)


def counting_try(asked: Asked, responses: Sequence[Any]) -> int:
    """The number, from 1, of the try that earns most; of those that earn nothing, the last."""
    best = earned(asked, responses)
    earns = (number for number, each in enumerate(responses, 1) if best and fraction_of(asked, each) / number == best)
    return next(earns, len(responses))


def is_settled(asked: Asked, tries: Sequence[Any]) -> bool:
    """Whether nothing more can be answered: it was right, or it was tried as often as it may be."""
    right = (ALL in (asked.kind.fraction(asked.content, each), fraction_of(asked, each)) for each in tries)
    return len(tries) >= MOST_TRIES or any(right)


def fraction_of(asked: Asked, response: Any) -> Fraction:
    """How much of the question is right. Full marks are also for those who left it open."""
    regraded = asked.regraded
    if regraded and regraded.rule == Rule.FULL:
        return ALL
    if not response:
        return NOTHING
    own = asked.kind.fraction(asked.content, response)
    if regraded is None or regraded.kind is None or regraded.content is None:
        return own
    meant = regraded.kind.carried(asked.content, regraded.content, response)
    anew = regraded.kind.fraction(regraded.content, meant) if meant else NOTHING
    return max(own, anew) if regraded.rule == Rule.EITHER else anew
