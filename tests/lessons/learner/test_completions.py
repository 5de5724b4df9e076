"""Grading anew, with all that follows: facts, lessons, courses, certificates, figures."""

import datetime as dt
import random
import uuid

import pytest
from django.utils import timezone

from lessons.learner.completions import CompletionsOfLessons
from lessons.learner.learning import finish_step, hand_in_quiz
from lessons.models import Certificate
from participation.models import Fact
from participation.statistics.fold.folding import fold_pending
from participation.statistics.rebuild.verifying import Difference, verify
from quizzes.attempts.grading import Rule
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import Attempt, Question, Quiz, Regrading
from quizzes.regrading.applying import apply, rules_in_force, undo
from quizzes.regrading.changes import changes_of, digest_of
from rosters.people.merging import merge
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "Đáp án B mới đúng."
FIRST = timezone.make_aware(dt.datetime(2026, 9, 7, 8))
GRADINGS = ["best", "first", "last", "mean"]


def hand_in(member, lesson, chosen, at):
    """Hands the lesson's quiz in; `chosen` is the place of the choice that is ticked at each question, None for none."""
    versions = quiz_questions(lesson.quiz)
    answers = {
        version.question_id: None if place is None else [version.content["choices"][place]["id"]]
        for version, place in zip(versions, chosen, strict=True)
    }
    return hand_in_quiz(member, lesson, versions, Submission(answers, uuid.uuid4(), at))


def study(member, lesson, at):
    for step in lesson.step_ids:
        finish_step(member, lesson, step, at)


def first_question(lesson):
    return Question.objects.get(pk=quiz_questions(lesson.quiz)[0].question_id)


def regrade(question, rule=Rule.CORRECTED, *, versions=None):
    """Grades every earlier version of the question anew."""
    own = versions or [version for version in question.versions.all() if version.pk != question.version_id]
    made = Regrading.objects.create(
        question=question,
        versions={str(version.pk): version.regrading_id for version in own},
        rule=rule,
        corrected=None if rule == Rule.FULL else question.version,
        reason=WHY,
    )
    digest = digest_of(changes_of(question, rules_in_force(made)), timezone.now())
    apply(made, digest, CompletionsOfLessons(WHY))
    made.refresh_from_db()
    return made


def take_back(regrading):
    Regrading.objects.filter(pk=regrading.pk).update(status="undoing")
    undo(regrading, CompletionsOfLessons(WHY))
    regrading.refresh_from_db()


def facts():
    """All that was recorded, but for when it was written down."""
    rows = Fact.objects.order_by("key").values_list("key", "at", "day", "score", "school_unit", "union_unit")
    return {(row[0].split(":")[0], *row[0].split(":")[1:], *row[1:]) for row in rows}


def without_keys_of_attempts(rows):
    """The same in two worlds: attempts have another key in each."""
    return sorted(str(("handed_in", *row[2:]) if row[0] == "handed_in" else row) for row in rows)


def results():
    return list(Attempt.objects.order_by("pk").values_list("pk", "fractions", "right", "passed"))


def assert_figures_agree():
    fold_pending()
    assert not isinstance(verify(), Difference)


@pytest.fixture
def world(units, make_member, make_lesson):
    lesson = make_lesson(steps=1, questions=2)
    Quiz.objects.filter(pk=lesson.quiz_id).update(pass_mark=60)
    lesson.quiz.pass_mark = 60
    return [make_member(units.class_a, units.chapter) for _ in range(3)], lesson


def test_who_was_right_all_along_passes_completes_and_has_a_certificate_on_the_day_it_was_earned(world):
    [ann, *_others], lesson = world
    study(ann, lesson, FIRST)
    hand_in(ann, lesson, (1, 0), FIRST + dt.timedelta(days=1))
    assert not Fact.objects.filter(verb="passed").exists()
    regrade(factories.with_other_right_choice(first_question(lesson), 1))
    attempt = Attempt.objects.get()
    assert (attempt.right, attempt.passed) == (2, True)
    done = {fact.verb: fact for fact in Fact.objects.filter(verb__in=["passed", "completed", "handed_in"])}
    assert {fact.day for fact in done.values()} == {dt.date(2026, 9, 8)}
    assert done["handed_in"].score == done["passed"].score == 100
    assert Certificate.objects.valid().get().member == ann
    assert_figures_agree()


