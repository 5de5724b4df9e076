"""Grading anew, without what follows for lessons (tests/lessons/regrading)."""

import datetime as dt
import json
import uuid

import pytest
from django.utils import timezone

from participation.models import Fact
from quizzes.attempts.grading import Rule
from quizzes.attempts.handing_in import hand_in
from quizzes.attempts.presenting import quiz_questions, versions_of
from quizzes.attempts.submission import Submission
from quizzes.attempts.taking import begin, finish, save_answers
from quizzes.bank.writing import keep_question
from quizzes.kinds.written import listed
from quizzes.models import Attempt, Question, QuestionVersion, RegradedAttempt, Regrading
from quizzes.regrading.applying import Refused, apply, is_last, rules_in_force, settle_late, undo
from quizzes.regrading.changes import changes_of, digest_of
from quizzes.regrading.showing import show_answered
from tests import factories

pytestmark = pytest.mark.django_db
AT = timezone.make_aware(dt.datetime(2026, 9, 7, 8))


class NothingFollows:
    def passed(self, member, activity):
        pass

    def not_passed(self, member, activity, passed):
        return []

    def moved(self, member, activity, passed):
        pass

    def brought_back(self, facts):
        pass


@pytest.fixture
def world(units, make_member):
    question = factories.question("Một?")
    quiz = factories.quiz(question, pass_mark=60)
    activity = next(iter(factories.activities().values()))
    return question, quiz, activity, make_member(units.class_a)


def turn(world, place, versions=None):
    _question, quiz, activity, member = world
    shown = versions or quiz_questions(quiz)
    answers = {version.question_id: [version.content["choices"][place]["id"]] for version in shown}
    return hand_in(member, quiz, shown, activity, Submission(answers, uuid.uuid4(), AT))


def chosen(question, rule=Rule.CORRECTED, versions=()):
    own = versions or question.versions.exclude(pk=question.version_id)
    return Regrading.objects.create(
        question=question,
        versions={str(version.pk): version.regrading_id for version in own},
        rule=rule,
        corrected=None if rule == Rule.FULL else question.version,
        reason="Sai đáp án",
    )


def applied(question, rule=Rule.CORRECTED, versions=()):
    made = chosen(question, rule, versions)
    apply(made, digest_of(changes_of(question, rules_in_force(made)), timezone.now()), NothingFollows())
    return Regrading.objects.get(pk=made.pk)


def undone(regrading):
    Regrading.objects.filter(pk=regrading.pk).update(status="undoing")
    undo(regrading, NothingFollows())


def test_what_was_looked_at_is_what_is_done(world):
    turn(world, 0)
    question = factories.with_other_right_choice(world[0], 1)
    made = chosen(question)
    looked_at = digest_of(changes_of(question, rules_in_force(made)), timezone.now())
    turn(world, 1, versions=list(question.versions.filter(number=1)))
    with pytest.raises(Refused, match="changed"):
        apply(made, looked_at, NothingFollows())
    assert not RegradedAttempt.objects.exists()
    assert not QuestionVersion.objects.exclude(regrading=None).exists()
    assert Regrading.objects.get().status == "waiting"


def test_it_is_done_once(world):
    turn(world, 0)
    question = factories.with_other_right_choice(world[0], 1)
    done = applied(question)
    assert (done.status, done.attempts.get().before, done.attempts.get().after) == ("applied", "1", "0")
    with pytest.raises(Refused, match="not_now"):
        apply(done, "", NothingFollows())


def test_a_form_of_the_earlier_version_that_comes_later_is_graded_alike(world):
    question = factories.with_other_right_choice(world[0], 1)
    applied(question)
    late = turn(world, 1, versions=versions_of(question.versions.filter(number=1).values_list("pk", flat=True)))
    assert (late.right, late.passed) == (1, True)
    assert Fact.objects.get(verb="handed_in").score == 100


def test_so_is_an_attempt_that_was_under_way(world):
    question, quiz, activity, member = world
    begun = begin(member, quiz, activity, AT)
    [version] = versions_of(begun.versions)
    question = factories.with_other_right_choice(question, 1)
    applied(question)
    save_answers(begun, {question.pk: [version.content["choices"][1]["id"]]}, AT)
    assert finish(begun, AT) == 100


def test_everybody_has_full_marks_who_left_it_open_too_and_who_comes_later(world):
    _question, quiz, activity, member = world
    versions = quiz_questions(quiz)
    hand_in(member, quiz, versions, activity, Submission({versions[0].question_id: None}, uuid.uuid4(), AT))
    applied(world[0], Rule.FULL, versions)
    assert Attempt.objects.get().passed
    assert turn(world, 2, versions_of([versions[0].pk])).passed


def test_of_two_the_later_holds_and_has_to_be_taken_back_first(world):
    turn(world, 2)
    question = factories.with_other_right_choice(world[0], 1)
    first = applied(question)
    assert not Attempt.objects.get().passed
    [earlier] = question.versions.filter(number=1)
    second = applied(question, Rule.FULL, [earlier])
    assert Attempt.objects.get().passed
    assert (is_last(first), is_last(second)) == (False, True)
    Regrading.objects.filter(pk=first.pk).update(status="undoing")
    with pytest.raises(Refused, match="later"):
        undo(first, NothingFollows())
    undone(second)
    assert not Attempt.objects.get().passed
    Regrading.objects.filter(pk=first.pk).update(status="undoing")
    assert is_last(first)
    undone(first)
    assert not QuestionVersion.objects.exclude(regrading=None).exists()


