"""A fictional province of any size."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from participation.models import Activity, Fact, PendingFact
from participation.statistics.rebuild.verifying import Verification, verify
from participation.trial.population import MEMBERS_A_LEAF, make_population, without_checks
from rosters.models import Member, Membership, Unit
from rosters.names import fold, sort_key

pytestmark = pytest.mark.django_db


def make(seed=1):
    call_command("make_population", members=300, facts_per_member=6, seed=seed)


def test_a_population_has_two_trees_moves_and_late_facts_and_its_figures_are_right(capsys):
    make()
    assert "All figures are counted" in capsys.readouterr().out
    assert Member.objects.count() == 300
    assert 1400 < Fact.objects.count() < 2200
    assert Unit.objects.filter(kind="commune_union").count() == 102
    assert Membership.objects.exclude(end=None).exists()
    assert [fact for fact in Fact.objects.all() if (fact.recorded_at - fact.at).days >= 1]
    assert not Unit.find_problems()[0]
    assert isinstance(verify(), Verification)


def test_the_same_seed_gives_the_same_province():
    make(seed=7)
    first = list(Fact.objects.order_by("pk").values_list("verb", "day", "score")[:200])
    Fact.objects.all().delete()
    Membership.objects.all().delete()
    Unit.objects.all().delete()
    Member.objects.all().delete()
    make(seed=7)
    assert list(Fact.objects.order_by("pk").values_list("verb", "day", "score")[:200]) == first


def test_only_an_empty_database_is_filled(units):
    with pytest.raises(CommandError, match="empty"):
        make()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW session_replication_role")
            assert cursor.fetchone() == ("origin",)


@pytest.fixture
def population():
    with without_checks():
        return list(make_population(400, 5, 3))


def test_progress_is_told_and_ends_with_what_is_there(population):
    assert population[-1] == (Member.objects.count(), Fact.objects.count())
    assert [members for members, _facts in population] == sorted(members for members, _facts in population)


def test_figures_are_left_to_be_counted_at_once(population):
    assert not PendingFact.objects.exists()
    call_command("rebuild_statistics", verbosity=0)
    assert isinstance(verify(), Verification)


def test_people_may_be_searched_and_printed_on_a_class_list(population):
    for member in Member.objects.all()[:50]:
        assert member.folded_name == fold(member.full_name)
        assert member.sort_key == sort_key(member.full_name)


def test_codes_are_of_one_person_each_and_nobody_is_without_a_name(population):
    assert Member.objects.values("code").distinct().count() == 400
    assert not Member.objects.filter(full_name="").exists()


def test_everybody_belongs_to_a_class_and_not_everybody_to_the_union(population):
    assert Member.objects.filter(memberships__tree="school").distinct().count() == 400
    assert 0 < Member.objects.filter(memberships__tree="union").distinct().count() < 400


def test_classes_are_as_large_as_real_ones(population):
    assert Unit.objects.filter(kind="class").count() == max(400 // MEMBERS_A_LEAF, 6)


def test_a_fact_stands_in_the_unit_that_the_member_was_in_on_that_day(population):
    for fact in Fact.objects.select_related("member").prefetch_related("member__memberships")[:300]:
        places = {place.unit_id for place in fact.member.memberships.all() if place.tree == "school" and (
            place.start <= fact.day and (place.end is None or fact.day < place.end)
        )}  # fmt: skip
        assert ({fact.school_unit_id} - {None}) <= places


def test_whoever_passes_has_handed_in_and_whoever_completes_has_started(population):
    passed = set(Fact.objects.filter(verb="passed").values_list("member", "activity"))
    assert passed <= set(Fact.objects.filter(verb="handed_in").values_list("member", "activity"))
    courses = Activity.objects.filter(kind="course")
    completed = set(Fact.objects.filter(verb="completed", activity__in=courses).values_list("member", "course"))
    assert completed <= set(Fact.objects.filter(verb="started").values_list("member", "course"))
