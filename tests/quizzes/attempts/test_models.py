"""Attempts as they are kept."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from quizzes.attempts.models import Attempt
from tests import factories

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 2, tzinfo=dt.UTC)


@pytest.fixture
def make_attempt():
    member, quiz = factories.member(), factories.quiz(factories.question())
    activity = factories.activities("A", 1)["A1q"]

    def make(**fields):
        values = {
            "right": 1,
            "total": 2,
            "passed": False,
            "handed_in_at": AT,
            "answers": {},
            "versions": [],
            "fractions": {},
            **fields,
        }
        return Attempt.objects.create(**{"key": uuid.uuid4(), "member": member, "quiz": quiz, "activity": activity, **values})

    return make


def test_the_same_page_handed_in_twice_is_one_attempt(make_attempt):
    key = uuid.uuid4()
    make_attempt(key=key)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_attempt(key=key)


def test_the_newest_attempt_comes_first(make_attempt):
    old, new = make_attempt(), make_attempt(handed_in_at=AT + dt.timedelta(hours=1))
    assert list(Attempt.objects.all()) == [new, old]


@pytest.mark.parametrize("what", ["quiz", "member", "activity"])
def test_what_was_attempted_and_who_did_cannot_be_deleted(make_attempt, what):
    named = getattr(make_attempt(), what)
    with pytest.raises(ProtectedError), transaction.atomic():
        type(named).objects.filter(pk=named.pk).delete()


def test_an_attempt_tells_the_points_and_no_name(make_attempt):
    attempt = make_attempt(right=3, total=5)
    assert str(attempt) == f"{attempt.member_id} - {attempt.quiz_id}: 3/5"


def test_a_time_that_is_not_known_and_a_device_that_was_forgotten_are_empty(make_attempt):
    attempt = make_attempt()
    assert (attempt.seconds, attempt.device) == (None, "")
