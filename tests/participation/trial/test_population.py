"""A fictional province of any size."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from participation.models import Fact
from participation.statistics.rebuild.verifying import Verification, verify
from rosters.models import Member, Membership, Unit

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
