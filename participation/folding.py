"""Folding facts into cells, beside the writers and never in their way; and counting everything anew."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from participation.models import Activity, DayCell, Fact, FoldLock, PendingFact, PresenceCell
from participation.presence import pair_changes
from participation.querysets import TURN_VERBS, FactQuerySet
from rosters.models import Unit

ALL_COURSES = 0
BATCH = 2000

# (unit, course, day) -> turns, started, completed, passed
DayKey = tuple[int, int, dt.date]
# (unit, course, day, previous day)
PresenceKey = tuple[int, int, dt.date, dt.date]
MEASURES = ("turns", "started", "completed", "passed")


@dataclass(frozen=True)
class FoldedFact:
    """The part of a fact that figures are counted from. `units` are those of both trees with all above them."""

    member: int
    verb: str
    kind: str
    course: int
    day: dt.date
    units: tuple[int, ...]

    def measures(self) -> tuple[str, ...]:
        """The measures that this fact adds one to."""
        if self.verb in TURN_VERBS:
            return ("turns",)
        if self.verb == Fact.Verb.STARTED:
            return ("started",)
        if self.verb == Fact.Verb.PASSED:
            return ("passed",)
        if self.verb == Fact.Verb.COMPLETED and self.kind == Activity.Kind.COURSE:
            return ("completed",)
        return ()


def day_changes(facts: Iterable[FoldedFact]) -> dict[DayKey, Counter[str]]:
    """What `facts` add to the day cells."""
    changes: dict[DayKey, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        for measure in fact.measures():
            for unit in fact.units:
                changes[unit, fact.course, fact.day][measure] += 1
                changes[unit, ALL_COURSES, fact.day][measure] += 1
    return changes


def presence_changes(before: Iterable[FoldedFact], added: Iterable[FoldedFact]) -> Counter[PresenceKey]:
    """What `added` change in the presence cells, when `before` are the folded facts of the same members."""
    days_before = _days(before)
    days_added = _days(added)
    changes: Counter[PresenceKey] = Counter()
    for (unit, course, member), days in days_added.items():
        old = days_before.get((unit, course, member), set())
        for (day, previous), number in pair_changes(old, old | days).items():
            changes[unit, course, day, previous] += number
    return changes


def _days(facts: Iterable[FoldedFact]) -> dict[tuple[int, int, int], set[dt.date]]:
    days: dict[tuple[int, int, int], set[dt.date]] = defaultdict(set)
    for fact in facts:
        if fact.verb in TURN_VERBS:
            for unit in fact.units:
                days[unit, fact.course, fact.member].add(fact.day)
                days[unit, ALL_COURSES, fact.member].add(fact.day)
    return days


def fold_pending() -> int:
    """Fold all waiting facts, in batches of their own transactions. How many there were."""
    folded = 0
    while number := fold_batch():
        folded += number
    return folded


def fold_batch(limit: int = BATCH) -> int:
    """Fold at most `limit` waiting facts in one transaction. How many; 0 when none waits."""
    if not PendingFact.objects.exists():
        return 0
    with transaction.atomic():
        _lock_folding()
        batch = list(PendingFact.objects.order_by("pk").values_list("pk", flat=True)[:limit])
        if batch:
            added = _load(Fact.objects.filter(pk__in=batch))
            members = {fact.member for fact in added if fact.verb in TURN_VERBS}
            before = _load(Fact.objects.turns().folded().filter(member__in=members))
            _write_day_cells(day_changes(added))
            _write_presence_cells(presence_changes(before, added))
            PendingFact.objects.filter(pk__in=batch).delete()
    return len(batch)


@transaction.atomic
def rebuild() -> int:
    """Count everything anew from the facts. How many were counted.

    A fact that is written meanwhile waits with its row in the queue, is left out here, and is folded afterwards.
    """
    _lock_folding()
    DayCell.objects.all().delete()
    PresenceCell.objects.all().delete()
    PendingFact.objects.all().delete()
    days: dict[DayKey, Counter[str]] = defaultdict(Counter)
    presences: Counter[PresenceKey] = Counter()
    members = list(Fact.objects.order_by().values_list("member", flat=True).distinct())
    number = 0
    for start in range(0, len(members), BATCH):
        facts = _load(Fact.objects.folded().filter(member__in=members[start : start + BATCH]))
        number += len(facts)
        for key, counts in day_changes(facts).items():
            days[key].update(counts)
        presences.update(presence_changes([], facts))
    _write_day_cells(days)
    _write_presence_cells(presences)
    return number


def count_from_facts() -> tuple[dict[DayKey, dict[str, int]], dict[PresenceKey, int]]:
    """What the cells must hold for the facts that are folded: the measure of `verify_statistics`."""
    facts = _load(Fact.objects.folded())
    days = {key: {m: counts[m] for m in MEASURES} for key, counts in day_changes(facts).items()}
    return days, dict(presence_changes([], facts))


def _lock_folding() -> None:
    FoldLock.objects.get_or_create(pk=1)
    FoldLock.objects.select_for_update().get(pk=1)


def _load(facts: FactQuerySet) -> list[FoldedFact]:
    rows = list(
        facts.order_by().values_list(
            "member", "verb", "activity__kind", "course", "day", "school_unit__path", "union_unit__path"
        )
    )
    ids = _ids_by_path({path for row in rows for path in row[5:] if path})
    return [
        FoldedFact(member, verb, kind, course, day, tuple(unit for path in paths if path for unit in ids[path]))
        for member, verb, kind, course, day, *paths in rows
    ]


def _ids_by_path(paths: set[str]) -> dict[str, tuple[int, ...]]:
    """The ids of each unit and of all above it, by the unit's path."""
    step = Unit.steplen
    prefixes = {path: [path[:end] for end in range(step, len(path) + 1, step)] for path in paths}
    wanted = {prefix for found in prefixes.values() for prefix in found}
    ids = dict(Unit.objects.filter(path__in=wanted).values_list("path", "pk")) if len(wanted) < 500 else _all_ids()
    return {path: tuple(ids[prefix] for prefix in found) for path, found in prefixes.items()}


def _all_ids() -> dict[str, int]:
    return dict(Unit.objects.values_list("path", "pk"))


def _write_day_cells(changes: dict[DayKey, Counter[str]]) -> None:
    rows = [(*key, *(counts[measure] for measure in MEASURES)) for key, counts in sorted(changes.items())]
    _add(DayCell, ("unit_id", "course_id", "day"), MEASURES, rows)


def _write_presence_cells(changes: Counter[PresenceKey]) -> None:
    rows = [(*key, number) for key, number in sorted(changes.items()) if number]
    _add(PresenceCell, ("unit_id", "course_id", "day", "previous_day"), ("people",), rows)


def _add(model: type, keys: tuple[str, ...], measures: tuple[str, ...], rows: list[tuple]) -> None:
    """Add numbers to cells, making those that are not there: one statement for each few hundred rows."""
    table = connection.ops.quote_name(model._meta.db_table)  # type: ignore[attr-defined]
    columns = ", ".join((*keys, *measures))
    sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in measures)
    width = len(keys) + len(measures)
    size = 900 // width
    with connection.cursor() as cursor:
        for start in range(0, len(rows), size):
            part = rows[start : start + size]
            values = ", ".join(["(" + ", ".join(["%s"] * width) + ")"] * len(part))
            cursor.execute(
                # Only names of our own tables and columns stand in the text; every value is a parameter.
                f"INSERT INTO {table} ({columns}) VALUES {values} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sums}",  # noqa: S608
                [value for row in part for value in row],
            )
