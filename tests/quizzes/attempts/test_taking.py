"""An attempt that is under way: begun, saved, over."""

import datetime as dt
import random

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts.handing_in import finish_attempt, give_attempts
from quizzes.attempts.presenting import versions_of
from quizzes.attempts.rules import GRACE, Refusal, Why
from quizzes.attempts.states import WrongState
from quizzes.attempts.submission import Submission
from quizzes.attempts.taking import (
    abandon,
    abandon_left,
    begin,
    begin_by_saving,
    counted_score,
    finish,
    may_begin,
    move_ends,
    save_answers,
    save_at_once,
    under_way,
    with_extra_time,
)
from quizzes.models import Attempt, ExtraTime, Quiz
from tests import factories
from tests.factories import answers_of

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def world(units, make_member):
    member = make_member(units.class_a, units.chapter)
    quiz = factories.quiz(factories.question("Một?"), factories.question("Hai?"), pass_mark=60)
    activity = next(iter(factories.activities().values()))
    return member, quiz, activity


def set_up(quiz, **settings):
    Quiz.objects.filter(pk=quiz.pk).update(**settings)
    return Quiz.objects.get(pk=quiz.pk)


def begun(world, **settings):
    member, quiz, activity = world
    return begin(member, set_up(quiz, **settings), activity, timezone.now())


def answers(attempt, *, right=True):
    return answers_of(*versions_of(attempt.versions), right=right)


def test_it_is_begun_once_with_its_questions_and_its_end(world):
    now = timezone.now()
    first = begun(world, time_limit=30)
    assert (first.state, first.total, first.handed_in_at) == ("in_progress", 2, None)
    assert abs(first.due_at - now - 30 * MINUTE) < MINUTE
    assert begun(world, time_limit=30) == first
    assert Attempt.objects.count() == 1


def test_the_database_holds_one_attempt_under_way(world):
    first = begun(world)
    first.pk, first.key = None, "0b7cf9f2-1111-4000-8000-000000000000"
    with pytest.raises(IntegrityError):
        first.save(force_insert=True)


def test_a_named_learner_has_more_time(world):
    member, quiz, _activity = world
    ExtraTime.objects.create(quiz=quiz, member=member, minutes=15)
    attempt = begun(world, time_limit=30)
    assert attempt.due_at - attempt.started_at == 45 * MINUTE


def test_answers_are_kept_as_they_are_given_and_others_stay(world):
    attempt = begun(world)
    given = answers(attempt)
    first, second = given
    now = timezone.now()
    assert save_answers(attempt, {first: given[first]}, now)
    assert save_answers(attempt, {second: given[second], 999_999: ["x"]}, now)
    kept = Attempt.objects.get(pk=attempt.pk)
    assert kept.answers == {str(own): response for own, response in given.items()}
    assert kept.saved_at == now


def test_what_was_kept_is_graded_when_it_is_handed_in(world):
    attempt = begun(world)
    save_answers(attempt, answers(attempt), timezone.now())
    assert finish(attempt, timezone.now()) == 100
    kept = Attempt.objects.get(pk=attempt.pk)
    assert (kept.state, kept.right, kept.passed, kept.score) == ("handed_in", 2, True, 100)


def test_what_comes_too_late_is_not_kept_and_what_was_in_time_is_graded(world):
    attempt = begun(world, time_limit=1)
    given = answers(attempt)
    first = next(iter(given))
    save_answers(attempt, {first: given[first]}, timezone.now())
    late = timezone.now() + 5 * MINUTE
    assert not save_answers(attempt, given, late)
    finish(attempt, late)
    assert (attempt.state, attempt.right, attempt.handed_in_at) == ("expired", 1, attempt.due_at)
    assert attempt.seconds == 60


def test_an_attempt_without_answers_is_a_turn_when_its_time_is_over(world):
    member, quiz, _activity = world
    attempt = begun(world, time_limit=1, attempts_allowed=1)
    finish_attempt(attempt, Submission({}, attempt.key, timezone.now() + 5 * MINUTE))
    assert (attempt.state, attempt.score) == ("expired", 0)
    assert may_begin(member, Quiz.objects.get(pk=quiz.pk), timezone.now()) == Refusal(Why.NO_MORE)


