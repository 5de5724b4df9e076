"""Folding: what waits is folded once, in any order, and a reader does not go on for ever."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from participation.figures.unit_figures import unit_overview
from participation.ledger.recording import record
from participation.models import CoverageCell, DayCell, Fact, MemberChange, PendingFact, RosterCell, WeeksCell
from participation.rules.periods import week_of
from participation.statistics.fold import folding
from participation.statistics.fold.folding import fold_batch, fold_pending, unfold_unit
from participation.statistics.rebuild.verifying import Verification, verify
from rosters.models import Member
from tests import factories

DAY = dt.date(2026, 11, 16)


def test_a_reader_folds_what_waits_and_leaves_what_comes_meanwhile(units, make_member, activities, monkeypatch):
    member = make_member(units.class_a)
    record(member, Fact.Verb.STUDIED, activities["A1"], "first")
    come = iter(range(1000))

    def fold_beside_a_writer(limit=5):
        done = fold_batch(limit)
        record(member, Fact.Verb.STUDIED, activities["A1"], f"meanwhile {next(come)}")
        return done

    monkeypatch.setattr(folding, "fold_batch", fold_beside_a_writer)
    fold_pending()
    assert PendingFact.objects.count() == 1


def test_somebody_whose_data_changed_just_now_is_regrouped_with_the_next_fact_of_any_kind(units, make_member, activities):
    """The change is there, its row in the queue not yet read: everything the member did moves to the other group at once."""
    member = make_member(units.class_a, sex="male")
    record(member, Fact.Verb.STUDIED, activities["A1"], "studied")
    fold_pending()
    Member.objects.filter(pk=member.pk).update(sex="female")
    waiting = list(MemberChange.objects.values_list("pk", "member_id"))
    MemberChange.objects.all().delete()
    record(member, Fact.Verb.STARTED, activities["A"], "started")
    fold_batch()
    MemberChange.objects.bulk_create([MemberChange(pk=pk, member_id=member_id) for pk, member_id in waiting])
    fold_pending()
    [(part, figures)] = unit_overview(units.school, week_of(Fact.objects.first().day)).breakdowns["sex"]
    assert (part, figures.activity.people, figures.activity.turns) == ("female", 1, 1)
    assert isinstance(verify(), Verification)


def test_a_change_of_members_reaches_the_figures_by_whatever_way_it_was_written(units, make_member):
    members = [make_member(units.class_a) for _ in range(3)]
    week = week_of(Member.objects.first().created_at.date())
    assert unit_overview(units.school, week).total.now == 3
    members[0].memberships.all().delete()
    assert unit_overview(units.school, week).total.now == 2
    members[1].memberships.update(end=week.first)
    assert unit_overview(units.school, week).total.now == 1
    Member.objects.bulk_update([Member(pk=members[2].pk, sex="female")], ["sex"])
    assert [part for part, _figures in unit_overview(units.school, week).breakdowns["sex"]] == ["female"]
    members[2].delete()
    assert unit_overview(units.school, week).total.now == 0


def all_cells():
    """Every cell that says something, as texts that can be compared."""
    return [sorted(map(str, model.objects.values_list())) for model in (DayCell, WeeksCell, RosterCell, CoverageCell)]


class TestHoweverItIsCutIntoBatches:
    """Cells do not depend on how much is folded at once, nor on the order in which facts came."""

    @pytest.fixture
    def learners(self, units, make_member):
        fold_pending()
        return [make_member(units.class_a, units.chapter, sex="female"), make_member(units.class_b)]

    @given(
        facts=st.lists(
            st.tuples(st.integers(0, 1), st.sampled_from(("studied", "started", "handed_in")), st.integers(0, 9)),
            min_size=1,
            max_size=8,
        ),
        limit=st.integers(1, 5),
    )
    def test_the_cells_are_the_same(self, learners, activities, facts, limit):
        about = {"studied": activities["A1"], "started": activities["A"], "handed_in": activities["A1q"]}

        def learn(order):
            for who, verb, day in order:
                score = 50 if verb == "handed_in" else None
                factories.fact(learners[who], verb, about[verb], DAY + dt.timedelta(days=day), score=score)

        found = []
        for order, at_once in ((facts, 1_000), (facts[::-1], limit)):
            with transaction.atomic():
                learn(order)
                while fold_batch(at_once):
                    pass
                found.append(all_cells())
                transaction.set_rollback(True)
        assert found[0] == found[1]


def test_how_many_were_folded_is_told_and_nothing_twice(units, make_member, activities):
    fold_pending()
    member = make_member(units.class_a)
    factories.fact(member, "studied", activities["A1"], DAY)
    # A fact, and somebody new.
    assert fold_pending() >= 2
    assert fold_pending() == 0
    before = all_cells()
    fold_pending()
    assert all_cells() == before


def test_what_a_failed_batch_took_from_the_queue_waits_again(units, make_member, activities, monkeypatch):
    fold_pending()
    factories.fact(make_member(units.class_a), "studied", activities["A1"], DAY)
    before, waiting = all_cells(), PendingFact.objects.count()

    def fail(*arguments):
        raise RuntimeError("disk full")

    monkeypatch.setattr(folding, "change_contributions", fail)
    with pytest.raises(RuntimeError):
        fold_pending()
    assert (all_cells(), PendingFact.objects.count()) == (before, waiting)
    monkeypatch.undo()
    fold_pending()
    assert isinstance(verify(), Verification)


def test_a_unit_whose_past_is_taken_out_counts_nothing_above_it_until_it_is_folded_again(units, make_member, activities):
    for place in (units.class_a, units.class_b, units.other_class):
        factories.fact(make_member(place), "studied", activities["A1"], DAY)
    fold_pending()
    before = all_cells()
    unfold_unit(units.school)
    turns = dict(DayCell.objects.filter(group=0, course_id=activities["A"].pk).values_list("unit_id", "turns"))
    assert turns[units.department.pk] == 1
    assert turns.get(units.school.pk, 0) == 0
    fold_pending()
    assert isinstance(verify(), Verification)
    assert [cell for cell in all_cells()[0] if cell] == before[0]
