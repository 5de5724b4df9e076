"""Cells of roster and coverage take what changed, and remember what was counted for whom."""

import datetime as dt

import pytest

from participation.models import CoverageCell, MemberContribution, RosterCell
from participation.rules.coverage import Contribution
from participation.statistics.coverage_cells import change_coverage, change_roster, keep_contributions

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 16)


def test_a_change_of_a_roster_adds_to_that_day():
    change_roster({(3, 0, DAY): 2, (3, 1, DAY): 1})
    change_roster({(3, 0, DAY): -1, (3, 0, DAY + dt.timedelta(days=1)): 1})
    assert {(each.group, each.day.day): each.change for each in RosterCell.objects.all()} == {
        (0, 16): 1,
        (1, 16): 1,
        (0, 17): 1,
    }


def test_what_cancels_out_makes_no_row():
    change_roster({(3, 0, DAY): 0})
    change_coverage({(7, 0, 3, "started"): 0})
    assert not RosterCell.objects.exists()
    assert not CoverageCell.objects.exists()


def test_coverage_changes_one_number_and_leaves_the_others():
    change_coverage({(7, 0, 3, "started"): 2, (7, 0, 3, "completed"): 1})
    change_coverage({(7, 0, 3, "started"): -1})
    found = CoverageCell.objects.get()
    assert (found.started, found.completed, found.passed, found.members) == (1, 1, 0, 0)


def test_what_was_counted_for_a_member_is_replaced():
    for groups in ((0, 1), (0, 2)):
        keep_contributions({5: Contribution(groups)})
    assert MemberContribution.objects.get().counted == Contribution((0, 2)).to_json()
