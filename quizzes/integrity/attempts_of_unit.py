"""The attempts of a unit in a period, as the signs of hollow participation see them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from participation.models import Fact
from participation.rules.periods import Period
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import quiz_questions
from quizzes.bank.models import Quiz
from quizzes.integrity import signs
from rosters.models import Member, Unit

# Whoever looks at more looks at a smaller unit, or a shorter period: the signs are read by people.
MOST_ATTEMPTS = 20_000
_AT_ONCE = 5_000


class TooMany(ValueError):
    """More attempts than can be looked at together."""


@dataclass(frozen=True)
class Signs:
    """What was seen, of how many attempts, with the units, quizzes and members that it names, by id."""

    attempts: int
    timed: int
    fast: list[signs.Fast]
    sequences: list[signs.OneAfterAnother]
    alike: list[signs.Alike]
    units: dict[int, Unit]
    quizzes: dict[int, Quiz]
    members: dict[int, Member]


def signs_of(unit: Unit, period: Period, user: Any) -> Signs:
    """All signs in the attempts that members of `unit`, or of a unit below it, handed in. Raises TooMany.

    Its members are those whom `user` may see today.
    """
    attempts = attempts_of(unit, period)
    quizzes = Quiz.objects.in_bulk({each.quiz for each in attempts})
    found = signs.fast(attempts, {pk: quickest(quiz) for pk, quiz in quizzes.items()})
    sequences, alike = signs.sequences(attempts), signs.alike(attempts)
    units = {row.unit for row in found} | {row.unit for row in alike} | {pk for row in sequences for pk in row.units}
    named = [*(row.members for row in found), *(row.members for row in sequences), *(row.members for row in alike)]
    members = {pk for row in named for pk in row}
    return Signs(
        len(attempts),
        sum(each.is_first and each.seconds is not None for each in attempts),
        found,
        sequences,
        alike,
        Unit.objects.in_bulk(units),
        quizzes,
        Member.objects.visible_to(user).in_bulk(members),
    )


def attempts_of(unit: Unit, period: Period) -> list[signs.Answered]:
    """The attempts handed in in `period` by those who were in `unit` or below it at that time."""
    facts = Fact.objects.under(unit).between(period.first, period.last).filter(verb=Fact.Verb.HANDED_IN)
    places = dict(facts.order_by("pk").values_list("key", f"{unit.tree}_unit_id")[: MOST_ATTEMPTS + 1])
    if len(places) > MOST_ATTEMPTS:
        raise TooMany
    of_key = {key.partition(":")[2]: place for key, place in places.items()}
    earlier = Attempt.objects.filter(
        member=OuterRef("member"), quiz=OuterRef("quiz"), handed_in_at__lt=OuterRef("handed_in_at")
    )
    found = []
    for keys in _batches(of_key):
        rows = Attempt.objects.filter(key__in=keys).annotate(is_again=Exists(earlier)).order_by("handed_in_at")
        found += [_answered(each, of_key[str(each.key)]) for each in rows]
    return found


def _answered(attempt: Attempt, unit: int) -> signs.Answered:
    pattern = frozenset((int(question), part) for question, response in attempt.answers.items() for part in _parts(response))
    return signs.Answered(
        attempt.member_id,
        unit,
        attempt.quiz_id,
        attempt.handed_in_at or timezone.now(),
        attempt.seconds,
        attempt.device,
        pattern,
        attempt.total - attempt.right,
        not attempt.is_again,  # type: ignore[attr-defined]
    )


def quickest(quiz: Quiz) -> int:
    """The least seconds in which `quiz` can be read and answered."""
    return signs.quickest_seconds(version.own_kind.words(version.content) for version in quiz_questions(quiz))


def _parts(response: Any) -> list[str]:
    """What was answered, for comparing it with what others answered.

    Choices are pieces; an order, pairs or filled gaps are one: their parts follow from one another, and six places that are
    wrong may be one mistake.
    """
    if isinstance(response, dict):
        return [json.dumps(response, sort_keys=True)]
    return list(response) if isinstance(response, list) else [response] if response else []


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(keys)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
