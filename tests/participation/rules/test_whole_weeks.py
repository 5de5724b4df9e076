import datetime as dt
from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.groups import EVERYBODY
from participation.rules.measures import MEASURE_NAMES, MEASURES, NOTHING
from participation.rules.presence import NEVER, gaps, packed, people_with_gap_over
from participation.rules.whole_weeks import FOUR_WEEKS, LENGTHS, WEEK, gap_in_weeks, pieces, start_of, weeks_changes
from participation.statistics.rebuild.day_cells import Cells
from participation.statistics.rebuild.weeks_cells import weeks_of

FIRST = dt.date(2026, 8, 20)
days = st.integers(0, 120).map(lambda n: FIRST + dt.timedelta(days=n))
presences = st.dictionaries(st.integers(1, 8), st.sets(days, max_size=12), max_size=8)


def day_people(by_member):
    """The people of each day by gap, as changes of the cells of one course and unit."""
    numbers = defaultdict(Counter)
    for own in by_member.values():
        for day, gap in gaps(own):
            numbers[1, EVERYBODY, 2, day][gap] += 1
    return numbers


@given(days, days)
def test_the_pieces_of_a_span_hold_each_of_its_days_once(one, other):
    first, last = min(one, other), max(one, other)
    held = Counter()
    for piece in pieces(first, last):
        assert start_of(piece.first, piece.length) == piece.first
        start = piece.first
        while start <= piece.last:
            held.update(start + dt.timedelta(days=n) for n in range(piece.length))
            start += dt.timedelta(days=piece.length)
    assert held == Counter(first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def test_a_school_year_is_read_from_a_few_pieces():
    found = pieces(dt.date(2025, 9, 5), dt.date(2026, 9, 4))
    assert sum((piece.last - piece.first).days // piece.length + 1 for piece in found) < 30


def test_a_block_of_a_week_begins_on_a_monday_and_four_of_them_fill_a_large_one():
    day = dt.date(2026, 11, 22)
    assert start_of(day, WEEK) == dt.date(2026, 11, 16)
    assert (start_of(day, WEEK) - start_of(day, FOUR_WEEKS)).days in (0, 7, 14, 21)


@given(presences, days, days)
def test_people_of_any_period_counted_from_pieces_equal_counting_them_one_by_one(by_member, one, other):
    first, last = min(one, other), max(one, other)
    people = day_people(by_member)
    cells = {(1, day): packed(own) for (_course, _group, _unit, day), own in people.items()}
    cells |= {(length, start): packed(own) for (_c, _u, length, start), own in weeks_changes({}, people)[1].items()}
    counted = sum(
        people_with_gap_over(*cell, (start - first).days)
        for piece in pieces(first, last)
        for (length, start), cell in cells.items()
        if length == piece.length and piece.first <= start <= piece.last
    )
    assert counted == sum(any(first <= day <= last for day in own) for own in by_member.values())


@pytest.mark.parametrize(("into", "gap", "expected"), [(0, 1, 1), (3, 3, None), (3, 4, 1), (6, NEVER, NEVER)])
def test_somebody_is_in_a_block_once_with_the_gap_before_it(into, gap, expected):
    assert gap_in_weeks(into, gap) == expected


@given(presences, st.data())
def test_counting_all_blocks_at_once_equals_counting_them_change_by_change(by_member, data):
    people = day_people(by_member)
    measures = {key: [data.draw(st.integers(0, 5)) for _ in MEASURES] for key in people}
    expected_measures, expected_people = weeks_changes(measures, people)
    keys = sorted(people)
    origin = start_of(FIRST, FOUR_WEEKS)
    lists = [packed(people[key]) for key in keys]
    cells = Cells(
        course=np.array([key[0] for key in keys], dtype=np.int64),
        group=np.zeros(len(keys), dtype=np.int64),
        unit=np.array([key[2] for key in keys], dtype=np.int64),
        day=np.array([(key[3] - origin).days for key in keys], dtype=np.int64),
        measures={name: np.array([measures[key][n] for key in keys], dtype=np.int64) for n, name in enumerate(MEASURE_NAMES)},
        starts=np.cumsum([0, *(len(kept) for kept, _people in lists)]),
        gaps=np.array([gap for kept, _people in lists for gap in kept], dtype=np.int16),
        people=np.array([number for _kept, numbers in lists for number in numbers], dtype=np.int32),
    )
    for length in LENGTHS:
        found = weeks_of(cells, length)
        for n, day in enumerate(found.day.tolist()):
            key = (1, 2, length, origin + dt.timedelta(days=day))
            assert [int(column[n]) for column in found.measures.values()] == list(expected_measures.get(key, NOTHING))
            here = slice(found.starts[n], found.starts[n + 1])
            assert (found.gaps[here].tolist(), found.people[here].tolist()) == packed(expected_people[key])
        assert len(found.day) == len({start_of(key[3], length) for key in keys})
