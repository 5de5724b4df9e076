"""Everything as columns: numbered from 0, in order, and nothing that does not belong in."""

import datetime as dt

import numpy as np
import pytest

from participation.rules.measures import VerbCode
from participation.rules.whole_weeks import FOUR_WEEKS
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.snapshot import EPOCH, NO_DAY, Snapshot, _inverse, day_of
from rosters.people.members import close_membership
from tests import factories

DAY = dt.date(2026, 11, 18)


@pytest.fixture
def learned(units, make_member, activities):
    member = make_member(units.class_a, units.chapter, sex="female", birth_date=dt.date(2011, 1, 2))
    for verb, name in (("studied", "A1"), ("completed", "A1"), ("handed_in", "A1q"), ("completed", "A")):
        factories.fact(member, verb, activities[name], DAY, score=17.65 if verb == "handed_in" else None)
    fold_pending()
    return member


def test_facts_come_in_the_order_of_verbs_and_lessons_last(learned):
    snapshot = Snapshot.read()
    assert snapshot.facts["verb"].tolist() == [
        VerbCode.STUDIED,
        VerbCode.HANDED_IN,
        VerbCode.COMPLETED,
        VerbCode.COMPLETED_LESSON,
    ]
    assert snapshot.as_facts().verb.tolist() == [VerbCode.STUDIED, VerbCode.HANDED_IN, VerbCode.COMPLETED]
    assert snapshot.as_facts().score.tolist() == [0, 1765, 0]


def test_what_waits_to_be_folded_is_not_in_it(learned, activities):
    factories.fact(learned, "studied", activities["B1"], DAY)
    assert len(Snapshot.read().facts["member"]) == 4


def test_days_are_counted_from_the_first_of_four_weeks(learned):
    snapshot = Snapshot.read()
    first = day_of(snapshot.first_day)
    assert first.weekday() == 0
    assert 0 <= (DAY - first).days < FOUR_WEEKS
    assert set(snapshot.as_facts().day.tolist()) == {(DAY - first).days}


def test_each_depth_of_both_trees_is_a_level(learned, units):
    snapshot = Snapshot.read()
    above = [{snapshot.celled_ids[unit] for unit in level.unit.tolist() if unit >= 0} for level in snapshot.levels()]
    # A class and a chapter have no cells: the lowest levels are empty.
    assert above == [
        {units.department.pk},
        {units.school.pk},
        set(),
        {units.province.pk},
        {units.commune.pk},
        {units.branch.pk},
        set(),
    ]


def test_members_are_in_a_group_of_each_kind(learned):
    snapshot = Snapshot.read()
    codes = [int(snapshot.group_codes[groups[0]]) for groups in snapshot.member_groups]
    assert codes == [2, 5, 2011]


def test_a_place_knows_whether_it_is_open(learned, units):
    close_membership(learned.memberships.get(tree="union"), "left", DAY)
    places = Snapshot.read().as_memberships()
    assert places.is_open.tolist() == [True, False]
    assert places.end.tolist() == [NO_DAY, (DAY - EPOCH).days]


def test_a_place_of_somebody_who_came_meanwhile_is_left_out(learned):
    snapshot = Snapshot.read()
    snapshot.memberships["member"] = np.append(snapshot.memberships["member"][:-1], 999_999)
    assert len(Snapshot(**{**vars(snapshot), "members": snapshot.members}).memberships["member"]) == 2


def test_an_empty_site_is_read_too(db):
    snapshot = Snapshot.read()
    assert (len(snapshot.facts["member"]), snapshot.units, snapshot.levels()) == (0, [], [])


@pytest.mark.parametrize("ids", [[], [5], [7, 2, 9]])
def test_ids_are_numbered_and_others_are_nobody(ids):
    inverse = _inverse(np.array(ids, dtype=np.int64))
    assert [inverse[pk] for pk in ids] == list(range(len(ids)))
    assert inverse[0] == -1
