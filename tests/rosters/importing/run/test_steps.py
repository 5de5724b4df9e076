"""A step is done by what the status says; one that fails for a reason of ours is left with word."""

import pytest

from rosters.importing.run.steps import give_up, run_step
from rosters.models import Member, RosterImport
from tests import factories
from tests.rosters.importing.rosters_on_file import workbook

Status = RosterImport.Status
TAM = ["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A1"]


@pytest.fixture
def roster_import(people, units):
    return factories.roster_import(units.school, people.organizer, workbook(TAM))


def step(roster_import, status):
    RosterImport.objects.filter(pk=roster_import.pk).update(status=status)
    run_step(roster_import.pk)
    roster_import.refresh_from_db()
    return roster_import.status


def test_each_status_is_followed_by_the_next(roster_import):
    assert step(roster_import, Status.READING) == Status.PLANNED
    assert step(roster_import, Status.WRITING) == Status.APPLIED
    assert Member.objects.filter(code="T1").exists()
    assert step(roster_import, Status.UNDOING) == Status.UNDONE
    assert not Member.objects.filter(code="T1").exists()


@pytest.mark.parametrize("status", [Status.PLANNED, Status.APPLIED, Status.UNDONE, Status.OUTDATED, Status.UNREADABLE])
def test_where_nothing_is_to_be_done_nothing_is(roster_import, status):
    assert step(roster_import, status) == status
    assert not Member.objects.filter(code="T1").exists()


def test_a_roster_that_changed_leaves_the_plan_outdated(roster_import, units, make_member):
    make_member(units.class_b, code="T1", name="Lê Văn Tám")
    assert step(roster_import, Status.WRITING) == Status.OUTDATED


def test_what_cannot_be_undone_stays_applied_with_the_reason(roster_import, lesson):
    from lessons.learner.learning import finish_step

    step(roster_import, Status.WRITING)
    finish_step(Member.objects.get(code="T1"), lesson, lesson.step_ids[0])
    assert step(roster_import, Status.UNDOING) == Status.APPLIED
    assert "đã bắt đầu học" in roster_import.problem


@pytest.mark.parametrize(
    ("status", "then"),
    [
        (Status.READING, Status.UNREADABLE),
        (Status.WRITING, Status.OUTDATED),
        (Status.UNDOING, Status.APPLIED),
        (Status.PLANNED, Status.PLANNED),
    ],
)
def test_giving_up_says_that_nothing_was_written(roster_import, status, then):
    RosterImport.objects.filter(pk=roster_import.pk).update(status=status)
    give_up(roster_import.pk)
    roster_import.refresh_from_db()
    assert roster_import.status == then
    assert ("chưa ghi gì" in roster_import.problem) is (status != then)
