"""Coverage as other systems are told it: nobody who moves is seen in it."""

import datetime as dt

import pytest
from django.core.cache import caches

from participation.figures.told_coverage import as_told

K = 5
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def empty_cache():
    caches["shared"].clear()


def coverage(started, completed=3, roster=29):
    return {"started": started, "completed": completed, "passed": completed, "rate": completed / roster}


def test_within_a_week_whoever_moves_changes_nothing_that_is_told():
    before = as_told(coverage(13), 29, "10A2:0:", K, MONDAY)
    assert as_told(coverage(12, 2), 28, "10A2:0:", K, MONDAY + dt.timedelta(days=6)) == before


def test_numbers_are_multiples_of_the_smallest_group_and_near_the_truth():
    for unit in range(40):
        told = as_told(coverage(13), 29, f"{unit}:0:", K, MONDAY)
        assert told["started"] in (10, 15)
        assert told["completed"] in (0, 5)
        assert told["rate"] == round(told["completed"] / 29, 4)


def test_no_more_are_told_than_are_there():
    for unit in range(40):
        assert as_told(coverage(28), 28, f"{unit}:0:", K, MONDAY)["started"] <= 28


def test_what_is_told_from_week_to_week_fits_both_to_a_mover_who_had_begun_and_to_one_who_had_not():
    """The attack: 13 had begun; one pupil moves at the turn of the week. Either they had begun, and 12 are left, or not."""
    pairs = {True: set(), False: set()}
    for had_begun in (True, False):
        for unit in range(300):
            first = as_told(coverage(13), 29, f"{unit}:{had_begun}:", K, MONDAY)["started"]
            then = as_told(coverage(13 - had_begun), 28, f"{unit}:{had_begun}:", K, MONDAY + dt.timedelta(days=7))["started"]
            pairs[had_begun].add((first, then))
    assert pairs[True] == pairs[False] == {(10, 10), (10, 15), (15, 10), (15, 15)}


def test_a_unit_without_people_has_no_rate():
    assert as_told(coverage(0, 0), 0, "leer:0:", K, MONDAY)["rate"] is None


def test_with_groups_of_one_there_is_nothing_to_hide():
    assert as_told(coverage(13), 29, "10A2:0:", 1, MONDAY) == coverage(13)
