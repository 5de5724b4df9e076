import datetime as dt
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.measures import TURN_VERBS, VERBS, ActivityFigures, FoldedFact, TooManyToPack
from participation.statistics.packed_facts import FACT, LeafFacts, block_of, changed, first_day, pack, pack_one

FIRST = dt.date(2026, 8, 20)
days = st.integers(0, 90).map(lambda n: FIRST + dt.timedelta(days=n))
facts = st.builds(
    FoldedFact,
    member=st.sampled_from([1, 7, (1 << 28) - 1]),
    verb=st.sampled_from(VERBS),
    kind=st.just("course"),
    course=st.sampled_from([3, (1 << 14) - 1]),
    day=days,
    places=st.just(()),
    score=st.integers(0, 10_000),
)


def blocks_with(found):
    blocks = {}
    for fact in found:
        number = block_of(fact.day)
        packed = pack_one(fact.member, fact.course, fact.verb, fact.day, fact.score)
        blocks[number] = changed(blocks.get(number, b""), {packed: 1})
    return blocks


@given(st.lists(facts, max_size=30), days, days, st.sampled_from([0, 3]))
def test_figures_read_from_packed_facts_equal_counting_them_one_by_one(found, one, other, course):
    first, last = min(one, other), max(one, other)
    inside = [fact for fact in found if first <= fact.day <= last and course in (0, fact.course)]
    turns = [fact for fact in inside if fact.verb in TURN_VERBS]
    verbs = Counter(fact.verb for fact in inside)
    assert LeafFacts(blocks_with(found), course).figures(first, last) == ActivityFigures(
        people=len({fact.member for fact in turns}),
        turns=len(turns),
        started=verbs["started"],
        completed=verbs["completed"],
        passed=verbs["passed"],
        handed_in=verbs["handed_in"],
        score=sum(fact.score for fact in inside if fact.verb == "handed_in"),
    )


@given(st.lists(facts, max_size=20), st.lists(facts, max_size=20))
def test_facts_that_are_taken_out_leave_the_others_as_they_were(kept, gone):
    together = blocks_with([*kept, *gone])
    for fact in gone:
        packed = pack_one(fact.member, fact.course, fact.verb, fact.day, fact.score)
        together[block_of(fact.day)] = changed(together[block_of(fact.day)], {packed: -1})
    assert {number: block for number, block in together.items() if block} == blocks_with(kept)


@given(st.lists(facts, min_size=1, max_size=20))
def test_packing_many_at_once_equals_packing_each(found):
    columns = ([fact.member for fact in found], [fact.course for fact in found], [VERBS.index(fact.verb) for fact in found],
               [(fact.day - first_day(block_of(fact.day))).days for fact in found], [fact.score for fact in found])  # fmt: skip
    packed = pack(*(np.array(column) for column in columns))
    assert packed.dtype == FACT
    assert packed.tolist() == [pack_one(f.member, f.course, f.verb, f.day, f.score) for f in found]


def test_a_member_or_a_course_that_has_no_room_is_refused_and_not_counted_as_another():
    with pytest.raises(TooManyToPack):
        pack_one(1 << 28, 1, "studied", FIRST, 0)
    with pytest.raises(TooManyToPack):
        pack(*(np.array([value]) for value in (1, 1 << 14, 0, 0, 0)))
