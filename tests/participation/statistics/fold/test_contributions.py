"""What roster and coverage hold for members, and facts as folding counts them."""

import datetime as dt

import pytest

from participation.models import Fact, FoldedDuringRebuild, MemberContribution, PendingFact, Rebuild
from participation.rules.coverage import Reached
from participation.rules.groups import KINDS
from participation.statistics.fold.folding import (
    contributions_before,
    contributions_of,
    flags_of_members,
    fold_batch,
    fold_pending,
    load_facts,
    remember_for_rebuild,
    unfold,
)
from participation.statistics.rebuild.verifying import Verification, verify
from tests import factories
from tests.factories import STARTED

DAY = dt.date(2026, 11, 16)


@pytest.fixture
def learner(units, make_member):
    return make_member(units.class_a, units.chapter, sex="female", birth_date=dt.date(2011, 1, 2), is_union_member=True)


def test_a_member_counts_in_every_unit_above_from_the_first_day_on(learner, units):
    (made,) = contributions_of({learner.pk}).values()
    assert made.groups == (0, 2, 4, 2011)
    assert set(made.here) == {
        (units.department.pk, units.school.pk, units.class_a.pk), (units.province.pk, units.commune.pk, units.branch.pk, units.chapter.pk),
    }  # fmt: skip
    assert {start for _units, start, _end in made.memberships} == {STARTED}


def test_what_ought_to_be_kept_is_kept_when_it_is_folded(learner):
    assert contributions_before({learner.pk}) == {}
    fold_pending()
    assert contributions_before({learner.pk}) == contributions_of({learner.pk})


def test_nothing_is_kept_of_those_who_are_no_more(learner):
    fold_pending()
    pk = learner.pk
    learner.memberships.all().delete()
    learner.delete()
    fold_pending()
    assert not MemberContribution.objects.filter(pk=pk).exists()
    assert contributions_of({pk}) == {}


def test_how_far_members_are_follows_from_folded_facts_alone(learner, activities):
    factories.fact(learner, "started", activities["A"], DAY)
    assert flags_of_members({learner.pk}) == {}
    fold_pending()
    assert flags_of_members({learner.pk}) == {learner.pk: {activities["A"].pk: int(Reached.STARTED)}}


def test_a_fact_is_loaded_with_the_units_above_it_in_both_trees(learner, units, activities):
    factories.fact(learner, "handed_in", activities["A1q"], DAY, score=17.65, seconds=41)
    (made,) = load_facts(Fact.objects.all())
    assert (made.member, made.course, made.day, made.score, made.tens) == (learner.pk, activities["A"].pk, DAY, 1765, 5)
    assert set(made.rollup_units) == {
        (units.department.pk, KINDS["school"]), (units.school.pk, KINDS["class"]), (units.province.pk, KINDS["commune_union"]),
        (units.commune.pk, KINDS["branch"]), (units.branch.pk, KINDS["chapter"]),
    }  # fmt: skip


def test_only_a_course_itself_is_completed_as_a_course(learner, activities):
    for name in ("A", "A1"):
        factories.fact(learner, "completed", activities[name], DAY)
    assert [fact.is_of_course for fact in load_facts(Fact.objects.order_by("pk"))] == [True, False]


def test_facts_can_be_left_out_by_their_ids(learner, activities):
    made = factories.fact(learner, "studied", activities["A1"], DAY)
    assert load_facts(Fact.objects.all(), without={made.pk}) == []


def test_a_batch_takes_no_more_than_it_may_and_the_rest_waits(learner, activities):
    fold_pending()
    for day in range(5):
        factories.fact(learner, "studied", activities["A1"], DAY + dt.timedelta(days=day))
    assert fold_batch(limit=2) == 2
    assert PendingFact.objects.count() == 3
    assert [fold_batch(limit=2), fold_batch(limit=2), fold_batch(limit=2)] == [2, 1, 0]


def test_what_is_taken_out_of_the_cells_waits_and_comes_back_the_same(learner, activities):
    for day in range(3):
        factories.fact(learner, "studied", activities["A1"], DAY + dt.timedelta(days=day))
    fold_pending()
    unfold({learner.pk})
    assert PendingFact.objects.count() == 3
    fold_pending()
    assert isinstance(verify(), Verification)


def test_taking_out_stops_a_rebuild_which_would_count_it(learner):
    Rebuild.objects.create()
    unfold({learner.pk})
    assert not Rebuild.objects.exists()


def test_what_is_folded_while_a_rebuild_runs_is_remembered(learner, activities):
    Rebuild.objects.create()
    made = factories.fact(learner, "studied", activities["A1"], DAY)
    fold_pending()
    assert set(FoldedDuringRebuild.objects.values_list("kind", "ref")) >= {("fact", made.pk), ("member", learner.pk)}


def test_remembering_nothing_writes_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        remember_for_rebuild("fact", [])


def test_a_quiet_site_is_asked_one_question(learner, django_assert_num_queries):
    fold_pending()
    with django_assert_num_queries(1):
        assert fold_pending() == 0
