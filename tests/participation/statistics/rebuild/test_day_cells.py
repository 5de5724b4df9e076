"""Day cells counted from all facts at once, against folding them one by one."""

import datetime as dt
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.cell_changes import CellChanges, FoldedFact, days_of
from participation.rules.measures import ALL_COURSES, MEASURE_NAMES, NOTHING, VerbCode
from participation.rules.presence import packed
from participation.statistics.rebuild import day_cells
from participation.statistics.rebuild.day_cells import Facts, Level, TooManyToPack, count_days, distinct, firsts

BEGIN = dt.date(2026, 1, 1)
COURSES, UNITS, MEMBERS, KINDS = 2, 3, 4, (20, 21)
VERBS = {
    VerbCode.STUDIED: "studied",
    VerbCode.HANDED_IN: "handed_in",
    VerbCode.STARTED: "started",
    VerbCode.PASSED: "passed",
    VerbCode.COMPLETED: "completed",
}

one_fact = st.tuples(
    st.integers(0, MEMBERS - 1), st.sampled_from(sorted(VERBS)), st.integers(0, COURSES - 1), st.integers(0, 20),
    st.integers(0, 10_000), st.integers(-1, UNITS - 1), st.sampled_from(KINDS),
)  # fmt: skip
SEXES = st.lists(st.integers(1, 3), min_size=MEMBERS, max_size=MEMBERS)


def columns(facts):
    # In the order of verbs, as a snapshot gives them.
    rows = sorted(facts, key=lambda fact: fact[1])
    member, verb, course, day, score, unit, kind = (np.array([int(row[n]) for row in rows], dtype=np.int64) for n in range(7))
    return Facts(member, verb, course, day, score), Level(unit, np.where(unit >= 0, kind, 0))


def at_once(facts, sexes):
    """{(course, group, unit, day): (measures, gaps, people)}, of courses from 1 and of all as 0."""
    own, level = columns(facts)
    found = {}
    for job in count_days(own, [level], [np.array(sexes)], COURSES):
        for cells in job():
            for n in range(len(cells.day)):
                course = int(cells.course[n])
                key = (0 if course == COURSES else course + 1, int(cells.group[n]), int(cells.unit[n]), int(cells.day[n]))
                piece = slice(cells.starts[n], cells.starts[n + 1])
                measures = tuple(int(cells.measures[name][n]) for name in MEASURE_NAMES)
                found[key] = measures, cells.gaps[piece].tolist(), cells.people[piece].tolist()
    return found


def one_by_one(facts, sexes):
    changes, of_member = CellChanges(), defaultdict(list)
    for member, verb, course, day, score, unit, kind in facts:
        if unit >= 0:
            made = FoldedFact(
                member, VERBS[verb], course + 1, BEGIN + dt.timedelta(days=day), ((unit, kind),), is_of_course=verb == VerbCode.COMPLETED,
                score=score if verb == VerbCode.HANDED_IN else 0,
            )  # fmt: skip
            of_member[member].append(made)
    for member, own in of_member.items():
        groups = (0, sexes[member])
        changes.add_measures(own, groups)
        changes.add_presence({}, days_of(own), groups)
    return {
        (course, group, unit, (day - BEGIN).days): (
            changes.measures.get((course, group, unit, day), NOTHING),
            *packed(changes.people.get((course, group, unit, day), {})),
        )
        for course, group, unit, day in changes.measures.keys() | changes.people.keys()
    }


@given(st.lists(one_fact, max_size=25), SEXES)
def test_counting_at_once_is_folding_one_by_one(facts, sexes):
    assert ALL_COURSES == 0
    assert at_once(facts, sexes) == one_by_one(facts, sexes)


@given(st.lists(one_fact, max_size=25), SEXES)
def test_finding_cells_by_sorting_finds_the_same(facts, sexes):
    dense = day_cells.MAX_DENSE_KEYS
    expected = at_once(facts, sexes)
    try:
        day_cells.MAX_DENSE_KEYS = 0
        assert at_once(facts, sexes) == expected
    finally:
        day_cells.MAX_DENSE_KEYS = dense


def test_facts_outside_of_a_tree_make_no_work():
    own, level = columns([(0, VerbCode.STUDIED, 0, 0, 0, -1, 20)])
    assert count_days(own, [level], [], COURSES) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("day", 1 << day_cells.DAY_BITS), ("member", 1 << day_cells.MEMBER_BITS), ("unit", 1 << day_cells.UNIT_BITS)],
)
def test_what_does_not_fit_into_the_numbers_is_refused_and_not_counted_wrong(column, value):
    own, level = columns([(0, VerbCode.STUDIED, 0, 0, 0, 0, 20)])
    where = level if column == "unit" else own
    getattr(where, column)[0] = value
    with pytest.raises(TooManyToPack):
        count_days(own, [level], [], COURSES)


def test_more_courses_than_there_is_room_for_are_refused():
    own, level = columns([(0, VerbCode.STUDIED, 0, 0, 0, 0, 20)])
    with pytest.raises(TooManyToPack):
        count_days(own, [level], [], 1 << day_cells.COURSE_BITS)


@given(st.lists(st.integers(0, 9)))
def test_different_keys_are_found_in_order_with_the_places_where_they_begin(keys):
    assert distinct(np.array(keys, dtype=np.int64)).tolist() == sorted(set(keys))
    ordered = np.sort(np.array(keys, dtype=np.int64))
    assert ordered[firsts(ordered)].tolist() == sorted(set(keys))
