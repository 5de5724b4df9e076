"""Cells of whole weeks counted at once, against the rule that changes them one by one."""

import datetime as dt
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.measures import MEASURE_NAMES
from participation.rules.presence import gaps, packed
from participation.rules.whole_weeks import FOUR_WEEKS, LENGTHS, WEEK, weeks_changes
from participation.statistics.rebuild.day_cells import Cells
from participation.statistics.rebuild.weeks_cells import weeks_of, with_weeks

# A Monday with which four weeks begin: days of cells are counted from it.
BEGIN = dt.date(2026, 1, 1)
BEGIN -= dt.timedelta(days=(BEGIN.toordinal() - 1) % FOUR_WEEKS)
presence = st.lists(st.sets(st.integers(0, 70), max_size=6), min_size=1, max_size=4)


def day_cells_of(presences):
    """The day cells of everybody in one unit and course, from each member's days of presence; a turn on each."""
    people, turns = {}, Counter()
    for days in presences:
        for day, gap in gaps([BEGIN + dt.timedelta(days=n) for n in days]):
            people.setdefault(day, Counter())[gap] += 1
            turns[day] += 1
    ordered = sorted(people)
    lists = [packed(people[day]) for day in ordered]
    starts = np.cumsum([0, *(len(kept) for kept, _people in lists)])
    zero = np.zeros(len(ordered), dtype=np.int64)
    return Cells(
        course=zero, group=zero, unit=zero, day=np.array([(day - BEGIN).days for day in ordered], dtype=np.int64),
        measures={name: np.array([turns[day] if name == "turns" else 0 for day in ordered], dtype=np.int64) for name in MEASURE_NAMES},
        starts=starts, gaps=np.array([gap for kept, _ in lists for gap in kept], dtype=np.int16),
        people=np.array([number for _, own in lists for number in own], dtype=np.int32),
    ), people, turns  # fmt: skip


@given(presence)
def test_weeks_at_once_are_weeks_one_by_one(presences):
    cells, people, turns = day_cells_of(presences)
    in_turns = {
        (7, 0, 3, day): tuple(number if name == "turns" else 0 for name in MEASURE_NAMES) for day, number in turns.items()
    }
    measures, changed = weeks_changes(in_turns, {(7, 0, 3, day): own for day, own in people.items()})
    for length in LENGTHS:
        found = weeks_of(cells, length)
        got = {}
        for n in range(len(found.day)):
            piece = slice(found.starts[n], found.starts[n + 1])
            first = BEGIN + dt.timedelta(days=int(found.day[n]))
            got[first] = (int(found.measures["turns"][n]), (found.gaps[piece].tolist(), found.people[piece].tolist()))
        expected = {
            first: (amounts[MEASURE_NAMES.index("turns")], packed(changed.get((7, 3, length, first), {})))
            for (_course, _unit, own_length, first), amounts in measures.items()
            if own_length == length
        }
        assert got == expected


def test_no_days_are_no_weeks():
    cells, _people, _turns = day_cells_of([set()])
    assert len(weeks_of(cells, WEEK).day) == 0


def test_only_cells_of_everybody_have_weeks():
    cells, _people, _turns = day_cells_of([{0, 3, 9}])
    of_group = Cells(**{**vars(cells), "group": cells.group + 2})
    found = with_weeks([cells, of_group])
    assert [each.length for each in found] == [1, 1, WEEK, FOUR_WEEKS]
