"""Of how many people figures may be at the least, whatever period is asked for."""

import datetime as dt

from django.utils import timezone

from participation.figures.group_sizes import withheld_by_sex, withheld_units
from participation.statistics.rebuild.rebuilding import rebuild
from rosters.models import Membership

K = 5


def today():
    return timezone.localdate()


def fill(unit, make_member, number, sex="female"):
    return [make_member(unit, sex=sex) for _ in range(number)]


def test_a_small_class_is_kept_back_with_the_one_that_would_tell_it(units, make_member):
    fill(units.class_a, make_member, 3)
    fill(units.class_b, make_member, 20)
    classes = [units.class_a, units.class_b]
    assert withheld_units(classes, K, today()) == {units.class_a.pk, units.class_b.pk}


def test_classes_of_enough_people_and_empty_ones_are_told(units, make_member):
    fill(units.class_b, make_member, 20)
    assert withheld_units([units.class_a, units.class_b], K, today()) == set()


def test_days_of_a_few_people_on_which_nothing_was_done_hide_nothing(units, make_member):
    first, *_others = fill(units.class_b, make_member, 20)
    Membership.objects.filter(member=first).update(start=today() - dt.timedelta(days=400))
    rebuild()
    assert withheld_units([units.class_b], K, today()) == set()


def test_by_sex_two_girls_hide_their_class_and_another_that_has_girls(units, make_member):
    fill(units.class_a, make_member, 2)
    fill(units.class_a, make_member, 20, sex="male")
    fill(units.class_b, make_member, 10)
    fill(units.class_b, make_member, 10, sex="male")
    assert withheld_by_sex([units.class_a, units.class_b], K, today()) == {units.class_a.pk, units.class_b.pk}
    assert withheld_units([units.class_a, units.class_b], K, today()) == set()
