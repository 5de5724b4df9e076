import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from participation.presence import NEVER, pair_changes, pairs, people_between

FIRST = dt.date(2026, 9, 1)
days = st.integers(0, 30).map(lambda n: FIRST + dt.timedelta(days=n))
presences = st.dictionaries(st.integers(1, 8), st.sets(days, max_size=10), max_size=8)


def cells_of(by_member):
    cells = Counter()
    for own in by_member.values():
        cells.update(pairs(own))
    return cells


@given(presences, days, days)
def test_people_of_any_period_equal_counting_them_one_by_one(by_member, one, other):
    first, last = min(one, other), max(one, other)
    counted = sum(any(first <= day <= last for day in own) for own in by_member.values())
    assert people_between(cells_of(by_member), first, last) == counted


@given(st.sets(days, max_size=10), st.sets(days, max_size=10))
def test_adding_days_in_any_order_gives_the_same_cells(before, added):
    cells = Counter(pairs(before))
    cells.update(pair_changes(before, before | added))
    assert +cells == Counter(pairs(before | added))


def test_a_late_day_between_two_others_changes_three_cells():
    a, b, c = (FIRST + dt.timedelta(days=n) for n in (0, 1, 2))
    assert pair_changes({a, c}, {a, b, c}) == Counter({(b, a): 1, (c, b): 1, (c, a): -1})
    assert pairs({a}) == {(a, NEVER)}
