"""The attempts of a unit in a period: who handed in what, as those who look after it may see it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from typing import TypeVar

from django.utils import timezone

from participation.models import Fact
from participation.rules.periods import Period
from participation.statistics.fold.folding import fold_pending
from quizzes.attempts.models import Attempt
from quizzes.attempts.rules import counted
from quizzes.bank.models import Quiz
from quizzes.kept_results.keeping import results_of_units
from quizzes.kept_results.packing import Taken
from rosters.models import Member, Unit

# Whoever looks at more looks at a smaller unit, or a shorter period.
MOST_ATTEMPTS = 20_000
_AT_ONCE = 5_000


One = TypeVar("One", Attempt, Taken)


class TooMany(ValueError):
    """More attempts than can be looked at together."""


class Which(StrEnum):
    """Which attempts of each learner are looked at."""

    FIRST = "first"
    LAST = "last"
    BEST = "best"
    ALL = "all"


def attempts_of(unit: Unit, period: Period, quiz: Quiz | None = None, member: Member | None = None) -> list[Attempt]:
    """The attempts handed in in `period` by those who were in `unit` or below it at that time, the earliest first.

    With `quiz` or `member`, only those at it, or of them. Raises TooMany.
    """
    facts = Fact.objects.under(unit).between(period.first, period.last).filter(verb=Fact.Verb.HANDED_IN)
    if quiz:
        facts = facts.filter(activity__source__endswith=f":quiz:{quiz.pk}")
    if member:
        facts = facts.filter(member=member)
    keys = list(facts.order_by("pk").values_list("key", flat=True)[: MOST_ATTEMPTS + 1])
    if len(keys) > MOST_ATTEMPTS:
        raise TooMany
    found: list[Attempt] = []
    for some in _batches(key.partition(":")[2] for key in keys):
        found += Attempt.objects.filter(key__in=some, **({"quiz": quiz} if quiz else {}))
    return sorted(found, key=lambda attempt: (_at(attempt), attempt.pk))


def taken_in(unit: Unit, period: Period, quiz: Quiz) -> list[Taken]:
    """The same in short, of however many: what is kept of a quiz, with what was handed in just now. The earliest first."""
    fold_pending()
    first, last = (timezone.make_aware(dt.datetime.combine(day, dt.time())) for day in (period.first, period.last))
    minutes = range(int(first.timestamp() // 60), int((last + dt.timedelta(days=1)).timestamp() // 60))
    return [each for each in results_of_units(quiz.pk, [unit]) if each.at in minutes]


def _at(attempt: Attempt) -> dt.datetime:
    # Those that were handed in have it; the others are never asked for.
    return attempt.handed_in_at or dt.datetime.min.replace(tzinfo=dt.UTC)


def chosen(attempts: Sequence[One], which: Which) -> list[One]:
    """Of the attempts at one quiz, the earliest first: the first, the last, the best of each learner, or all."""
    if which == Which.ALL:
        return list(attempts)
    by_member: dict[int, list[One]] = defaultdict(list)
    for attempt in attempts:
        by_member[attempt.member_id].append(attempt)
    if which == Which.FIRST:
        return [own[0] for own in by_member.values()]
    if which == Which.LAST:
        return [own[-1] for own in by_member.values()]
    # Of several that are as good, the first.
    return [max(own, key=lambda attempt: attempt.score) for own in by_member.values()]


@dataclass
class QuizRow:
    """A quiz in a list: how many attempts by how many learners, how many of them passed, and their mean score in per cent."""

    quiz: Quiz
    attempts: int = 0
    members: set[int] = field(default_factory=set)
    passed: set[int] = field(default_factory=set)
    best: dict[int, Fraction] = field(default_factory=dict)

    @property
    def mean(self) -> float | None:
        return float(sum(self.best.values(), Fraction(0)) / len(self.best)) if self.best else None


def quizzes_of(attempts: Iterable[Attempt]) -> list[QuizRow]:
    """The quizzes that these are attempts at, by their titles."""
    rows: dict[int, QuizRow] = {}
    attempts = list(attempts)
    quizzes = Quiz.objects.in_bulk({attempt.quiz_id for attempt in attempts})
    for attempt in attempts:
        row = rows.setdefault(attempt.quiz_id, QuizRow(quizzes[attempt.quiz_id]))
        row.attempts += 1
        row.members.add(attempt.member_id)
        row.best[attempt.member_id] = max(attempt.score, row.best.get(attempt.member_id, Fraction(0)))
        if attempt.passed:
            row.passed.add(attempt.member_id)
    return sorted(rows.values(), key=lambda row: row.quiz.folded_text)


@dataclass(frozen=True)
class Result:
    """What one learner did at a quiz: the scores in per cent, the earliest first, when the last was, and its seconds."""

    member: int
    scores: Sequence[Fraction]
    last_at: dt.datetime
    seconds: int | None
    passed: bool
    counts: Fraction

    @property
    def best(self) -> Fraction:
        return max(self.scores)


def results_of(attempts: Sequence[Attempt], grading: str) -> dict[int, Result]:
    """Member id -> what they did, of the attempts at one quiz, the earliest first; `grading` says which attempt counts."""
    by_member: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_member[attempt.member_id].append(attempt)
    found = {}
    for member, own in by_member.items():
        scores = [attempt.score for attempt in own]
        counts = counted(scores, grading) or Fraction(0)
        found[member] = Result(member, scores, _at(own[-1]), own[-1].seconds, any(each.passed for each in own), counts)
    return found


def _batches(values: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
