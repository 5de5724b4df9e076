"""Two records of one person made one: learning, places, cards, and what is counted."""

import datetime as dt

import pytest
from django.utils import timezone

from lessons.learner.learning import finish_step, hand_in_quiz
from lessons.models import Certificate
from participation.figures.unit_figures import unit_figures
from participation.models import Fact
from participation.rules.periods import Period
from participation.statistics.rebuild.verifying import Difference, verify
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import Attempt
from rosters.models import MemberMerge
from rosters.people.merging import merge
from tests.factories import answers_of
from tests.pages import page

pytestmark = pytest.mark.django_db
PERIOD = Period(dt.date(2026, 9, 1), dt.date(2026, 9, 30))


def at(day):
    return timezone.make_aware(dt.datetime(2026, 9, day, 8))


@pytest.fixture
def twins(units, make_member):
    """The pupil of a class, and the same person once more in a chapter."""
    pupil = make_member(units.class_a, code="HS1", name="Lê Thị Hoa")
    return pupil, make_member(
        units.chapter, code="DV1", name="Lê Thị Hoa", birth_date=dt.date(2010, 5, 1), is_union_member=True
    )


def right_answers(questions):
    return answers_of(*questions)


def test_a_person_with_two_records_counts_once_afterwards(units, twins, make_lesson):
    survivor, other = twins
    lesson = make_lesson(questions=0)
    for member in twins:
        finish_step(member, lesson, lesson.step_ids[0], at(7))
    assert unit_figures(units.school, PERIOD).activity.people == 1
    merge(survivor, other)
    school, commune = unit_figures(units.school, PERIOD), unit_figures(units.commune, PERIOD)
    # One lesson studied on one day by one person is one turn, in both trees.
    assert (school.activity.people, school.activity.turns, school.activity.started) == (1, 1, 1)
    assert (commune.activity.people, commune.activity.turns, commune.activity.started) == (1, 1, 1)
    assert (school.roster, commune.roster) == (1, 1)
    assert not isinstance(verify(), Difference)


def test_what_both_did_stays_once_the_earlier_and_the_rest_is_kept_on_record(twins, make_lesson):
    survivor, other = twins
    lesson = make_lesson(questions=0)
    finish_step(other, lesson, lesson.step_ids[0], at(7))
    finish_step(survivor, lesson, lesson.step_ids[0], at(9))
    merge(survivor, other)
    started = Fact.objects.get(member=survivor, verb="started")
    assert started.at == at(7)
    assert Fact.objects.filter(member=survivor, verb="studied").count() == 2
    set_aside = MemberMerge.objects.get().set_aside["facts"]
    assert {(fact["verb"], fact["at"][:10]) for fact in set_aside} == {("started", "2026-09-09"), ("stepped", "2026-09-09")}
    assert not Fact.objects.filter(member=other).exists()


def test_what_the_two_completed_together_is_complete(units, twins, make_lesson):
    survivor, other = twins
    first, second = make_lesson(questions=0), make_lesson(questions=1)
    for step in first.step_ids:
        finish_step(survivor, first, step, at(7))
    for step in second.step_ids:
        finish_step(other, second, step, at(8))
    questions = quiz_questions(second.quiz)
    hand_in_quiz(other, second, questions, Submission(right_answers(questions), at=at(8)))
    merge(survivor, other)
    assert Certificate.objects.get().member == survivor
    assert Attempt.objects.get().member == survivor
    assert unit_figures(units.school, PERIOD).coverage.completed == 1


def test_both_certificates_can_still_be_checked(client, twins, make_lesson):
    lesson = make_lesson(steps=1, questions=0)
    for member in twins:
        finish_step(member, lesson, lesson.step_ids[0], at(7))
    merge(*twins)
    for certificate in Certificate.objects.all():
        assert "Lê Thị Hoa" in page(client, f"/giay-chung-nhan/{certificate.code}/")
    assert Certificate.objects.count() == 2


def test_a_step_that_waited_for_the_merge_is_the_kept_members(units, twins, make_lesson):
    survivor, other = twins
    lesson = make_lesson(questions=0)
    merge(survivor, other)
    finish_step(other, lesson, lesson.step_ids[0], at(7))
    assert unit_figures(units.school, PERIOD).activity.people == 1