def test_taking_it_back_grades_what_was_handed_in_since_by_its_own_version(world):
    question = factories.with_other_right_choice(world[0], 1)
    done = applied(question)
    late = turn(world, 0, versions=versions_of(question.versions.filter(number=1).values_list("pk", flat=True)))
    assert not late.passed
    undone(done)
    assert Attempt.objects.get().passed


def test_what_was_graded_by_the_earlier_rule_meanwhile_is_graded_a_moment_later(world):
    question = factories.with_other_right_choice(world[0], 1)
    done = applied(question)
    # As a form that was on its way found the version before it was regraded.
    QuestionVersion.objects.update(regrading=None)
    turn(world, 0, versions=list(question.versions.filter(number=1)))
    QuestionVersion.objects.filter(number=1).update(regrading=done)
    assert len(settle_late(done, NothingFollows(), AT)) == 1
    assert not Attempt.objects.get().passed
    assert settle_late(done, NothingFollows(), AT) == []
    assert Regrading.objects.get().withdrawn[0]["facts"][0]["verb"] == "passed"


def test_what_was_graded_by_the_regrading_while_it_was_taken_back_is_graded_a_moment_later(world):
    question = factories.with_other_right_choice(world[0], 1)
    done = applied(question)
    undone(done)
    QuestionVersion.objects.filter(number=1).update(regrading=done)
    turn(world, 0, versions=versions_of(question.versions.filter(number=1).values_list("pk", flat=True)))
    assert not Attempt.objects.get().passed
    QuestionVersion.objects.update(regrading=None)
    settle_late(done, NothingFollows(), AT)
    assert Attempt.objects.get().passed
    Regrading.objects.filter(pk=done.pk).update(status="waiting")
    with pytest.raises(Refused, match="not_now"):
        settle_late(done, NothingFollows(), AT)


def test_a_matching_is_graded_by_what_was_meant_when_its_pairs_were_swapped(units, make_member):
    """The place of an option is its name: the correction moves them."""
    pairs = [("113", "Cháy"), ("114", "Công an")]
    written = listed([{"text": f"<p>{left}</p>", "match": right} for left, right in pairs])
    question = keep_question("matching", {"text": "<p>Số nào?</p>", "pairs": written, "more": [], "is_shuffled": True})
    quiz = factories.quiz(question, pass_mark=60)
    activity, version = next(iter(factories.activities().values())), question.version
    by_text = {option["text"]: option["id"] for option in version.content["options"]}
    meant = dict(zip([pair["id"] for pair in version.content["pairs"]], [by_text["Công an"], by_text["Cháy"]], strict=True))
    hand_in(make_member(units.class_a), quiz, [version], activity, Submission({question.pk: meant}, uuid.uuid4(), AT))
    assert not Attempt.objects.get().passed
    draft = question.get_latest_revision_as_object()
    data = draft.content.get_prep_value()
    for item, right in zip(data[0]["value"]["pairs"], ("Công an", "Cháy"), strict=True):
        item["value"]["match"] = right
    draft.content = Question.content.field.to_python(json.dumps(data))
    draft.save_revision().publish(skip_permission_checks=True)
    applied(Question.objects.select_related("version").get(pk=question.pk))
    assert Attempt.objects.get().passed
    [shown] = versions_of([version.pk])
    told = show_answered(shown, 1, meant, "key")
    assert all(row["is_right"] for row in told.shown["rows"])


@pytest.fixture
def both_regraded(units, make_member):
    """Regrades both questions of a quiz, one after the other, of an attempt with these choices; the first regrading."""

    def make(place, pass_mark):
        first, second = factories.question("Một?"), factories.question("Hai?")
        quiz = factories.quiz(first, second, pass_mark=pass_mark)
        activity = next(iter(factories.activities().values()))
        turn((first, quiz, activity, make_member(units.class_a)), place)
        one = applied(factories.with_other_right_choice(first, 1))
        applied(factories.with_other_right_choice(second, 1))
        return one

    return make


def test_taking_one_back_minds_another_question_that_was_regraded_meanwhile(both_regraded):
    one = both_regraded(1, pass_mark=50)
    assert Attempt.objects.get().right == 2
    # Before the first it had failed; half of it is right without it.
    undone(one)
    attempt = Attempt.objects.get()
    assert (attempt.score, attempt.passed) == (50, True)
    assert Fact.objects.filter(verb="passed").exists()


def test_a_pass_that_another_regrading_took_does_not_come_back(both_regraded):
    one = both_regraded(0, pass_mark=100)
    assert not Fact.objects.filter(verb="passed").exists()
    undone(one)
    attempt = Attempt.objects.get()
    assert (attempt.score, attempt.passed) == (50, False)
    assert not Fact.objects.filter(verb="passed").exists()


def test_a_turn_beyond_those_that_count_has_no_fact_and_needs_none(world):
    for _ in range(12):
        turn(world, 1)
    question = factories.with_other_right_choice(world[0], 1)
    applied(question)
    assert Attempt.objects.filter(passed=True).count() == 12
    assert set(Fact.objects.filter(verb="handed_in").values_list("score", flat=True)) == {100}
    assert Fact.objects.filter(verb="handed_in").count() == 10


def test_a_class_that_goes_on_handing_in_is_graded_along(world):
    turn(world, 0)
    question = factories.with_other_right_choice(world[0], 1)
    made = chosen(question)
    looked_at = digest_of(changes_of(question, rules_in_force(made)), AT)
    shown = list(question.versions.filter(number=1))
    later = hand_in(
        world[3], world[1], shown, world[2], Submission({question.pk: [shown[0].content["choices"][1]["id"]]}, uuid.uuid4())
    )
    apply(made, looked_at, NothingFollows())
    assert Attempt.objects.get(pk=later.pk).right == 1
    assert RegradedAttempt.objects.count() == 2
