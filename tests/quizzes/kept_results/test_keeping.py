"""Results are kept by folding, and always say what the attempts say."""

import datetime as dt
import random
import uuid

import pytest
from django.utils import timezone

from lessons.learner.learning import hand_in_quiz
from participation.statistics.fold.folding import fold_pending
from quizzes.attempts.presenting import quiz_questions, versions_of
from quizzes.attempts.submission import Submission
from quizzes.kept_results.keeping import keep_all, results_of_units, taken_of
from quizzes.kept_results.models import KeptResults
from quizzes.models import Attempt, Question
from rosters.people.merging import merge
from tests import factories
from tests.lessons.learner.test_completions import first_question, regrade, take_back

pytestmark = pytest.mark.django_db
AT = timezone.make_aware(dt.datetime(2026, 9, 7, 8))


def hand_in(member, lesson, chosen, at=AT):
    versions = quiz_questions(lesson.quiz)
    answers = {
        version.question_id: None if place is None else [version.content["choices"][place]["id"]]
        for version, place in zip(versions, chosen, strict=True)
    }
    return hand_in_quiz(member, lesson, versions, Submission(answers, uuid.uuid4(), at))


def read(attempts):
    """What the attempts themselves say."""
    versions = {version.pk: version for version in versions_of({pk for each in attempts for pk in each.versions})}
    return sorted((taken_of(each, versions) for each in attempts), key=lambda each: (each.at, each.attempt))


def assert_kept_is_true(unit, quiz):
    fold_pending()
    under = Attempt.objects.filter(
        member__memberships__unit__path__startswith=unit.path, quiz=quiz, state="handed_in"
    ).distinct()
    assert results_of_units(quiz.pk, [unit]) == read(under)


@pytest.fixture
def world(units, make_member, make_lesson):
    return make_lesson(questions=3, steps=1), [make_member(units.class_a, units.chapter) for _ in range(4)]


def test_what_is_handed_in_is_kept_in_both_trees_at_every_level(world, units):
    lesson, members = world
    chance = random.Random(1)
    for number in range(20):
        hand_in(
            chance.choice(members),
            lesson,
            [chance.choice([0, 1, 2, None]) for _ in range(3)],
            AT + dt.timedelta(minutes=number),
        )
    for unit in (units.class_a, units.school, units.department, units.chapter, units.province):
        assert_kept_is_true(unit, lesson.quiz)
    assert results_of_units(lesson.quiz.pk, [units.other_school]) == []
    assert KeptResults.objects.count() == 2


def test_it_is_one_more_only_for_who_handed_in_and_stays_where_that_was(world, units, make_member):
    lesson, members = world
    hand_in(members[0], lesson, (0, 0, 0))
    fold_pending()
    members[0].memberships.filter(tree="school").update(unit=units.other_class)
    other = make_member(units.class_b)
    hand_in(other, lesson, (1, 1, None))
    fold_pending()
    assert [each.member_id for each in results_of_units(lesson.quiz.pk, [units.class_a])] == [members[0].pk]
    assert [each.member_id for each in results_of_units(lesson.quiz.pk, [units.school])] == [members[0].pk, other.pk]


def test_regrading_and_taking_it_back_are_followed(world, units):
    lesson, members = world
    for member, place in zip(members, (0, 1, 2, 1), strict=True):
        hand_in(member, lesson, (place, 0, 0))
    fold_pending()
    before = results_of_units(lesson.quiz.pk, [units.school])
    done = regrade(factories.with_other_right_choice(first_question(lesson), 1))
    assert_kept_is_true(units.school, lesson.quiz)
    assert [each.fractions[0] for each in results_of_units(lesson.quiz.pk, [units.school])] == [0, 1, 0, 1]
    take_back(done)
    fold_pending()
    assert results_of_units(lesson.quiz.pk, [units.school]) == before


def test_two_records_made_one_are_one_person(world, units, make_member):
    lesson, members = world
    twin = make_member(units.class_b)
    hand_in(members[0], lesson, (0, 0, 0))
    hand_in(twin, lesson, (1, 0, 0), AT + dt.timedelta(hours=1))
    fold_pending()
    merge(members[0], twin)
    fold_pending()
    assert [each.member_id for each in results_of_units(lesson.quiz.pk, [units.school])] == [members[0].pk] * 2


def test_a_version_that_is_gone_and_an_answer_in_no_class_are_kept_for_what_they_are(world):
    lesson, members = world
    attempt = hand_in(members[0], lesson, (0, 1, None))
    versions = {version.pk: version for version in versions_of(attempt.versions)}
    taken = taken_of(attempt, versions)
    assert (taken.fractions, taken.classes) == ((1.0, 0.0, 0.0), ((2,), (3,), (0,)))
    attempt.answers[str(versions[attempt.versions[0]].question_id)] = ["gone"]
    del versions[attempt.versions[1]]
    assert taken_of(attempt, versions).classes == ((1,), (0,))


def test_keeping_takes_as_many_statements_however_many_there_are(world, django_assert_num_queries, units, make_member):
    lesson, members = world
    for member in members:
        hand_in(member, lesson, (0, 1, 0))
    fold_pending()
    assert Question.objects.exists()
    with django_assert_num_queries(6):
        keep_all()
    for _ in range(6):
        hand_in(make_member(units.class_a, units.chapter), lesson, (1, 1, 0))
    fold_pending()
    with django_assert_num_queries(6):
        keep_all()


def test_a_fact_of_no_attempt_is_passed_over(units, make_member):
    factories.fact(make_member(units.class_a), "handed_in", factories.activities()["A1q"], AT.date(), score=50)
    fold_pending()
    assert not KeptResults.objects.exists()
