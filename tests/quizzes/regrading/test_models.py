"""A regrading as it is kept."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from quizzes.models import Attempt, RegradedAttempt, Regrading
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def regrading():
    question = factories.question("Câu?")
    return Regrading.objects.create(question=question, versions={"7": None, "9": 3}, rule="full", reason="Sai đề")


def test_it_names_its_versions_and_how(regrading):
    assert regrading.version_ids == [7, 9]
    assert str(regrading).endswith("Mọi người được đủ điểm câu này")
    assert (regrading.status, regrading.applied_at, regrading.withdrawn) == ("waiting", None, [])


def test_facts_that_were_taken_out_are_kept_with_their_days_and_scores(regrading):
    at = timezone.make_aware(dt.datetime(2026, 9, 7, 8))
    regrading.withdrawn = [
        {"member": 1, "quiz": 2, "activity": 3, "facts": [{"at": at, "day": at.date(), "score": Decimal("66.67")}]}
    ]
    regrading.save()
    [kept] = Regrading.objects.get().withdrawn[0]["facts"]
    assert (kept["day"], kept["score"]) == ("2026-09-07", "66.67")
    assert dt.datetime.fromisoformat(kept["at"]) == at


def test_an_attempt_is_logged_once_by_each(regrading, units, make_member):
    activity = next(iter(factories.activities().values()))
    attempt = Attempt.objects.create(
        key="0b7cf9f2-1111-4000-8000-000000000000", member=make_member(units.class_a), quiz=factories.quiz(), activity=activity,
        versions=[], answers={}, fractions={}, total=0, handed_in_at=timezone.now(),
    )  # fmt: skip
    values = {
        "attempt": attempt,
        "before": "0",
        "after": "1/2",
        "score_before": "0",
        "passed_before": False,
        "passed_after": True,
    }
    logged = RegradedAttempt.objects.create(regrading=regrading, **values)
    assert str(logged) == f"{attempt.pk}: 0 → 1/2"
    with pytest.raises(IntegrityError), transaction.atomic():
        RegradedAttempt.objects.create(regrading=regrading, **values)