def test_what_is_over_stays_as_it_is(world):
    attempt = begun(world)
    finish(attempt, timezone.now())
    assert not save_answers(attempt, answers(attempt), timezone.now())
    for again in (lambda: finish(attempt, timezone.now()), lambda: abandon(attempt)):
        with pytest.raises(WrongState):
            again()


def test_so_many_attempts_and_no_more(world):
    for _number in range(2):
        attempt = begun(world, attempts_allowed=2)
        finish(attempt, timezone.now())
    assert begun(world, attempts_allowed=2) == Refusal(Why.NO_MORE)
    assert begun(world, attempts_allowed=3).state == "in_progress"


@pytest.mark.parametrize(("grading", "score"), [("best", 100), ("last", 0), ("first", 100), ("mean", 50)])
def test_which_attempt_counts_is_said_by_the_quiz(world, grading, score):
    member, quiz, _activity = world
    for right in (True, False):
        attempt = begun(world)
        save_answers(attempt, answers(attempt, right=right), timezone.now())
        finish(attempt, timezone.now())
    begun(world)
    assert counted_score(member, set_up(quiz, grading=grading)) == score


def test_marks_of_questions_weigh(world):
    _member, quiz, _activity = world
    first = quiz.quiz_questions.first()
    first.mark = 3
    first.save()
    attempt = begun(world)
    given = answers(attempt)
    save_answers(attempt, {first.question_id: given[first.question_id]}, timezone.now())
    assert finish(attempt, timezone.now()) == 75
    assert (attempt.mark, attempt.possible, attempt.passed) == (3, 4, True)


def test_the_first_answer_begins_a_quiz_that_is_taken_freely(world):
    member, quiz, activity = world
    versions = [place.question.version for place in quiz.quiz_questions.all()]
    key = Submission({}).key
    first = begin_by_saving(member, quiz, activity, key, versions, timezone.now())
    assert (first.key, first.due_at, under_way(member, quiz, activity.source)) == (key, None, first)
    assert begin_by_saving(member, quiz, activity, Submission({}).key, versions, timezone.now()) == first
    finish(first, timezone.now())
    assert begin_by_saving(member, quiz, activity, key, versions, timezone.now()) == first
    Attempt.objects.filter(pk=first.pk).update(state="abandoned", handed_in_at=None)
    assert begin_by_saving(member, quiz, activity, key, versions, timezone.now()).key != key


def test_what_nobody_came_back_to_is_given_up(world):
    attempt = begun(world)
    assert abandon_left(timezone.now()) == 0
    assert abandon_left(timezone.now() + dt.timedelta(days=15)) == 1
    assert Attempt.objects.get(pk=attempt.pk).state == "abandoned"


def test_of_two_records_of_one_person_one_attempt_stays_under_way(world, units, make_member):
    member, quiz, activity = world
    other = make_member(units.class_a, name="Trần Văn Bình")
    own, theirs = begin(member, quiz, activity, timezone.now()), begin(other, quiz, activity, timezone.now())
    save_answers(theirs, answers(theirs), timezone.now())
    ExtraTime.objects.create(quiz=quiz, member=other, minutes=5)
    assert give_attempts(member, other) == 1
    assert under_way(member, quiz, activity.source) == theirs
    assert Attempt.objects.get(pk=own.pk).state == "abandoned"
    assert ExtraTime.objects.get().member == member


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_in_whatever_order_the_result_is_what_a_clerk_would_have_kept(world, seed):
    """Answers, waits, hand-ins, reloads and later answers in a random order, against a plain list of what was in time."""
    chance = random.Random(seed)
    attempt = begun(world, time_limit=5)
    versions = versions_of(attempt.versions)
    right, wrong = answers_of(*versions), answers_of(*versions, right=False)
    now, end = attempt.started_at, attempt.due_at + GRACE
    kept, over = {}, False
    for _step in range(25):
        now += dt.timedelta(seconds=chance.uniform(0, 40))
        attempt = Attempt.objects.select_related("quiz").get(pk=attempt.pk)
        question = chance.choice(versions).question_id
        is_right = chance.random() < 0.6
        if chance.random() < 0.85:
            was_kept = save_answers(attempt, {question: (right if is_right else wrong)[question]}, now)
            assert was_kept == (not over and now <= end)
            if was_kept:
                kept[question] = is_right
            elif not over:
                finish(attempt, now)
                over = True
        elif not over and chance.random() < 0.4:
            finish(attempt, now)
            over = True
    if not over:
        finish(Attempt.objects.select_related("quiz").get(pk=attempt.pk), now)
    done = Attempt.objects.get(pk=attempt.pk)
    assert done.state in ("handed_in", "expired")
    assert done.right == sum(kept.values())
    assert done.score == 100 * sum(kept.values()) / len(versions)
    assert done.handed_in_at <= end
    assert {question for question, response in done.answers.items() if response} == {str(question) for question in kept}


