"""Keeping results: of whatever was folded, in the same transaction."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from participation.models import Fact
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import versions_of
from quizzes.bank.models import QuestionVersion
from quizzes.kept_results.models import KeptResults
from quizzes.kept_results.packing import FIRST, MOST_CLASSES, OPEN, OTHER, Layout, Taken, pack, unpack
from rosters.models import Unit

_AT_ONCE = 2_000


def keep(facts: Sequence[int]) -> None:
    """Keeps the results of the attempts of which these facts (their ids) tell that they were handed in; others are passed over.

    The caller holds the lock of folding. An attempt that is kept already is kept as it is now: also when it was regraded, or is another person's by now.
    """
    rows = Fact.objects.filter(pk__among=list(facts), verb=Fact.Verb.HANDED_IN).values_list("key", "school_unit", "union_unit")
    units = {own: {unit for unit in places if unit} for key, *places in rows if (own := _key_of_attempt(key))}
    if not units:
        return
    attempts = {str(attempt.key): attempt for attempt in Attempt.objects.filter(key__in=list(units)).order_by("pk")}
    versions = {version.pk: version for version in versions_of({pk for each in attempts.values() for pk in each.versions})}
    found: dict[tuple[int, int], list[Taken]] = defaultdict(list)
    for key, attempt in attempts.items():
        taken = taken_of(attempt, versions)
        for unit in units[key]:
            found[attempt.quiz_id, unit].append(taken)
    _write(found)


def _key_of_attempt(key: str) -> str:
    """The key of the attempt that a fact with this key tells of; empty for a fact of something else."""
    verb, _colon, own = key.partition(":")
    try:
        return str(uuid.UUID(own)) if verb == Fact.Verb.HANDED_IN else ""
    except ValueError:
        return ""


def _write(found: Mapping[tuple[int, int], list[Taken]]) -> None:
    kept = KeptResults.objects.filter(
        quiz__in={quiz for quiz, _unit in found}, unit__among=sorted({unit for _quiz, unit in found})
    )
    there = {(row.quiz_id, row.unit_id): row for row in kept.order_by("pk")}
    changed, made = [], []
    for (quiz, unit), attempts in found.items():
        row = there.get((quiz, unit))
        before = {each.attempt: each for each in unpack(row.packed)} if row else {}
        packed = pack((before | {each.attempt: each for each in attempts}).values())
        if row:
            row.packed = packed
            changed.append(row)
        else:
            made.append(KeptResults(quiz_id=quiz, unit_id=unit, packed=packed))
    KeptResults.objects.bulk_update(changed, ["packed"], batch_size=200)
    KeptResults.objects.bulk_create(made, batch_size=200)


def keep_all() -> int:
    """Keeps everything that was handed in and folded so far. How many facts."""
    facts = Fact.objects.folded().filter(verb=Fact.Verb.HANDED_IN).order_by("pk").values_list("pk", flat=True)
    ids = list(facts)
    for start in range(0, len(ids), _AT_ONCE):
        keep(ids[start : start + _AT_ONCE])
    return len(ids)


def taken_of(attempt: Attempt, versions: Mapping[int, QuestionVersion]) -> Taken:
    """An attempt as statistics need it; `versions` holds what it was asked, by id. A version that is there no more is left out."""
    asked = [versions[pk] for pk in attempt.versions if pk in versions]
    own = [str(version.question_id) for version in asked]
    classes = tuple(_classes(version, attempt.answers.get(question)) for version, question in zip(asked, own, strict=True))
    marks = tuple(float(Fraction(attempt.marks.get(question, 1))) for question in own)
    fractions = tuple(float(Fraction(attempt.fractions.get(question, 0))) for question in own)
    layout = Layout(tuple(version.pk for version in asked), marks, tuple(map(len, classes)))
    at = int(attempt.handed_in_at.timestamp() // 60) if attempt.handed_in_at else 0
    return Taken(attempt.pk, attempt.member_id, at, layout, fractions, classes)


def _classes(version: QuestionVersion, response: object) -> tuple[int, ...]:
    kind, content = version.own_kind, version.content
    given = kind.classify(content, response) if response else {}
    found = []
    for part, classes in kind.classes(content).items():
        ids = [each.id for each in classes[:MOST_CLASSES]]
        name = given.get(part, "")
        found.append(OPEN if not response else FIRST + ids.index(name) if name in ids else OTHER)
    return tuple(found)


def results_of_units(quiz: int, units: Iterable[Unit]) -> list[Taken]:
    """What is kept of a quiz in `units` and below them, the earliest first."""
    found: list[Taken] = []
    for unit in units:
        below = KeptResults.objects.filter(quiz=quiz, unit__path__startswith=unit.path, unit__tree=unit.tree)
        for packed in below.values_list("packed", flat=True):
            found += unpack(packed)
    return sorted(found, key=lambda each: (each.at, each.attempt))
