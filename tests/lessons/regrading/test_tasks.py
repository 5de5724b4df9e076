"""Grading anew at once or by the worker, and what is left half done."""

import datetime as dt

import pytest
from django.utils import timezone

from lessons.pages import page_cache
from lessons.regrading import tasks
from quizzes.models import Attempt, QuestionVersion, Regrading
from quizzes.regrading import applying
from quizzes.regrading.changes import digest_of
from tests import factories
from tests.lessons.learner.test_completions import FIRST, first_question, hand_in, regrade

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(units, make_member, make_lesson):
    lesson = make_lesson(steps=1, questions=1)
    hand_in(make_member(units.class_a), lesson, (0,), FIRST)
    return factories.with_other_right_choice(first_question(lesson), 1)


def waiting(question):
    [earlier] = question.versions.filter(number=1)
    return Regrading.objects.create(
        question=question, versions={str(earlier.pk): None}, rule="corrected", corrected=question.version, reason="Sai"
    )


def test_what_fails_changes_nothing_and_says_so(question, monkeypatch, caplog):
    made = waiting(question)
    monkeypatch.setattr(applying, "_write_scores", lambda changes: 1 / 0)
    tasks.run_apply(made.pk, digest_of(applying.changes_of(question, applying.rules_in_force(made)), timezone.now()))
    made.refresh_from_db()
    assert made.status == "failed"
    assert Attempt.objects.get().passed
    assert not QuestionVersion.objects.exclude(regrading=None).exists()
    assert "ZeroDivisionError" in caplog.text


def test_one_that_was_not_what_was_looked_at_fails(question):
    made = waiting(question)
    tasks.run_apply(made.pk, "anderes")
    made.refresh_from_db()
    assert made.status == "failed"


def test_undoing_that_fails_leaves_it_applied(question, monkeypatch, caplog):
    done = regrade(question)
    monkeypatch.setattr(applying, "_write_scores", lambda changes: 1 / 0)
    assert tasks.begin_undoing(done, None)
    done.refresh_from_db()
    assert done.status == "applied"
    assert not Attempt.objects.get().passed
    assert "could not be undone" in caplog.text
    assert not tasks.begin_undoing(Regrading(pk=0, question=question), None)


def test_pages_that_were_kept_are_made_anew(question, monkeypatch):
    emptied = []
    monkeypatch.setattr(page_cache, "empty", lambda: emptied.append(True))
    made = waiting(question)
    tasks.begin(made, digest_of(applying.changes_of(question, applying.rules_in_force(made)), timezone.now()))
    tasks.begin_undoing(made, None)
    assert len(emptied) == 2


def test_what_a_killed_process_left_waits_no_longer(question):
    later = timezone.now() + dt.timedelta(hours=1)
    made = waiting(question)
    tasks.look_after_regradings(timezone.now())
    made.refresh_from_db()
    assert made.status == "waiting"
    tasks.look_after_regradings(later)
    made.refresh_from_db()
    assert made.status == "failed"
    done = regrade(question)
    Regrading.objects.filter(pk=done.pk).update(status="undoing", undone_at=timezone.now())
    tasks.look_after_regradings(later)
    done.refresh_from_db()
    assert done.status == "applied"


def test_what_came_while_it_was_done_is_graded_soon_after(question):
    done = regrade(question)
    Attempt.objects.update(fractions={str(question.pk): "1"}, right=1, passed=True, handed_in_at=timezone.now())
    assert tasks.look_after_regradings(timezone.now()) == 1
    assert not Attempt.objects.get().passed
    assert tasks.look_after_regradings(timezone.now() + dt.timedelta(hours=1)) == 0
    assert done.attempts.count() == 1
