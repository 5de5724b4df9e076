"""Roster and coverage of everybody at once hold what folding holds for one after the other."""

import datetime as dt
import json

import pytest

from participation.models import Activity
from participation.rules.coverage import Contribution
from participation.rules.measures import ALL_COURSES
from participation.statistics.fold.folding import contributions_of, fold_pending
from participation.statistics.rebuild import roster_and_coverage
from participation.statistics.rebuild.roster_and_coverage import count_roster_and_coverage
from participation.statistics.rebuild.snapshot import Snapshot
from rosters.models import Member
from rosters.people.members import close_membership, move_membership
from tests import factories

DAY = dt.date(2026, 11, 18)


@pytest.fixture
def province(units, make_member, activities):
    """Somebody in both trees who completed a course, somebody who moved, who left, who is nowhere, whose birth is unknown."""
    learner = make_member(units.class_a, units.chapter, sex="female", birth_date=dt.date(2011, 1, 2), is_union_member=True)
    moved, left = make_member(units.class_a, sex="male"), make_member(units.class_b, birth_date=dt.date(2010, 5, 6))
    make_member(birth_date=dt.date(1850, 1, 1))
    for verb, name in (("started", "A"), ("completed", "A1"), ("completed", "A2"), ("passed", "A1q"), ("passed", "A2q")):
        factories.fact(learner, verb, activities[name], DAY)
    factories.fact(moved, "started", activities["B"], DAY)
    move_membership(moved.memberships.get(), units.other_class, DAY)
    close_membership(left.memberships.get(), "left", DAY)
    fold_pending()
    return learner, moved, left


def contributions():
    counted = count_roster_and_coverage(Snapshot.read())
    return {member: json.loads(written) for part in counted.members for member, written in part}


def test_what_is_held_for_each_member_is_what_folding_holds(province):
    everybody = set(Member.objects.values_list("pk", flat=True))
    assert contributions() == {pk: each.to_json() for pk, each in contributions_of(everybody).items()}


def test_the_text_is_what_folding_writes_so_that_it_reads_back(province):
    learner, moved, _left = province
    held = {pk: Contribution.from_json(text) for pk, text in contributions().items()}
    assert held == contributions_of(set(held))
    assert len(held[learner.pk].here) == 2
    assert [end is None for _units, _start, end in held[moved.pk].memberships] == [False, True]


def test_somebody_who_did_nothing_and_is_nowhere_is_held_too(make_member):
    member = make_member()
    assert contributions() == {member.pk: {"groups": [0, 3, 5, 6], "places": [], "courses": {}}}


def test_without_any_course_everybody_is_held_all_the_same(units, make_member):
    member = make_member(units.class_a)
    assert not Activity.objects.exists()
    assert contributions()[member.pk]["courses"] == {}


def test_members_come_in_parts_of_a_size_each_once(make_member, monkeypatch):
    monkeypatch.setattr(roster_and_coverage, "MEMBERS_A_PART", 3)
    made = {make_member().pk for _ in range(7)}
    parts = count_roster_and_coverage(Snapshot.read()).members
    assert [len(part) for part in parts] == [3, 3, 1]
    assert {member for part in parts for member, _text in part} == made


def test_coverage_has_a_row_of_columns_for_each_course_and_for_all_together(province, activities):
    counted = count_roster_and_coverage(Snapshot.read())
    courses = [course for course, *_columns in counted.coverage]
    assert courses == [activities["A"].pk, activities["B"].pk, ALL_COURSES]
    of_a = counted.coverage[0][3]
    # The learner started, completed and passed course A, in three units of one tree and four of the other, in four groups.
    assert {name: numbers.max() for name, numbers in of_a.items()} == {"members": 0, "started": 1, "completed": 1, "passed": 1}
    assert of_a["completed"].sum() == (3 + 4) * 4


def test_whoever_leaves_is_taken_off_on_that_day(province, units):
    snapshot = Snapshot.read()
    roster = count_roster_and_coverage(snapshot).roster
    here = snapshot.unit_ids[roster.unit] == units.class_b.pk
    everybody = here & (roster.group == 0)
    assert roster.change[everybody].tolist() == [1, -1]
