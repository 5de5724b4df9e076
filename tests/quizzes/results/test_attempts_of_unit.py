"""The attempts of a unit: which are looked at, and what one learner did."""

import datetime as dt
from fractions import Fraction

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lessons.learner.learning import hand_in_quiz
from participation.rules.periods import Period
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.models import Attempt
from quizzes.results import attempts_of_unit
from quizzes.results.attempts_of_unit import TooMany, Which, attempts_of, chosen, quizzes_of, results_of
from tests.factories import answers_of

AT = dt.datetime(2026, 11, 30, 8, 0, tzinfo=dt.UTC)


def attempt(member, right, minute=0, quiz=1):
    fractions = {str(n): "1" if n < right else "0" for n in range(4)}
    return Attempt(
        pk=minute, member_id=member, quiz_id=quiz, fractions=fractions, total=4, right=right, passed=right >= 3,
        handed_in_at=AT + dt.timedelta(minutes=minute), seconds=60 + minute,
    )  # fmt: skip


ATTEMPTS = [attempt(1, 2, 0), attempt(2, 4, 1), attempt(1, 3, 2), attempt(1, 1, 3), attempt(2, 4, 4)]


@pytest.mark.parametrize(
    ("which", "minutes"), [("first", [0, 1]), ("last", [3, 4]), ("best", [1, 2]), ("all", [0, 1, 2, 3, 4])]
)
def test_which_attempts_are_looked_at(which, minutes):
    assert sorted(each.pk for each in chosen(ATTEMPTS, Which(which))) == minutes


def test_what_a_learner_did():
    found = results_of(ATTEMPTS, "best")
    assert [float(score) for score in found[1].scores] == [50, 75, 25]
    assert (found[1].best, found[1].counts, found[1].passed, found[1].seconds) == (75, 75, True, 63)
    assert [results_of(ATTEMPTS, grading)[1].counts for grading in ("first", "last", "mean")] == [50, 25, 50]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4)), max_size=30))
def test_results_are_as_counting_by_hand(turns):
    attempts = [attempt(member, right, minute) for minute, (member, right) in enumerate(turns)]
    found = results_of(attempts, "best")
    assert set(found) == {member for member, _right in turns}
    for member, result in found.items():
        own = [right for each, right in turns if each == member]
        assert (list(result.scores), result.best) == ([Fraction(25 * right) for right in own], 25 * max(own))
        assert result.passed == (max(own) >= 3)
    for which, pick in (("first", 0), ("last", -1)):
        picked = {each.member_id: each.right for each in chosen(attempts, Which(which))}
        assert picked == {member: [right for each, right in turns if each == member][pick] for member in found}


@pytest.fixture
def handed_in(make_lesson, units, make_member):
    lesson = make_lesson(questions=2, steps=1)
    versions = quiz_questions(lesson.quiz)
    members = [
        make_member(units.class_a),
        make_member(units.class_a, name="Lê Văn Tám"),
        make_member(units.class_b, name="Phạm An"),
    ]
    for member, right in zip(members, (True, False, True), strict=True):
        hand_in_quiz(member, lesson, versions, Submission(answers_of(*versions, right=right)))
    return lesson.quiz, members


def test_a_unit_has_the_attempts_of_its_members_in_the_period(handed_in, units, settings):
    quiz, members = handed_in
    today = timezone.localdate()
    own = attempts_of(units.class_a, Period(today, today), quiz)
    assert [each.member_id for each in own] == [members[0].pk, members[1].pk]
    assert len(attempts_of(units.school, Period(today, today))) == 3
    assert attempts_of(units.other_school, Period(today, today)) == []
    yesterday = today - dt.timedelta(days=1)
    assert attempts_of(units.school, Period(yesterday, yesterday)) == []


def test_quizzes_are_listed_with_how_many_took_part(handed_in, units):
    today = timezone.localdate()
    (row,) = quizzes_of(attempts_of(units.school, Period(today, today)))
    assert (row.quiz, row.attempts, len(row.members), len(row.passed)) == (handed_in[0], 3, 3, 2)
    assert row.mean == pytest.approx(200 / 3)


def test_more_than_can_be_looked_at_is_said(handed_in, units, monkeypatch):
    monkeypatch.setattr(attempts_of_unit, "MOST_ATTEMPTS", 2)
    today = timezone.localdate()
    with pytest.raises(TooMany):
        attempts_of(units.school, Period(today, today))
