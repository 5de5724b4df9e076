"""Signs that participation may be hollow. Pure functions; they accuse nobody, and docs/figures.md says how often they err.

Three signs, each of something that was seen: a quiz answered faster than it can be read; many members one after the other
on one device; the same answers, the wrong ones too, from more members of a class than chance would give.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, fsum, lgamma, log, log1p

# Silent reading is 4 to 5 syllables a second, a fast reader's twice that; nobody reads faster and understands.
SYLLABLES_A_SECOND = 10
# Choosing and tapping.
SECONDS_A_QUESTION = 1
# This many different members, each handing in within so long of the one before: less than it takes to log in and read.
SEQUENCE_MEMBERS, SEQUENCE_GAP = 5, dt.timedelta(seconds=90)
# As many members with the same answers, with as many of them wrong, when chance gives that in fewer of as many classes.
PATTERN_MEMBERS, PATTERN_WRONG, PATTERN_CHANCE = 4, 2, 0.001

# (question, choice) of everything that was chosen.
Pattern = frozenset[tuple[int, str | int]]


@dataclass(frozen=True)
class Answered:
    """An attempt as the signs see it. `unit` is the class or chapter at that time; `is_first` of that member and quiz."""

    member: int
    unit: int
    quiz: int
    at: dt.datetime
    seconds: int | None
    device: str
    pattern: Pattern
    wrong: int
    is_first: bool


@dataclass(frozen=True)
class Fast:
    """Members of a unit with a first attempt faster than reading allows, of how many members whose time is known."""

    unit: int
    members: list[int]
    of: int


@dataclass(frozen=True)
class OneAfterAnother:
    """Members who handed in one after the other on one device, in order, from when to when."""

    members: list[int]
    units: list[int]
    first: dt.datetime
    last: dt.datetime


@dataclass(frozen=True)
class Alike:
    """Members of a unit with the same first answers to a quiz, `wrong` questions wrongly; `chance` of as many by accident."""

    unit: int
    quiz: int
    members: list[int]
    wrong: int
    chance: float


def quickest_seconds(texts: Iterable[str]) -> int:
    """The least seconds in which the questions with their choices, one text for each question, can be read and answered."""
    texts = list(texts)
    syllables = sum(len(text.split()) for text in texts)
    return round(syllables / SYLLABLES_A_SECOND + SECONDS_A_QUESTION * len(texts))


def fast(attempts: Iterable[Answered], quickest: Mapping[int, int]) -> list[Fast]:
    """By unit, those faster than `quickest` (seconds by quiz), the largest share first. Later attempts may well be fast."""
    timed, found = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for each in attempts:
        if each.is_first and each.seconds is not None and each.quiz in quickest:
            timed[each.unit].add(each.member)
            if each.seconds < quickest[each.quiz]:
                found[each.unit].add(each.member)
    rows = [Fast(unit, sorted(members), len(timed[unit])) for unit, members in found.items()]
    return sorted(rows, key=lambda row: (-len(row.members) / row.of, row.unit))


def sequences(attempts: Iterable[Answered]) -> list[OneAfterAnother]:
    """Runs of attempts on one device in which SEQUENCE_MEMBERS or more members follow each other, the longest first."""
    ordered = sorted((each for each in attempts if each.device), key=lambda each: (each.device, each.at))
    found = []
    for _device, on_device in groupby(ordered, key=lambda each: each.device):
        run: list[Answered] = []
        for each in on_device:
            if run and each.at - run[-1].at > SEQUENCE_GAP:
                found.append(run)
                run = []
            run.append(each)
        found.append(run)
    rows = [_sequence(run) for run in found if len({each.member for each in run}) >= SEQUENCE_MEMBERS]
    return sorted(rows, key=lambda row: (-len(row.members), row.first))


def _sequence(run: Sequence[Answered]) -> OneAfterAnother:
    members = list(dict.fromkeys(each.member for each in run))
    units = list(dict.fromkeys(each.unit for each in run))
    return OneAfterAnother(members, units, run[0].at, run[-1].at)


def alike(attempts: Iterable[Answered]) -> list[Alike]:
    """Groups in a unit with the same first answers to a quiz, wrong ones among them, that chance does not explain.

    How likely a pattern is follows from how often each of its choices was made by all who are looked at, as if each
    member chose alone. The chance is held against the number of patterns that were tried in the unit.
    """
    first = [each for each in attempts if each.is_first and each.pattern]
    # A question of the bank may stand in two quizzes: each is a case of its own.
    made = Counter((each.quiz, choice) for each in first for choice in each.pattern)
    answered = Counter(each.quiz for each in first)
    by_place: dict[tuple[int, int], list[Answered]] = defaultdict(list)
    for each in first:
        by_place[each.unit, each.quiz].append(each)
    rows = []
    for (unit, quiz), here in by_place.items():
        groups: dict[Pattern, list[Answered]] = defaultdict(list)
        for each in here:
            groups[each.pattern].append(each)
        for pattern, group in groups.items():
            if len(group) < PATTERN_MEMBERS or group[0].wrong < PATTERN_WRONG:
                continue
            likely = 1.0
            for choice in pattern:
                likely *= min(1.0, (made[quiz, choice] + 1) / (answered[quiz] + 2))
            chance = min(1.0, len(groups) * at_least(len(group), len(here), likely))
            if chance < PATTERN_CHANCE:
                rows.append(Alike(unit, quiz, sorted(each.member for each in group), group[0].wrong, chance))
    return sorted(rows, key=lambda row: (-len(row.members), row.unit, row.quiz))


def at_least(number: int, of: int, likely: float) -> float:
    """The chance that `number` or more `of` so many, each `likely` by itself, are one thing (binomial)."""
    if number <= 0 or likely >= 1:
        return 1.0 if number <= of else 0.0
    if likely <= 0:
        return 0.0
    # By logarithms: a thousand over five hundred is no float.
    ways = (lgamma(of + 1) - lgamma(n + 1) - lgamma(of - n + 1) for n in range(number, of + 1))
    logs = (way + n * log(likely) + (of - n) * log1p(-likely) for n, way in enumerate(ways, number))
    return min(1.0, fsum(map(exp, logs)))
