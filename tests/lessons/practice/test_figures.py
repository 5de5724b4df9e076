"""Where people hesitate and give up, counted from facts."""

import pytest

from lessons.practice.diagram import Counts
from lessons.practice.figures import figures_of
from participation.ledger.activities import keep_activity
from participation.ledger.recording import record
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def practised(units, make_member):
    lesson = factories.activities()["A1"]
    return (
        keep_activity("page:1:practice:7", "practice", "Gọi", lesson, is_current=True),
        keep_activity("page:1:practice:17", "practice", "Khác", lesson, is_current=True),
        [make_member(units.class_a) for _ in range(2)],
    )


def did(member, verb, activity, run, detail=""):
    record(member, verb, activity, f"{verb}:{member.pk}:{activity.pk}:{run}", detail=detail)


def test_nobody_did_anything_yet(practised):
    assert figures_of(7) == figures_of(99)
    assert (figures_of(7).begun, figures_of(7).given_up, figures_of(7).screens) == (0, 0, {})


def test_times_people_and_screens_are_counted(practised):
    own, other, [ann, bob] = practised
    for member, run, is_done in ((ann, "a1", True), (ann, "a2", True), (bob, "b1", False)):
        did(member, "tried", own, run)
        did(member, "missed", own, f"{run}:1", "mã")
        if is_done:
            did(member, "practised", own, run, "mã")
    did(bob, "hinted", own, "b1:2", "số")
    # Of another practice whose number ends alike.
    did(bob, "tried", other, "x")
    did(bob, "missed", other, "x:1", "mã")
    found = figures_of(7)
    assert (found.begun, found.done, found.people, found.people_done, found.given_up) == (3, 2, 2, 1, 1)
    assert found.screens == {"mã": Counts(missed=3), "số": Counts(hinted=1)}
