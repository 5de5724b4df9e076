"""What is chosen before grading anew."""

import pytest

from lessons.regrading.forms import ReasonForm, RegradingForm
from quizzes.attempts.grading import Rule
from tests import factories
from tests.lessons.learner.test_completions import FIRST, first_question, hand_in, regrade

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(units, make_member, make_lesson):
    lesson = make_lesson(steps=1, questions=1)
    hand_in(make_member(units.class_a), lesson, (0,), FIRST)
    return factories.with_other_right_choice(first_question(lesson), 1)


def labels(form):
    return [label for _own, label in form.fields["versions"].choices]


def test_versions_are_told_newest_first_and_those_that_were_shown_are_ticked(question):
    form = RegradingForm(question)
    newest, earlier = labels(form)
    assert newest.startswith("Phiên bản 2, ")
    assert "(đang dùng): 0 lượt" in newest
    assert earlier.endswith(": 1 lượt")
    assert form.initial["versions"] == [str(question.versions.get(number=1).pk)]


def test_one_that_was_regraded_says_so(question):
    regrade(question)
    assert labels(RegradingForm(question))[1].endswith("đã chấm lại một lần")


@pytest.mark.parametrize(("rule", "by"), [(Rule.CORRECTED, True), (Rule.EITHER, True), (Rule.FULL, False)])
def test_what_was_chosen_is_a_regrading_that_is_not_kept(question, rule, by):
    earlier = question.versions.get(number=1)
    form = RegradingForm(question, {"versions": [earlier.pk], "rule": rule})
    assert form.is_valid(), form.errors
    made = form.regrading()
    assert (made.pk, made.version_ids, made.rule) == (None, [earlier.pk], rule)
    assert (made.corrected == question.version) is by


def test_full_marks_may_be_given_for_the_version_in_use(question):
    assert RegradingForm(question, {"versions": [question.version_id], "rule": Rule.FULL}).is_valid()
    assert not RegradingForm(question, {"versions": [question.version_id], "rule": Rule.CORRECTED}).is_valid()


def test_a_version_of_another_question_is_none(question):
    other = factories.question("Khác?")
    assert not RegradingForm(question, {"versions": [other.version_id], "rule": Rule.FULL}).is_valid()


@pytest.mark.parametrize(("reason", "valid"), [("Sai đáp án", True), ("  ", False), ("x" * 201, False)])
def test_a_reason_is_a_sentence(reason, valid):
    assert ReasonForm({"reason": reason, "digest": "abc"}).is_valid() is valid
