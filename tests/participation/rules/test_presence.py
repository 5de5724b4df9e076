import datetime as dt
from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from participation.rules.presence import NEVER, gap_changes, gaps, packed, people_with_gap_over, unpacked

FIRST = dt.date(2026, 9, 1)
days = st.integers(0, 30).map(lambda n: FIRST + dt.timedelta(days=n))
presences = st.dictionaries(st.integers(1, 8), st.sets(days, max_size=10), max_size=8)


def cells_of(by_member):
    """What cells keep of each day: gaps, and people with each gap or a larger one."""
    numbers = defaultdict(Counter)
    for own in by_member.values():
        for day, gap in gaps(own):
            numbers[day][gap] += 1
    return {day: packed(own) for day, own in numbers.items()}


@given(presences, days, days)
def test_people_of_any_period_equal_counting_them_one_by_one(by_member, one, other):
    first, last = min(one, other), max(one, other)
    counted = sum(any(first <= day <= last for day in own) for own in by_member.values())
    cells = cells_of(by_member).items()
    assert counted == sum(people_with_gap_over(*cell, (day - first).days) for day, cell in cells if first <= day <= last)


@given(st.sets(days, max_size=10), st.sets(days, max_size=10))
def test_adding_days_in_any_order_gives_the_same_cells(before, added):
    cells = Counter(gaps(before))
    cells.update(gap_changes(before, before | added))
    assert +cells == Counter(gaps(before | added))


@given(st.dictionaries(st.integers(1, NEVER), st.integers(1, 9)))
def test_what_a_cell_keeps_can_be_read_back(numbers):
    assert unpacked(*packed(numbers)) == Counter(numbers)


def test_a_late_day_between_two_others_changes_three_numbers():
    a, b, c = (FIRST + dt.timedelta(days=n) for n in (0, 1, 2))
    assert gap_changes({a, c}, {a, b, c}) == Counter({(b, 1): 1, (c, 1): 1, (c, 2): -1})
    assert gaps({a}) == {(a, NEVER)}
