"""What facts change in day cells. Folding applies the changes a batch at a time."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from operator import add

from participation.rules.measures import ALL_COURSES, MEASURES, NOTHING, TURN_VERBS
from participation.rules.presence import gap_changes

# (course, group, unit, day)
CellKey = tuple[int, int, int, dt.date]
# The groups that a member is in (participation.rules.groups), without those by kind of unit.
Groups = tuple[int, ...]
# (course, unit, kind of the unit below or 0 for any), then a member's days of presence there.
Days = dict[tuple[int, int, int], set[dt.date]]


@dataclass(frozen=True)
class FoldedFact:
    """The part of a fact that figures are counted from.

    `rollup_units` are the units with cells above the place of that time, of both trees, each with the group by kind: of the
    unit directly below it in which the fact happened. `score` is in hundredths of a per cent; `tens` tells how long an
    attempt took, in steps of ten seconds, 0 when not known.
    """

    member: int
    verb: str
    course: int
    day: dt.date
    rollup_units: tuple[tuple[int, int], ...]
    is_of_course: bool = False
    score: int = 0
    tens: int = 0

    @property
    def is_turn(self) -> bool:
        return self.verb in TURN_VERBS

    def amounts(self) -> tuple[int, ...]:
        """What the fact adds to each of MEASURES."""
        return tuple(
            measure.amount_of(self.score) if self.verb in measure.verbs and (self.is_of_course or not measure.of_course) else 0
            for measure in MEASURES
        )


class CellChanges:
    """Changes of day cells: numbers to add to the measures, and to the people by gap."""

    def __init__(self) -> None:
        self.measures: dict[CellKey, tuple[int, ...]] = defaultdict(lambda: NOTHING)
        self.people: dict[CellKey, Counter[int]] = defaultdict(Counter)
        # (course, unit, day, steps of ten seconds) -> how many attempts more.
        self.times: Counter[tuple[int, int, dt.date, int]] = Counter()

    def add_measures(self, facts: Iterable[FoldedFact], groups: Groups, sign: int = 1) -> None:
        """What the `facts` of one member, of `groups`, add; or take away with `sign` -1."""
        for fact in facts:
            amounts = tuple(sign * amount for amount in fact.amounts())
            if not any(amounts):
                continue
            for unit, kind in fact.rollup_units:
                for course in (fact.course, ALL_COURSES):
                    if fact.tens:
                        self.times[course, unit, fact.day, fact.tens] += sign
                    for group in (*groups, kind):
                        key = (course, group, unit, fact.day)
                        self.measures[key] = tuple(map(add, self.measures[key], amounts))

    def add_presence(self, before: Days, after: Days, groups: Groups, sign: int = 1) -> None:
        """What changes when the days of one member, of `groups`, go from `before` to `after`."""
        for (course, unit, kind), days in after.items():
            changed = gap_changes(before.get((course, unit, kind), set()), days)
            for (day, gap), number in changed.items():
                for group in (kind,) if kind else groups:
                    self.people[course, group, unit, day][gap] += sign * number


def days_of(facts: Iterable[FoldedFact], wanted: Container[tuple[int, int, int]] | None = None) -> Days:
    """The days on which one member was present; with `wanted`, only there."""
    days: Days = defaultdict(set)
    for fact in facts:
        if fact.is_turn:
            for unit, kind in fact.rollup_units:
                for course in (fact.course, ALL_COURSES):
                    for there in ((course, unit, 0), (course, unit, kind)):
                        if wanted is None or there in wanted:
                            days[there].add(fact.day)
    return days
