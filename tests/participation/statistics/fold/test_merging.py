"""The facts of two records of one person made those of one: what stays, what is set aside, where it counts."""

import datetime as dt

import pytest

from participation.models import Fact
from participation.statistics.fold.merging import give_facts, key_for
from rosters.models import Membership
from tests import factories

DAY = dt.date(2026, 11, 16)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("studied:7:3:2026-11-16", "studied:9:3:2026-11-16"), ("started:7:3", "started:9:3"), ("passed:7", "passed:9"),
        ("studied:71:3", "studied:71:3"), ("handed_in:6f1c1e0a-0000-4000-8000-000000000001",) * 2, ("other", "other"),
    ],
)  # fmt: skip
def test_a_key_that_names_the_member_names_the_kept_one(key, expected):
    assert key_for(key, 7, 9) == expected


@pytest.fixture
def two(units, make_member):
    return make_member(units.class_a), make_member(units.chapter)


def studied(member, activity, day=DAY):
    made = factories.fact(member, "studied", activity, day)
    made.key = f"studied:{member.pk}:{activity.pk}:{day}"
    made.save()
    return made


def test_different_facts_all_stay_and_belong_to_the_kept_one(two, activities):
    survivor, other = two
    studied(survivor, activities["A1"])
    studied(other, activities["A2"])
    assert give_facts(survivor, other) == []
    assert Fact.objects.filter(member=survivor).count() == 2


@pytest.mark.parametrize("earlier", ["survivor", "other"])
def test_of_two_that_say_the_same_the_earlier_stays(two, activities, earlier):
    survivor, other = two
    first, second = studied(survivor, activities["A1"]), studied(other, activities["A1"])
    late = second if earlier == "survivor" else first
    Fact.objects.filter(pk=late.pk).update(at=late.at + dt.timedelta(hours=3))
    (aside,) = give_facts(survivor, other)
    left = Fact.objects.get()
    assert left.pk == (first.pk if earlier == "survivor" else second.pk)
    assert (left.member, aside["id"]) == (survivor, late.pk)


def test_what_is_set_aside_can_be_read_again(two, activities):
    survivor, other = two
    for member in two:
        made = studied(member, activities["A1"])
    Fact.objects.filter(pk=made.pk).update(score=12.5, at=made.at + dt.timedelta(hours=1))
    (aside,) = give_facts(survivor, other)
    assert (aside["verb"], aside["day"], aside["score"]) == ("studied", "2026-11-16", "12.50")


def test_a_fact_without_a_class_gets_the_one_of_that_day(two, activities, units):
    survivor, other = two
    studied(other, activities["A1"])
    assert Fact.objects.get().school_unit is None
    give_facts(survivor, other)
    assert (Fact.objects.get().school_unit, Fact.objects.get().union_unit) == (units.class_a, units.chapter)


def test_a_fact_from_before_the_first_day_in_a_class_gets_none(two, activities):
    survivor, other = two
    Membership.objects.filter(member=survivor).update(start=DAY + dt.timedelta(days=1))
    studied(other, activities["A1"])
    give_facts(survivor, other)
    assert Fact.objects.get().school_unit is None


def test_of_two_classes_one_after_the_other_each_fact_gets_its_own(two, activities, units):
    survivor, other = two
    Membership.objects.filter(member=survivor).update(end=DAY)
    Membership.objects.create(member=survivor, unit=units.class_b, tree="school", start=DAY)
    before, after = studied(other, activities["A1"], DAY - dt.timedelta(days=1)), studied(other, activities["A1"], DAY)
    give_facts(survivor, other)
    assert Fact.objects.get(pk=before.pk).school_unit == units.class_a
    assert Fact.objects.get(pk=after.pk).school_unit == units.class_b
