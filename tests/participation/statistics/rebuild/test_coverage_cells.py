"""Rosters and coverage counted for all members at once, against counting them one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.coverage import Needed, Reached
from participation.rules.measures import VerbCode
from participation.statistics.rebuild.coverage_cells import Members, Memberships, count_coverage, count_roster, flags_by_course

PEOPLE, DEPTH = 6, 2
# Unit 0 stands above 1 and 2; unit 3 stands alone.
ABOVE = [np.array([0, 0, 0, 3]), np.array([-1, 1, 2, -1])]
PLACES = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, 3), st.integers(0, 9), st.none() | st.integers(0, 9)), max_size=10
)
GROUPS = st.lists(st.integers(1, 3), min_size=PEOPLE, max_size=PEOPLE)


def columns(places):
    member, unit, start, end = (
        np.array([place[n] if place[n] is not None else -1 for place in places], dtype=np.int64) for n in range(4)
    )
    is_open = np.array([place[3] is None for place in places], dtype=bool)
    return Memberships(member, unit, start, end, is_open, ABOVE)


def chain(unit):
    return [int(above[unit]) for above in ABOVE if above[unit] >= 0]


@given(PLACES, GROUPS)
def test_a_roster_grows_when_somebody_comes_and_shrinks_when_they_leave(places, sexes):
    groups = [np.zeros(PEOPLE, dtype=np.int64), np.array(sexes)]
    found = count_roster(columns(places), groups) if places else None
    expected: dict = {}
    for member, unit, start, end in places:
        for place in chain(unit):
            for group in (0, sexes[member]):
                for day, sign in ((start, 1), (end, -1)):
                    if day is not None:
                        expected[place, group, day] = expected.get((place, group, day), 0) + sign
    expected = {key: change for key, change in expected.items() if change}
    got = (
        {}
        if found is None
        else dict(
            zip(
                zip(found.unit.tolist(), found.group.tolist(), found.day.tolist(), strict=True),
                found.change.tolist(),
                strict=True,
            )
        )
    )
    assert got == expected


FLAGS = st.lists(st.integers(0, 7), min_size=PEOPLE, max_size=PEOPLE)


@given(PLACES.filter(bool), GROUPS, FLAGS, FLAGS)
def test_coverage_is_of_those_who_are_here_now(places, sexes, one, other):
    groups = [np.zeros(PEOPLE, dtype=np.int64), np.array(sexes)]
    flags = {7: np.array(one), 8: np.array(other)}
    got = {}
    for course, units, of_groups, counts in count_coverage(columns(places), groups, flags, 0):
        for n, key in enumerate(zip(units.tolist(), of_groups.tolist(), strict=True)):
            got[course, *key] = tuple(int(counts[name][n]) for name in ("members", "started", "completed", "passed"))
    expected: dict = {}
    for member, unit, _start, end in places:
        if end is not None:
            continue
        for place in chain(unit):
            for group in (0, sexes[member]):
                for course, reached in ((7, one[member]), (8, other[member]), (0, one[member] | other[member])):
                    here = int(course == 0)
                    add = (
                        here,
                        *(int(bool(reached & int(flag))) for flag in (Reached.STARTED, Reached.COMPLETED, Reached.PASSED)),
                    )
                    before = expected.get((course, place, group), (0, 0, 0, 0))
                    expected[course, place, group] = tuple(map(sum, zip(before, add, strict=True)))
    assert got == {key: counts for key, counts in expected.items() if any(counts)}


def test_a_course_is_completed_by_whoever_completed_all_its_lessons():
    done = [(0, VerbCode.STARTED, 7), (0, VerbCode.COMPLETED_LESSON, 71), (0, VerbCode.COMPLETED_LESSON, 72)]
    done += [(1, VerbCode.STARTED, 7), (1, VerbCode.COMPLETED_LESSON, 71), (1, VerbCode.COMPLETED_LESSON, 71)]
    member, verb, activity = (np.array([int(row[n]) for row in done]) for n in range(3))
    members = Members([np.zeros(2, dtype=np.int64)], member, verb, activity, np.full(len(done), 7))
    flags = flags_by_course(members, {7: Needed(frozenset({71, 72}), frozenset())}, [7])[7]
    assert flags.tolist() == [int(Reached.STARTED | Reached.COMPLETED), int(Reached.STARTED)]