def test_who_passed_by_a_wrong_key_does_not_and_the_certificate_is_void(world):
    [ann, *_others], lesson = world
    study(ann, lesson, FIRST)
    hand_in(ann, lesson, (0, 0), FIRST)
    before, results_before = facts(), results()
    done = regrade(factories.with_other_right_choice(first_question(lesson), 1))
    assert set(Fact.objects.values_list("verb", flat=True)) == {"started", "stepped", "studied", "handed_in"}
    certificate = Certificate.objects.get()
    assert (certificate.revoked_at is not None, certificate.revoked_because) == (True, WHY)
    assert_figures_agree()
    take_back(done)
    assert (facts(), results()) == (before, results_before)
    assert Certificate.objects.valid().count() == 1
    assert_figures_agree()


def test_a_lesson_that_was_complete_before_its_quiz_was_passed_stays_complete(world):
    [ann, *_others], lesson = world
    quiz = lesson.quiz
    lesson.quiz = None
    lesson.save_revision().publish()
    study(ann, lesson, FIRST)
    lesson.quiz = quiz
    lesson.save_revision().publish()
    hand_in(ann, lesson, (0, 0), FIRST + dt.timedelta(days=2))
    regrade(factories.with_other_right_choice(first_question(lesson), 1))
    assert Fact.objects.filter(verb="completed").count() == 2
    assert Certificate.objects.valid().exists()


def test_who_completes_again_has_a_valid_certificate_again(world):
    [ann, *_others], lesson = world
    study(ann, lesson, FIRST)
    hand_in(ann, lesson, (0, 0), FIRST)
    regrade(factories.with_other_right_choice(first_question(lesson), 1))
    hand_in(ann, lesson, (1, 0), FIRST + dt.timedelta(days=5))
    assert Certificate.objects.valid().count() == 1
    assert_figures_agree()


def test_a_record_that_was_merged_meanwhile_gets_back_what_was_taken(world, units, make_member):
    [ann, bob, *_others], lesson = world
    study(ann, lesson, FIRST)
    hand_in(ann, lesson, (0, 0), FIRST)
    done = regrade(factories.with_other_right_choice(first_question(lesson), 1))
    merge(bob, ann)
    take_back(done)
    assert {fact.member_id for fact in Fact.objects.filter(verb__in=["passed", "completed"])} == {bob.pk}
    assert Fact.objects.filter(verb="completed").count() == 2
    assert_figures_agree()


def play(members, lesson, seed):
    """The same turns at the quiz by chance, whenever they are played."""
    chance = random.Random(seed)
    for day in range(6):
        for member in members:
            at = FIRST + dt.timedelta(days=day, minutes=chance.randrange(300))
            if chance.random() < 0.3:
                study(member, lesson, at)
            if chance.random() < 0.6:
                hand_in(member, lesson, (chance.choice([0, 1, 2, None]), chance.choice([0, 0, 1])), at)


@pytest.mark.parametrize("grading", GRADINGS)
@pytest.mark.parametrize("seed", range(4))
def test_it_is_as_if_the_key_had_been_right_from_the_beginning_and_back(world, make_lesson, grading, seed):
    members, lesson = world
    Quiz.objects.filter(pk=lesson.quiz_id).update(grading=grading)
    lesson.quiz.refresh_from_db()
    play(members, lesson, seed)
    before, results_before = facts(), results()
    fold_pending()
    question = factories.with_other_right_choice(first_question(lesson), 1)
    done = regrade(question)
    regraded = facts()
    assert_figures_agree()
    take_back(done)
    assert (facts(), results()) == (before, results_before)
    assert_figures_agree()
    # The other world: nothing happened yet, and the key is right.
    everything = Fact.objects.all()
    Certificate.objects.all().delete()
    everything.delete()
    Regrading.objects.all().delete()
    Attempt.objects.all().delete()
    play(members, lesson, seed)
    assert without_keys_of_attempts(regraded) == without_keys_of_attempts(facts())
