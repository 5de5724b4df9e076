"""What the tables of cells are called where somebody looks into them, and that each can be rebuilt."""

import datetime as dt

import pytest

from participation.models import (
    CoverageCell,
    DayCell,
    FoldedDuringRebuild,
    MemberContribution,
    Rebuild,
    RosterCell,
    TimeCell,
    WeeksCell,
)
from participation.rules.measures import MEASURE_NAMES
from participation.statistics.models import CELL_TABLES, ROLLUP_MODELS, FoldLock

DAY = dt.date(2026, 11, 16)


def test_every_measure_is_a_column_of_days_and_of_weeks():
    for model in (DayCell, WeeksCell):
        assert set(MEASURE_NAMES) <= {field.name for field in model._meta.get_fields()}


def test_what_is_rebuilt_together_is_named_once():
    assert len(set(CELL_TABLES)) == len(ROLLUP_MODELS) == 6


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (WeeksCell(unit_id=3, course_id=7, length=28, first=DAY), "unit 3, course 7, 28 days from 2026-11-16"),
        (TimeCell(unit_id=3, course_id=7, day=DAY, tens=4, number=2), "unit 3, course 7, 2026-11-16, 40 s: 2"),
        (RosterCell(unit_id=3, group=0, day=DAY, change=-1), "unit 3, group 0, 2026-11-16: -1"),
        (CoverageCell(unit_id=3, group=0, course_id=7), "unit 3, course 7, group 0"),
        (MemberContribution(member_id=5), "counted: member 5"),
        (Rebuild(step="days", percent=40), "days: 40 %"),
        (FoldedDuringRebuild(kind="fact", ref=5), "folded meanwhile: fact 5"),
        (FoldLock(), "the lock of folding"),
    ],
)
def test_a_row_says_what_it_is_about(row, name):
    assert str(row) == name
