"""Handing in: an attempt and its facts, together and once."""

import datetime as dt
import json
import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from participation.models import Fact
from quizzes.attempts.context import DEVICE_AGE
from quizzes.attempts.handing_in import MOST_TURNS_A_DAY, forget_devices, give_attempts, hand_in, has_passed
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import quiz_questions, versions_of
from quizzes.attempts.submission import Submission
from quizzes.bank.writing import choice, choice_question
from tests import factories

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 2, tzinfo=dt.UTC)


@pytest.fixture
def asked():
    """A quiz of three questions that is passed with two, and its activity."""
    quiz = factories.quiz(*(factories.question(f"Câu {n}") for n in range(3)), pass_mark=66)
    return quiz, quiz_questions(quiz), factories.activities("A", 1)["A1q"]


def submission(questions, right, **fields):
    """The first `right` questions answered rightly, the others wrongly."""
    answers = factories.answers_of(*questions[:right]) | factories.answers_of(*questions[right:], right=False)
    return Submission(answers, at=AT, **fields)


def facts(member):
    return dict(Fact.objects.filter(member=member).values_list("verb", "score"))


def test_an_attempt_keeps_what_was_chosen_and_what_was_right(asked):
    quiz, questions, activity = asked
    sent = submission(questions, 2, seconds=95, device="0123456789abcdef")
    made = hand_in(factories.member(), quiz, questions, activity, sent)
    assert (made.right, made.total, made.passed, made.handed_in_at) == (2, 3, True, AT)
    assert made.answers == {str(pk): chosen for pk, chosen in sent.answers.items()}
    assert made.versions == [version.pk for version in questions]
    assert list(made.fractions.values()) == ["1", "1", "0"]
    assert (made.seconds, made.device) == (95, "0123456789abcdef")


@pytest.mark.parametrize(("right", "score"), [(0, "0"), (1, "33.33"), (2, "66.67"), (3, "100")])
def test_the_score_is_recorded_in_per_cent_with_two_places(asked, right, score):
    member = factories.member()
    hand_in(member, *asked, submission(asked[1], right))
    assert facts(member)["handed_in"] == Decimal(score)


def test_passing_is_a_fact_of_its_own_and_only_once(asked):
    member = factories.member()
    for right in (1, 2, 3):
        hand_in(member, *asked, submission(asked[1], right))
    assert Fact.objects.filter(verb="handed_in").count() == 3
    assert Fact.objects.get(verb="passed").score == Decimal("66.67")
    assert has_passed(member, asked[2])


def test_whoever_failed_has_not_passed(asked):
    member = factories.member()
    hand_in(member, *asked, submission(asked[1], 1))
    assert not has_passed(member, asked[2])


def test_the_same_key_again_changes_nothing(asked):
    member, key = factories.member(), uuid.uuid4()
    first = hand_in(member, *asked, submission(asked[1], 1, key=key))
    again = hand_in(member, *asked, submission(asked[1], 1, key=key))
    assert (again.pk, again.right) == (first.pk, 1)
    assert set(facts(member)) == {"handed_in"}


def test_other_answers_under_the_same_key_are_a_turn_of_their_own(asked):
    """Two tabs of one quiz: what was chosen in the second is not thrown away."""
    member, key = factories.member(), uuid.uuid4()
    first = hand_in(member, *asked, submission(asked[1], 1, key=key))
    other = hand_in(member, *asked, submission(asked[1], 3, key=key))
    assert (other.pk != first.pk, other.right) == (True, 3)


@pytest.mark.parametrize(("said", "counted"), [(600, 4), (2, 2), (None, 4)])
def test_a_page_that_was_handed_in_took_no_longer_than_since_then(asked, said, counted):
    """One page kept open, or its mark used again, does not tell of a long time for turns in a row."""
    member, key = factories.member(), uuid.uuid4()
    hand_in(member, *asked, submission(asked[1], 1, key=key, seconds=600))
    sent = replace(submission(asked[1], 3, key=key, seconds=said), at=AT + dt.timedelta(seconds=4))
    assert hand_in(member, *asked, sent).seconds == counted
    friend = factories.member()
    assert hand_in(friend, *asked, submission(asked[1], 3, key=key, seconds=said)).seconds == said


def test_a_key_of_somebody_else_gives_way_to_a_new_one(asked):
    key = uuid.uuid4()
    first, friend = factories.member(), factories.member()
    hand_in(first, *asked, submission(asked[1], 3, key=key))
    own = hand_in(friend, *asked, submission(asked[1], 3, key=key))
    assert own.member == friend
    assert own.key != key