def test_more_time_moves_the_end_and_never_takes_any(world):
    attempt = begun(world, time_limit=10)
    due = attempt.due_at
    with_extra_time(attempt, 5)
    assert attempt.due_at - due == 5 * MINUTE
    with_extra_time(attempt, 0)
    assert Attempt.objects.get(pk=attempt.pk).due_at - due == 5 * MINUTE


def test_an_attempt_without_an_end_gets_none_by_more_time(world):
    attempt = begun(world, attempts_allowed=3)
    with_extra_time(attempt, 5)
    assert attempt.due_at is None


class TestSavingAtOnce:
    """In one statement, as long as nobody else saves."""

    def test_answers_are_kept_and_what_is_not_asked_is_dropped(self, world):
        attempt = begun(world)
        some = answers(attempt)
        assert save_at_once(attempt, some | {99_999: ["x"]}, timezone.now(), reached=2)
        kept = Attempt.objects.get()
        assert (kept.answers, kept.reached) == ({str(own): response for own, response in some.items()}, 2)

    def test_after_another_device_saved_nothing_is_kept(self, world):
        attempt = begun(world)
        other = Attempt.objects.get(pk=attempt.pk)
        assert save_at_once(other, answers(other), timezone.now())
        assert not save_at_once(attempt, answers(attempt, right=False), timezone.now())
        assert Attempt.objects.get().answers == {str(own): response for own, response in answers(attempt).items()}

    def test_after_its_time_nothing_is_kept(self, world):
        attempt = begun(world, time_limit=10)
        late = timezone.now() + 10 * MINUTE + GRACE + MINUTE
        assert not save_at_once(attempt, answers(attempt), late)
        finish(attempt, late)
        assert not save_at_once(attempt, answers(attempt), timezone.now())

    def test_answers_that_are_handed_in_at_once_are_written_with_the_rest(self, world, django_assert_num_queries):
        attempt = begun(world)
        some = answers(attempt)
        with django_assert_num_queries(0):
            assert save_answers(attempt, some, timezone.now(), keeps=False)
        versions = versions_of(attempt.versions)
        with django_assert_num_queries(1):
            assert finish(attempt, timezone.now(), versions=versions) == 100


class TestWhenTheQuizIsChanged:
    """Its time limit, or when it closes, while somebody is in the middle of it."""

    def test_more_time_is_had_at_once_with_what_one_has_besides(self, world):
        member, quiz, _activity = world
        ExtraTime.objects.create(quiz=quiz, member=member, minutes=5)
        attempt = begun(world, time_limit=10)
        assert move_ends(set_up(quiz, time_limit=20)) == 1
        moved = Attempt.objects.get()
        assert moved.due_at - attempt.started_at == 25 * MINUTE

    def test_less_time_takes_nothing_away(self, world):
        attempt = begun(world, time_limit=10)
        assert move_ends(set_up(world[1], time_limit=5)) == 0
        assert Attempt.objects.get().due_at == attempt.due_at

    def test_no_limit_any_more_is_no_end(self, world):
        begun(world, time_limit=10)
        assert move_ends(set_up(world[1], time_limit=None)) == 1
        assert Attempt.objects.get().due_at is None

    def test_what_is_over_stays(self, world):
        attempt = begun(world, time_limit=10)
        finish(attempt, timezone.now())
        assert move_ends(set_up(world[1], time_limit=60)) == 0


def test_saving_the_quiz_in_the_admin_moves_the_ends(world, as_administrator):
    attempt = begun(world, time_limit=10)
    edit = reverse("wagtailsnippets_quizzes_quiz:edit", args=[world[1].pk])
    as_administrator.post(edit, factories.quiz_form(quiz=world[1], time_limit="30"))
    assert Attempt.objects.get().due_at - attempt.started_at == 30 * MINUTE
