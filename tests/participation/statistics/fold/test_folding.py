"""Folding: what waits is folded once, in any order, and a reader does not go on for ever."""

from participation.figures.unit_figures import unit_overview
from participation.ledger.recording import record
from participation.models import Fact, MemberChange, PendingFact
from participation.rules.periods import week_of
from participation.statistics.fold import folding
from participation.statistics.fold.folding import fold_batch, fold_pending
from participation.statistics.rebuild.verifying import Verification, verify
from rosters.models import Member


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
