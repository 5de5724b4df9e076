"""A course whose lessons change: how far everybody is with it follows, whoever counts meanwhile."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.figures.unit_figures import unit_figures
from participation.ledger.activities import keep_activity
from participation.ledger.recording import record
from participation.models import CourseChange, Fact, MemberContribution, Rebuild, RefoldedCourse
from participation.rules.periods import week_of
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.rebuilding import rebuild
from participation.statistics.rebuild.verifying import Verification, verify
from rosters.models import Member

WEEK = week_of(dt.date(2026, 11, 18))


@pytest.fixture
def completed(units, make_member, activities):
    """Members who have completed course A, and one who has begun it."""

    def make(number: int) -> list[Member]:
        members = [make_member(units.class_a) for _ in range(number)]
        for member in members:
            record(member, Fact.Verb.STARTED, activities["A"], f"started:{member.pk}")
            for name in ("A1", "A2"):
                record(member, Fact.Verb.COMPLETED, activities[name], f"completed:{name}:{member.pk}")
        begun = make_member(units.class_b)
        record(begun, Fact.Verb.COMPLETED, activities["A1"], f"completed:A1:{begun.pk}")
        fold_pending()
        return members

    return make


def how_many_completed(units, activities) -> tuple[int, int]:
    """Of course A, and of any course."""
    found = unit_figures(units.school, WEEK, activities["A"]).coverage.completed
    return found, unit_figures(units.school, WEEK).coverage.completed


def test_a_lesson_that_is_added_and_taken_away_again(units, activities, completed):
    members = completed(3)
    assert how_many_completed(units, activities) == (3, 3)
    added = keep_activity("page:A3", "lesson", "Bài mới", activities["A"], is_current=True)
    assert how_many_completed(units, activities) == (0, 0)
    record(members[0], Fact.Verb.COMPLETED, added, "completed:A3")
    assert how_many_completed(units, activities) == (1, 1)
    keep_activity("page:A3", "lesson", "Bài mới", activities["A"], is_current=False)
    assert how_many_completed(units, activities) == (3, 3)
    assert isinstance(verify(), Verification)


def test_who_had_begun_completes_when_the_rest_is_taken_away(units, activities, completed):
    completed(1)
    keep_activity("page:A2", "lesson", "Bài A2", activities["A"], is_current=False)
    assert how_many_completed(units, activities) == (2, 2)
    keep_activity("page:A1", "lesson", "Bài A1", activities["A"], is_current=False)
    # A course without lessons is completed by nobody.
    assert how_many_completed(units, activities) == (0, 0)
    assert isinstance(verify(), Verification)


@pytest.mark.parametrize("number", [2, 40])
def test_a_change_takes_the_same_few_queries_for_any_number_of_members(units, activities, completed, number):
    completed(number)
    keep_activity("page:A3", "lesson", "Bài mới", activities["A"], is_current=True)
    with CaptureQueriesContext(connection) as queries:
        fold_pending()
    assert len(queries) <= 24
    assert not CourseChange.objects.exists()


def test_members_whose_standing_stays_are_left_alone(units, activities, completed):
    completed(2)
    MemberContribution.objects.update(counted={"groups": [], "places": [], "courses": {}})
    keep_activity("page:B9", "lesson", "Bài khác", activities["B"], is_current=True)
    fold_pending()
    assert all(row.counted["groups"] == [] for row in MemberContribution.objects.all())


def test_a_course_that_changes_while_everything_is_counted_anew_is_counted_once_more(units, activities, completed):
    completed(2)
    Rebuild.objects.create(process="another")
    keep_activity("page:A3", "lesson", "Bài mới", activities["A"], is_current=True)
    fold_pending()
    assert RefoldedCourse.objects.get().course_id == activities["A"].pk
    Rebuild.objects.all().delete()
    rebuild()
    assert not RefoldedCourse.objects.exists()
    assert how_many_completed(units, activities) == (0, 0)
