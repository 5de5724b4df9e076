"""What happened in a class or chapter in four weeks, packed fact by fact: its figures are counted from a few kilobytes.

Classes and chapters are many and small, so that cells of days would be as many as facts. Their facts as they stand in
the ledger are far apart and wide. Here each is one number of 64 bits, from the left: member, course, verb, days into
the four weeks, score; the numbers in order, 8 bytes each, little-endian. Pure functions.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

import numpy as np

from participation.rules.measures import TURN_VERBS, VERBS, ActivityFigures, TooManyToPack
from participation.rules.whole_weeks import FOUR_WEEKS

MEMBER_BITS, COURSE_BITS, VERB_BITS, DAY_BITS, SCORE_BITS = 28, 14, 3, 5, 14
BITS = (COURSE_BITS, VERB_BITS, DAY_BITS, SCORE_BITS)
FACT = np.dtype("<u8")


def block_of(day: dt.date) -> int:
    """The number of the four weeks that `day` is in, from the first of Python's calendar."""
    return (day.toordinal() - 1) // FOUR_WEEKS


def first_day(block: int) -> dt.date:
    return dt.date.fromordinal(block * FOUR_WEEKS + 1)


def pack(member: np.ndarray, course: np.ndarray, verb: np.ndarray, day: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Facts as numbers: verbs by place in VERBS, days from the first of the block, score in hundredths of a per cent.

    Raises TooManyToPack.
    """
    if len(member):
        _check(int(member.max()), int(course.max()))
    packed = member.astype(np.int64).view(FACT)
    for values, bits in zip((course, verb, day, score), BITS, strict=True):
        packed = (packed << FACT.type(bits)) | values.astype(np.int64).view(FACT)
    return packed


def pack_one(member: int, course: int, verb: str, day: dt.date, score: int) -> int:
    """One fact as pack() makes it. Raises TooManyToPack."""
    _check(member, course)
    packed = member
    for value, bits in zip((course, VERBS.index(verb), (day.toordinal() - 1) % FOUR_WEEKS, score), BITS, strict=True):
        packed = (packed << bits) | value
    return packed


def _check(member: int, course: int) -> None:
    if member >= 1 << MEMBER_BITS or course >= 1 << COURSE_BITS:
        raise TooManyToPack(f"Members up to {1 << MEMBER_BITS:,} and courses up to {1 << COURSE_BITS:,} can be packed.")


def changed(kept: bytes, changes: Mapping[int, int]) -> bytes:
    """The bytes of a block to which packed facts are added, or from which they are taken: how many of each.

    Raises LookupError when a fact is taken out that is not there: left in silence, it would be counted twice later.
    """
    facts = np.frombuffer(kept, FACT)
    if any(number < 0 for number in changes.values()):
        numbers = Counter(facts.tolist())
        numbers.update(changes)
        if min(numbers.values()) < 0:
            raise LookupError("A fact is to be taken out of a class that does not hold it: rebuild_statistics counts it anew.")
        return np.array(sorted(numbers.elements()), FACT).tobytes()
    added = [fact for fact, number in changes.items() for _ in range(number)]
    return np.sort(np.concatenate([facts, np.array(added, FACT)])).tobytes()


class LeafFacts:
    """The facts of one class or chapter, read from its blocks."""

    def __init__(self, blocks: Mapping[int, bytes], course: int = 0) -> None:
        """Of `blocks` by number; of one course, or of all with 0."""
        parts = {block: np.frombuffer(facts, FACT) for block, facts in blocks.items()}
        facts = np.concatenate([np.zeros(0, FACT), *parts.values()])
        starts = np.repeat([block * FOUR_WEEKS + 1 for block in parts], [len(part) for part in parts.values()])
        if course:
            here = self._part(facts, SCORE_BITS + DAY_BITS + VERB_BITS, COURSE_BITS) == course
            facts, starts = facts[here], starts[here]
        self._day = starts + self._part(facts, SCORE_BITS, DAY_BITS)
        self._verb = self._part(facts, SCORE_BITS + DAY_BITS, VERB_BITS)
        self._score = self._part(facts, 0, SCORE_BITS)
        self._member = facts >> FACT.type(SCORE_BITS + DAY_BITS + VERB_BITS + COURSE_BITS)
        self._is_turn = self._verb < len(TURN_VERBS)

    @staticmethod
    def _part(facts: np.ndarray, shift: int, bits: int) -> np.ndarray:
        return ((facts >> FACT.type(shift)) & FACT.type((1 << bits) - 1)).astype(np.int64)

    def figures(self, first: dt.date, last: dt.date) -> ActivityFigures:
        """What happened from `first` to `last`."""
        inside = (self._day >= first.toordinal()) & (self._day <= last.toordinal())
        studied, handed_in, started, passed, completed = np.bincount(self._verb[inside], minlength=len(VERBS)).tolist()
        people = np.sort(self._member[inside & self._is_turn])
        return ActivityFigures(
            people=int((people[1:] != people[:-1]).sum()) + bool(len(people)),
            turns=studied + handed_in,
            started=started,
            completed=completed,
            passed=passed,
            handed_in=handed_in,
            score=int(self._score[inside & (self._verb == VERBS.index("handed_in"))].sum()),
        )
