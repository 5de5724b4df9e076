"""Facts that are taken out, brought back, or moved to another day."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from participation.ledger.withdrawing import bring_back, move, withdraw
from participation.models import Fact
from participation.statistics.fold.folding import fold_pending, lock_folding, unfold
from participation.statistics.rebuild.verifying import Difference, verify
from tests import factories

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 7)
COLUMNS = (
    "key",
    "member",
    "verb",
    "activity",
    "course",
    "detail",
    "at",
    "day",
    "score",
    "seconds",
    "school_unit",
    "union_unit",
)


def as_json(rows):
    return json.loads(json.dumps(rows, cls=DjangoJSONEncoder))


@pytest.fixture
def member(units, make_member):
    return make_member(units.class_a, units.chapter)


@pytest.fixture
def handed_in(member):
    return factories.fact(member, "handed_in", factories.activities()["A1q"], DAY, score=66.67, seconds=12)


def test_what_is_taken_out_comes_back_as_it_was_also_from_json(handed_in):
    before = list(Fact.objects.values_list(*COLUMNS))
    kept = as_json(withdraw([handed_in]))
    assert not Fact.objects.exists()
    [back] = bring_back(kept)
    assert list(Fact.objects.values_list(*COLUMNS)) == before
    assert back.pendingfact
    assert bring_back(kept) == []


def test_figures_follow(member, handed_in, units):
    fold_pending()
    lock_folding()
    unfold({member.pk})
    withdraw([handed_in])
    fold_pending()
    assert not isinstance(verify(), Difference)


def test_a_step_that_counts_in_no_figure_waits_for_nothing(member):
    step = factories.fact(member, "stepped", factories.activities()["A1"], DAY)
    [back] = bring_back(withdraw([step]))
    assert not hasattr(back, "pendingfact")


def test_one_that_is_moved_stands_where_the_member_was_that_day(units, make_member):
    mover = make_member(units.class_a)
    place = mover.memberships.get()
    place.end = DAY
    place.save()
    mover.memberships.create(unit=units.class_b, tree="school", start=DAY)
    fact = factories.fact(mover, "handed_in", factories.activities()["A1q"], DAY, score=50)
    assert fact.school_unit == units.class_b
    move(fact, timezone.make_aware(dt.datetime(2026, 9, 6, 9)))
    moved = Fact.objects.get(key=fact.key)
    assert (moved.day, moved.school_unit, moved.score) == (dt.date(2026, 9, 6), units.class_a, Decimal(50))
