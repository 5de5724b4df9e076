"""Times of attempts, counted from all facts in the database."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection

from participation.models import FoldedDuringRebuild, TimeCell
from participation.rules.attempt_times import tens_of
from participation.rules.measures import ALL_COURSES
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.tables import Tables
from participation.statistics.rebuild.time_cells import write_time_cells
from tests import factories

DAY = dt.date(2026, 11, 18)
# As short as can be, on both sides of a step, and longer than any step.
SECONDS = (0, 1, 10, 11, 41, 50, 51, 100_000)


@pytest.fixture
def attempts(units, make_member, activities):
    learner = make_member(units.class_a, units.chapter)
    made = [factories.fact(learner, "handed_in", activities["A1q"], DAY, score=50, seconds=each) for each in SECONDS]
    # Of these no time is known, or none is meant.
    factories.fact(learner, "handed_in", activities["A1q"], DAY, score=50)
    factories.fact(learner, "studied", activities["A1"], DAY)
    fold_pending()
    return made


def written(**options):
    """The cells of one count beside the others, as (course, unit, tens) -> number."""
    beside = Tables("next_")
    beside.make()
    write_time_cells(beside.name(TimeCell), **options)
    beside.add_keys([TimeCell])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT course_id, unit_id, tens, number FROM {beside.name(TimeCell)}")
        return {(course, unit, tens): number for course, unit, tens, number in cursor.fetchall()}


def test_attempts_are_counted_by_steps_in_each_unit_above_classes_of_both_trees(attempts, units, activities):
    steps = Counter(tens_of(each) for each in SECONDS)
    above = (units.department, units.school, units.province, units.commune, units.branch)
    assert written() == {
        (course, unit.pk, tens): number
        for course in (activities["A"].pk, ALL_COURSES)
        for unit in above
        for tens, number in steps.items()
    }


def test_they_are_what_folding_keeps(attempts):
    kept = {(cell.course_id, cell.unit_id, cell.tens): cell.number for cell in TimeCell.objects.filter(day=DAY) if cell.number}
    assert written() == kept


def test_what_waits_is_not_counted(attempts, activities, units, make_member):
    factories.fact(make_member(units.class_b), "handed_in", activities["A1q"], DAY, score=10, seconds=41)
    assert sum(written().values()) == 2 * 5 * len(SECONDS)


def test_of_a_rebuild_only_what_was_folded_when_it_began(attempts):
    FoldedDuringRebuild.objects.create(kind="fact", ref=attempts[0].pk)
    assert sum(written().values()) == 2 * 5 * len(SECONDS)
    assert sum(written(when_rebuild_began=True).values()) == 2 * 5 * (len(SECONDS) - 1)
