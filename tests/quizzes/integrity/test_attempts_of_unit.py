"""Which attempts are looked at for signs: of whom, of when, and where they were then."""

import datetime as dt

import pytest

from participation.rules.periods import Period
from quizzes.attempts.handing_in import hand_in
from quizzes.attempts.presenting import quiz_questions
from quizzes.attempts.submission import Submission
from quizzes.integrity import attempts_of_unit
from quizzes.integrity.attempts_of_unit import TooMany, attempts_of, quickest, signs_of
from rosters.people.members import move_membership
from tests import factories

WEEK = Period(dt.date(2026, 11, 16), dt.date(2026, 11, 22))


def at(day, hour=9):
    return dt.datetime(2026, 11, day, hour, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture
def quiz(db):
    return factories.quiz(factories.question("Một?"), factories.question("Hai?"))


@pytest.fixture
def activity(db):
    return factories.activities("A", 1)["A1q"]


@pytest.fixture
def attempt(quiz, activity):
    questions = quiz_questions(quiz)

    def attempt(member, when, right=True, **fields):
        answers = factories.answers_of(*questions, right=right)
        return hand_in(member, quiz, questions, activity, Submission(answers, at=when, **fields))

    return attempt


def test_the_first_and_the_last_day_belong_to_the_period_and_the_days_beside_it_do_not(attempt, units, make_member):
    member = make_member(units.class_a)
    for day in (15, 16, 22, 23):
        attempt(member, at(day))
    assert [each.at.astimezone(at(1).tzinfo).day for each in attempts_of(units.school, WEEK)] == [16, 22]


def test_an_attempt_stays_where_its_member_was_at_that_time(attempt, units, make_member):
    member = make_member(units.class_a)
    attempt(member, at(17))
    move_membership(member.memberships.get(), units.other_class, dt.date(2026, 11, 18))
    attempt(member, at(19))
    assert [each.unit for each in attempts_of(units.school, WEEK)] == [units.class_a.pk]
    assert [each.unit for each in attempts_of(units.other_school, WEEK)] == [units.other_class.pk]


def test_in_the_unions_tree_a_chapter_stands_for_the_class(attempt, units, make_member):
    attempt(make_member(units.class_a, units.chapter), at(17))
    assert [each.unit for each in attempts_of(units.commune, WEEK)] == [units.chapter.pk]


def test_what_was_wrong_and_what_was_chosen_is_read_off(attempt, units, make_member):
    member = make_member(units.class_a)
    made = attempt(member, at(17), right=False, seconds=8, device="d" * 16)
    (found,) = attempts_of(units.class_a, WEEK)
    assert (found.member, found.wrong, found.seconds, found.device) == (member.pk, 2, 8, "d" * 16)
    assert found.pattern == {(int(question), choice) for question, chosen in made.answers.items() for choice in chosen}


def test_an_attempt_is_the_first_only_when_there_was_none_before_the_period_either(attempt, units, make_member):
    old, new = make_member(units.class_a), make_member(units.class_a)
    attempt(old, at(2))
    for member in (old, new, new):
        attempt(member, at(17, 9 if member is old else 10))
    assert sorted((each.member, each.is_first) for each in attempts_of(units.class_a, WEEK)) == sorted(
        [(old.pk, False), (new.pk, True), (new.pk, True)]
    )


def test_attempts_are_read_in_portions_and_none_is_lost(attempt, units, make_member, monkeypatch):
    monkeypatch.setattr(attempts_of_unit, "_AT_ONCE", 2)
    for _ in range(5):
        attempt(make_member(units.class_a), at(17))
    assert len(attempts_of(units.class_a, WEEK)) == 5


def test_more_than_can_be_looked_at_is_said_and_not_cut_off(attempt, units, make_member, monkeypatch):
    monkeypatch.setattr(attempts_of_unit, "MOST_ATTEMPTS", 2)
    for _ in range(2):
        attempt(make_member(units.class_a), at(17))
    assert len(attempts_of(units.class_a, WEEK)) == 2
    attempt(make_member(units.class_a), at(17))
    with pytest.raises(TooMany):
        attempts_of(units.class_a, WEEK)


def test_the_quickest_time_grows_with_what_there_is_to_read(db):
    short = factories.quiz(factories.question("Một?"))
    long = factories.quiz(factories.question("Một câu hỏi dài hơn nhiều lần với rất nhiều từ phải đọc cho hết?"))
    assert quickest(short) < quickest(long)


def test_signs_count_what_was_looked_at_and_what_was_timed(attempt, people, units, make_member):
    attempt(make_member(units.class_a), at(17), seconds=60)
    attempt(make_member(units.class_a), at(17))
    found = signs_of(units.school, WEEK, people.organizer)
    assert (found.attempts, found.timed) == (2, 1)
    assert (found.fast, found.sequences, found.alike) == ([], [], [])


def test_a_sign_names_only_those_whom_the_user_may_see(attempt, people, units, make_member):
    member = make_member(units.class_a)
    attempt(member, at(17), seconds=0)
    seen = signs_of(units.school, WEEK, people.organizer)
    assert (seen.fast[0].members, set(seen.members)) == ([member.pk], {member.pk})
    move_membership(member.memberships.get(), units.other_class, dt.date(2026, 11, 25))
    gone = signs_of(units.school, WEEK, people.organizer)
    assert (gone.fast[0].members, set(gone.members)) == ([member.pk], set())
