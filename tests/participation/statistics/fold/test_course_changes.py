"""A course whose lessons change: the periodic process counts its coverage; no reader waits for it, and the page says so."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.figures.unit_figures import unit_figures
from participation.ledger.activities import keep_activity
from participation.ledger.recording import record
from participation.models import CourseChange, Fact, MemberContribution, Rebuild
from participation.rules.periods import week_of
from participation.statistics.fold.course_changes import count_changed_courses
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.rebuilding import rebuild
from participation.statistics.rebuild.verifying import Verification, verify
from rosters.models import Member
from tests.pages import page

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
        count_changed_courses()
        return members

    return make


def how_many_completed(units, activities) -> tuple[int, int]:
    """Of course A, and of any course, when the periodic process has been there."""
    count_changed_courses()
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
        count_changed_courses()
    assert len(queries) <= 24
    assert not CourseChange.objects.exists()


def test_members_whose_standing_stays_are_left_alone(units, activities, completed):
    completed(2)
    MemberContribution.objects.update(counted={"groups": [], "places": [], "courses": {}})
    keep_activity("page:B9", "lesson", "Bài khác", activities["B"], is_current=True)
    count_changed_courses()
    assert all(row.counted["groups"] == [] for row in MemberContribution.objects.all())


def test_a_reader_does_not_wait_for_a_changed_course_and_is_told(units, activities, completed, as_organizer):
    completed(2)
    keep_activity("page:A3", "lesson", "Bài mới", activities["A"], is_current=True)
    address = f"/quan-tri/so-lieu/TNH/?khoa-hoc={activities['A'].pk}"
    assert "Mức phủ của khóa học vừa thay đổi đang được đếm lại" in page(as_organizer, address)
    assert unit_figures(units.school, WEEK, activities["A"]).coverage.completed == 2
    assert "đang được đếm lại" not in page(as_organizer, f"/quan-tri/so-lieu/TNH/?khoa-hoc={activities['B'].pk}")
    call_command("run_periodic", "--once")
    assert "đang được đếm lại" not in page(as_organizer, address)
    assert unit_figures(units.school, WEEK, activities["A"]).coverage.completed == 0


def test_a_change_of_person_that_waits_is_still_found_by_folding(units, activities, completed):
    members = completed(2)
    keep_activity("page:A2", "lesson", "Bài A2", activities["A"], is_current=False)
    Member.objects.filter(pk=members[0].pk).update(sex="male")
    count_changed_courses()
    assert unit_figures(units.school, WEEK, activities["A"]).coverage.completed == 3
    assert isinstance(verify(), Verification)


def test_a_course_waits_while_a_rebuild_runs(units, activities, completed):
    completed(2)
    Rebuild.objects.create()
    keep_activity("page:A3", "lesson", "Bài mới", activities["A"], is_current=True)
    assert count_changed_courses() == 0
    assert CourseChange.objects.exists()
    Rebuild.objects.all().delete()
    rebuild()
    assert how_many_completed(units, activities) == (0, 0)
    assert isinstance(verify(), Verification)


def test_a_rebuild_counts_the_courses_that_waited_and_leaves_those_that_change_meanwhile(units, activities, completed):
    completed(3)
    keep_activity("page:A3", "lesson", "Bài mới", activities["A"], is_current=True)
    assert CourseChange.objects.exists()
    changed = []

    def change_another(_row) -> None:
        if not changed:
            changed.append(keep_activity("page:B3", "lesson", "Bài mới", activities["B"], is_current=True))

    rebuild(change_another)
    assert unit_figures(units.school, WEEK, activities["A"]).coverage.completed == 0
    assert [change.course_id for change in CourseChange.objects.all()] == [activities["B"].pk]
    count_changed_courses()
    assert isinstance(verify(), Verification)
