"""Whose result changes when a question is graded anew, and how; nothing is written."""

import datetime as dt
import uuid
from fractions import Fraction

import pytest
from django.utils import timezone

from quizzes.attempts.grading import Regraded, Rule
from quizzes.attempts.handing_in import hand_in
from quizzes.attempts.presenting import quiz_questions, regraded_by
from quizzes.attempts.submission import Submission
from quizzes.models import Attempt, Regrading
from quizzes.regrading.changes import changes_of, digest_of, is_as_seen, number_by_version, versions_to_choose
from tests import factories

pytestmark = pytest.mark.django_db
AT = timezone.make_aware(dt.datetime(2026, 9, 7, 8))


@pytest.fixture
def world(units, make_member):
    question, other = factories.question("Một?"), factories.question("Hai?")
    quiz = factories.quiz(question, other, pass_mark=60)
    activity = next(iter(factories.activities().values()))
    return question, quiz, activity, [make_member(units.class_a) for _ in range(3)]


def turn(world, number, *chosen):
    """A member hands in; `chosen` is the place of the choice at each question, None for none."""
    _question, quiz, activity, members = world
    versions = quiz_questions(quiz)
    answers = {
        version.question_id: None if place is None else [version.content["choices"][place]["id"]]
        for version, place in zip(versions, chosen, strict=True)
    }
    return hand_in(members[number], quiz, versions, activity, Submission(answers, uuid.uuid4(), AT))


def by(question, rule):
    earlier = [version for version in versions_to_choose(question) if version.pk != question.version_id]
    corrected = None if rule == Rule.FULL else question.version
    rules = Regrading(question=question, rule=rule, corrected=corrected)
    return dict.fromkeys([version.pk for version in earlier], regraded_by(rules))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Rule.CORRECTED, [(1, 0, True, False), (0, 1, False, True)]),
        (Rule.EITHER, [(0, 1, False, True)]),
        (Rule.FULL, [(0, 1, False, True), (0, 1, False, True)]),
    ],
)
def test_each_rule_says_who_gains_and_who_loses(world, rule, told):
    for number, place in enumerate([0, 1, None]):
        turn(world, number, place, 0)
    question = factories.with_other_right_choice(world[0], 1)
    kept = list(Attempt.objects.order_by("pk").values())
    changes = changes_of(question, by(question, rule))
    assert [(each.before, each.after, each.passed_before, each.passed_after) for each in changes] == told
    assert all(each.score_after - each.score_before == 50 * (each.after - each.before) for each in changes)
    assert list(Attempt.objects.order_by("pk").values()) == kept


def test_what_was_asked_in_the_corrected_version_stays(world):
    question = factories.with_other_right_choice(world[0], 1)
    turn(world, 0, 0, 0)
    assert changes_of(question, by(question, Rule.CORRECTED)) == []


def test_marks_weigh_what_changes(world):
    attempt = turn(world, 0, 1, 0)
    Attempt.objects.filter(pk=attempt.pk).update(
        marks={str(own): "3" if own == str(world[0].pk) else "1" for own in attempt.fractions}
    )
    question = factories.with_other_right_choice(world[0], 1)
    [change] = changes_of(question, by(question, Rule.CORRECTED))
    assert (change.score_before, change.score_after) == (25, 100)


def test_what_comes_to_the_same_score_as_once_passes_as_it_did(world):
    attempt = turn(world, 0, 0, 0)
    question = factories.with_other_right_choice(world[0], 1)
    known = {attempt.pk: (Fraction(50), True)}
    [change] = changes_of(question, by(question, Rule.CORRECTED), known)
    assert change.passed_after
    other = {attempt.pk: (Fraction(49), True)}
    assert not changes_of(question, by(question, Rule.CORRECTED), other)[0].passed_after
    assert not changes_of(question, by(question, Rule.CORRECTED))[0].passed_after


def test_of_late_ones_only_those_since_then_are_looked_at(world):
    turn(world, 0, 0, 0)
    question = factories.with_other_right_choice(world[0], 1)
    rules = by(question, Rule.CORRECTED)
    assert len(changes_of(question, rules, since=AT)) == 1
    assert changes_of(question, rules, since=AT + dt.timedelta(minutes=1)) == []


def test_each_version_tells_in_how_many_attempts_it_was_shown(world):
    turn(world, 0, 0, 0)
    turn(world, 1, 0, 0)
    question = factories.with_other_right_choice(world[0], 1)
    turn(world, 2, 0, 0)
    assert [number_by_version(question)[version.pk] for version in versions_to_choose(question)] == [1, 2]


def test_the_digest_is_another_as_soon_as_somebody_else_would_change(world):
    turn(world, 0, 0, 0)
    question = factories.with_other_right_choice(world[0], 1)
    rules = by(question, Rule.CORRECTED)
    now = timezone.now()
    changes = changes_of(question, rules)
    first = digest_of(changes, now)
    assert digest_of(changes_of(question, rules), now) == first
    assert is_as_seen(changes, first)
    assert not is_as_seen(changes_of(question, dict.fromkeys(rules, Regraded(Rule.FULL))), first)
    assert not is_as_seen([], first)


def test_who_hands_in_after_that_changes_nothing_of_what_was_seen(world):
    turn(world, 0, 0, 0)
    question = factories.with_other_right_choice(world[0], 1)
    rules = by(question, Rule.CORRECTED)
    seen_at = timezone.now() - dt.timedelta(days=365)
    before = digest_of(changes_of(question, rules), seen_at)
    assert is_as_seen(changes_of(question, rules), before)
    assert before.partition("@")[0] == digest_of([], seen_at).partition("@")[0]


@pytest.mark.parametrize(
    "text", ["", "x", "của trang cũ", "abc@hôm nay", "abc@2026-11-30", f"{'0' * 16}@2026-11-30T10:00:00+00:00"]
)
def test_a_digest_that_somebody_made_up_is_none(world, text):
    turn(world, 0, 0, 0)
    question = factories.with_other_right_choice(world[0], 1)
    assert not is_as_seen(changes_of(question, by(question, Rule.CORRECTED)), text)


def test_they_are_read_in_as_many_queries_however_many_there_are(world, django_assert_num_queries):
    for _ in range(3):
        turn(world, 0, 1, 0)
        turn(world, 1, 0, 0)
    question = factories.with_other_right_choice(world[0], 1)
    rules = by(question, Rule.CORRECTED)
    with django_assert_num_queries(2):
        assert len(changes_of(question, rules)) == 6
