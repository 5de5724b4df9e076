"""What facts add to day cells. Pure functions on plain values; folding applies them a batch at a time."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass

from participation.rules.presence import gap_changes

ALL_COURSES = 0
TURN_VERBS = ("studied", "handed_in")
# As they are numbered where facts are packed. No figure counts a completed lesson: the last one is a completed course.
VERBS = (*TURN_VERBS, "started", "passed", "completed")
MEASURES = ("turns", "started", "completed", "passed", "handed_in", "score")
TURNS, STARTED, COMPLETED, PASSED, HANDED_IN, SCORE = range(len(MEASURES))

# (course, group, unit, day)
CellKey = tuple[int, int, int, dt.date]
# The groups that a member is in (participation.rules.groups), without those by kind of unit.
Groups = tuple[int, ...]
# (course, unit, kind of the unit below or 0 for any), then a member's days of presence there.
Days = dict[tuple[int, int, int], set[dt.date]]


class TooManyToPack(ValueError):
    """More units, courses, groups, members or days than numbers into which they are packed have room for."""


@dataclass(frozen=True)
class ActivityFigures:
    """What happened in a period, counted where each member was at that time.

    `score` is the sum of the scores of `handed_in` quizzes, in hundredths of a per cent.
    """

    people: int = 0
    turns: int = 0
    started: int = 0
    completed: int = 0
    passed: int = 0
    handed_in: int = 0
    score: int = 0

    @property
    def mean_score(self) -> float | None:
        """The mean score of the quizzes handed in, as a fraction of all points; None when there were none."""
        return self.score / self.handed_in / 10_000 if self.handed_in else None


@dataclass(frozen=True)
class FoldedFact:
    """The part of a fact that figures are counted from.

    `places` are the units with cells above the place of that time, of both trees, each with the group by kind: of the
    unit directly below it in which the fact happened; `leaves` the classes and chapters in which it did. `score` is in
    hundredths of a per cent.
    """

    member: int
    verb: str
    kind: str
    course: int
    day: dt.date
    places: tuple[tuple[int, int], ...]
    leaves: tuple[int, ...] = ()
    score: int = 0
    # How long an attempt took, in steps of ten seconds; 0 when not known.
    tens: int = 0

    @property
    def is_turn(self) -> bool:
        return self.verb in TURN_VERBS

    def measures(self) -> tuple[tuple[int, int], ...]:
        """What the fact adds to, by place in MEASURES, and how much."""
        if self.verb == "handed_in":
            return ((TURNS, 1), (HANDED_IN, 1), (SCORE, self.score))
        if self.verb == "studied":
            return ((TURNS, 1),)
        if self.verb == "started":
            return ((STARTED, 1),)
        if self.verb == "passed":
            return ((PASSED, 1),)
        if self.verb == "completed" and self.kind == "course":
            return ((COMPLETED, 1),)
        return ()


class CellChanges:
    """Changes of day cells: numbers to add to the measures, and to the people by gap."""

    def __init__(self) -> None:
        self.measures: dict[CellKey, list[int]] = defaultdict(lambda: [0] * len(MEASURES))
        self.people: dict[CellKey, Counter[int]] = defaultdict(Counter)
        # (course, unit, day, steps of ten seconds) -> how many attempts more.
        self.times: Counter[tuple[int, int, dt.date, int]] = Counter()
        # What happened in each class or chapter, and how often it is to be there more.
        self.in_leaves: dict[int, Counter[FoldedFact]] = defaultdict(Counter)

    def add_to_leaves(self, facts: Iterable[FoldedFact], sign: int = 1) -> None:
        """The `facts` are put among those of their classes and chapters; or taken out with `sign` -1."""
        for fact in facts:
            if fact.measures():
                for unit in fact.leaves:
                    self.in_leaves[unit][fact] += sign

    def add_measures(self, facts: Iterable[FoldedFact], groups: Groups, sign: int = 1) -> None:
        """What the `facts` of one member, of `groups`, add; or take away with `sign` -1."""
        for fact in facts:
            amounts = fact.measures()
            if not amounts:
                continue
            for unit, kind in fact.places:
                for course in (fact.course, ALL_COURSES):
                    if fact.tens:
                        self.times[course, unit, fact.day, fact.tens] += sign
                    for group in (*groups, kind):
                        cell = self.measures[course, group, unit, fact.day]
                        for measure, amount in amounts:
                            cell[measure] += sign * amount

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
            for unit, kind in fact.places:
                for place in (
                    (fact.course, unit, 0), (ALL_COURSES, unit, 0), (fact.course, unit, kind), (ALL_COURSES, unit, kind),
                ):  # fmt: skip
                    if wanted is None or place in wanted:
                        days[place].add(fact.day)
    return days