def test_an_attempt_without_its_facts_is_not_kept(asked, monkeypatch):
    def fails(*args, **kwargs):
        raise IntegrityError("the ledger is away")

    monkeypatch.setattr("quizzes.attempts.handing_in.record", fails)
    with pytest.raises(IntegrityError), transaction.atomic():
        hand_in(factories.member(), *asked, submission(asked[1], 3))
    assert not Attempt.objects.exists()


def test_changing_a_question_later_leaves_what_was_graded(asked):
    quiz, questions, activity = asked
    made = hand_in(factories.member(), quiz, questions, activity, submission(questions, 3))
    question = questions[0].question
    choices = [choice("Ý đúng 0", is_right=False), choice("Ý sai 0", is_right=True)]
    _kind, value = choice_question("Câu đã sửa", choices)
    question.content = json.dumps([{"type": "single", "value": value, "id": "x"}])
    question.save_revision().publish()
    made.refresh_from_db()
    assert (made.right, made.passed) == (3, True)
    assert next(version.content["text"] for version in versions_of(made.versions)) == "<p>Câu 0</p>"
    assert quiz_questions(quiz)[0].content["text"] == "<p>Câu đã sửa</p>"


def test_the_order_of_the_questions_is_that_of_the_quiz_on_every_database(db):
    """PostgreSQL sorts the keys of an object: 9 before 12, whatever was asked first."""
    questions = [factories.question(f"Câu {n}") for n in range(12)]
    quiz = factories.quiz(*reversed(questions))
    versions = quiz_questions(quiz)
    made = hand_in(factories.member(), quiz, versions, factories.activities("A", 1)["A1q"], submission(versions, 3))
    made.refresh_from_db()
    assert versions_of(made.versions) == versions


def test_attempts_of_a_second_record_are_the_kept_ones(asked):
    survivor, other = factories.member(), factories.member()
    for member in (survivor, other, other):
        hand_in(member, *asked, submission(asked[1], 3))
    assert give_attempts(survivor, other) == 2
    assert set(Attempt.objects.values_list("member", flat=True)) == {survivor.pk}


def test_devices_are_forgotten_when_they_are_old_and_counted_once(asked):
    member = factories.member()
    hand_in(member, *asked, submission(asked[1], 3, device="a" * 16))
    hand_in(member, *asked, submission(asked[1], 3))
    assert forget_devices(AT + DEVICE_AGE) == 0
    assert forget_devices(AT + DEVICE_AGE + dt.timedelta(seconds=1)) == 1
    assert forget_devices(timezone.now() + 2 * DEVICE_AGE) == 0
    assert Attempt.objects.filter(device="").count() == 2


def test_an_attempt_is_named_by_its_result(asked):
    made = hand_in(factories.member(), *asked, submission(asked[1], 2))
    assert str(made) == f"{made.member_id} - {asked[0].pk}: 2/3"


class TestTurnsOfADay:
    """Practice is welcome, and turns are no contest of clicks."""

    def hand_in_at(self, asked, member, at, right=0):
        quiz, questions, activity = asked
        given = submission(questions, right)
        return hand_in(member, quiz, questions, activity, replace(given, at=at, key=uuid.uuid4()))

    def turns(self, member):
        return Fact.objects.filter(member=member, verb=Fact.Verb.HANDED_IN).count()

    def test_at_most_ten_of_one_quiz_are_counted_and_all_are_kept_and_marked(self, asked):
        member = factories.member()
        attempts = [self.hand_in_at(asked, member, AT + dt.timedelta(seconds=n)) for n in range(15)]
        assert (self.turns(member), len(attempts)) == (MOST_TURNS_A_DAY, 15)
        assert Attempt.objects.filter(member=member).count() == 15

    def test_on_the_next_day_they_count_again(self, asked):
        member = factories.member()
        for day in (0, 1):
            for n in range(12):
                self.hand_in_at(asked, member, AT + dt.timedelta(days=day, seconds=n))
        assert self.turns(member) == 2 * MOST_TURNS_A_DAY

    def test_a_day_is_a_day_in_vietnam(self, asked):
        member = factories.member()
        midnight = dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC)
        for n in range(10):
            self.hand_in_at(asked, member, midnight - dt.timedelta(seconds=n + 1))
        self.hand_in_at(asked, member, midnight)
        assert self.turns(member) == 11

    def test_whoever_passes_with_the_eleventh_has_passed(self, asked):
        member = factories.member()
        for n in range(11):
            self.hand_in_at(asked, member, AT + dt.timedelta(seconds=n), right=3 if n == 10 else 0)
        assert has_passed(member, asked[2])

    def test_those_of_another_person_do_not_count(self, asked):
        one, other = factories.member(), factories.member()
        for n in range(10):
            self.hand_in_at(asked, one, AT + dt.timedelta(seconds=n))
        self.hand_in_at(asked, other, AT)
        assert self.turns(other) == 1
