"""The model by which the signs of hollow participation are judged: what it makes up is what it says."""

import random

import pytest

from bench.hollow_signs import CLASS, KINDS, QUESTIONS, answers, honest_seconds, school_class
from quizzes.integrity.signs import sequences

EASY = [0.7] * QUESTIONS


def made(kind, seed=7):
    return school_class(random.Random(seed), kind, 3, EASY)


@pytest.mark.parametrize("kind", KINDS)
def test_a_class_answers_once_each(kind):
    found = made(kind)
    assert len({each.member for each in found}) == len(found) == CLASS
    assert {len(each.pattern) for each in found} == {QUESTIONS}


@pytest.mark.parametrize(("kind", "devices"), [("honest", CLASS), ("shared", 1), ("hollow", 1), ("five", CLASS - 5 + 1)])
def test_phones_are_their_own_or_one_goes_around(kind, devices):
    assert len({each.device for each in made(kind)}) == devices


def test_one_who_taps_for_all_taps_the_same_with_two_mistakes_at_least():
    found = made("hollow")
    assert len({each.pattern for each in found}) == 1
    assert {each.wrong >= 2 for each in found} == {True}
    assert all(5 <= each.seconds <= 15 for each in found)


def test_practised_readers_are_quicker_than_others():
    chance = random.Random(1)
    first = sorted(honest_seconds(chance) for _ in range(300))
    again = sorted(honest_seconds(chance, practised=True) for _ in range(300))
    assert again[150] < first[150]


def test_an_easy_question_is_answered_right():
    pattern, wrong = answers(random.Random(1), [1.0] * QUESTIONS)
    assert wrong == 0
    assert pattern == {(question, 0) for question in range(QUESTIONS)}


def test_hollow_classes_are_seen_and_honest_ones_are_not():
    assert sequences(made("hollow"))
    assert not sequences(made("honest"))
