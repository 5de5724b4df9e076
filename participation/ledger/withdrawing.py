"""Facts that turned out not to be true: taken out and kept by whoever takes them out, and brought back as they stood.

Facts are only ever added, but for acts that are logged: merging two records of one person, grading anew, and a sheet of answers on
paper that is put right or taken back.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Field

from participation.ledger.models import Fact
from participation.ledger.queues import PendingFact
from participation.ledger.recording import FOLDED_VERBS, record

_KEPT = (
    "key", "member_id", "verb", "activity_id", "course_id", "detail", "at", "day", "score", "seconds", "school_unit_id", "union_unit_id",
)  # fmt: skip
_OF_TEXT = ("at", "day", "score")
_AT_ONCE = 500


def withdraw(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Deletes `facts`, and gives them as plain values (dates and decimals among them).

    They must not be counted in cells: the caller has unfolded their members.
    """
    found = list(facts)
    rows = [{name: getattr(fact, name) for name in _KEPT} for fact in found]
    Fact.objects.filter(pk__among=[fact.pk for fact in found]).delete()
    return rows


def bring_back(rows: Sequence[dict[str, Any]]) -> list[Fact]:
    """Makes again what `withdraw` gave, also after it was kept as JSON. Those that were made again; what is there already stays."""
    there = set(Fact.objects.filter(key__among=[row["key"] for row in rows]).values_list("key", flat=True))
    made = Fact.objects.bulk_create([_fact(row) for row in rows if row["key"] not in there], batch_size=_AT_ONCE)
    waiting = [PendingFact(fact_id=fact.pk) for fact in made if fact.verb in FOLDED_VERBS]
    PendingFact.objects.bulk_create(waiting, batch_size=_AT_ONCE)
    return made


def move(fact: Fact, at: dt.datetime) -> None:
    """It happened at `at`, where the member was on that day."""
    withdraw([fact])
    record(fact.member, fact.verb, fact.activity, fact.key, at=at, detail=fact.detail, score=fact.score, seconds=fact.seconds)


def _fact(row: dict[str, Any]) -> Fact:
    # What JSON has no value for is read from its text.
    read = {name: field.to_python for name in _OF_TEXT for field in [Fact._meta.get_field(name)] if isinstance(field, Field)}
    return Fact(**{name: read[name](value) if name in read else value for name, value in row.items()})
