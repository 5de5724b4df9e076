"""Signs of hollow participation: what is seen, and what is not taken for one."""

import datetime as dt
from dataclasses import replace
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.integrity.signs import Answered, alike, at_least, fast, quickest_seconds, sequences

MORNING = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


def answered(member, seconds=60, *, unit=1, at=0, device="", choices=(1, 2, 3), wrong=0, first=True):
    pattern = frozenset(enumerate(choices))
    return Answered(member, unit, 1, MORNING + dt.timedelta(seconds=at), seconds, device, pattern, wrong, first)


def test_the_least_time_follows_from_what_there_is_to_read():
    assert quickest_seconds(["một hai ba bốn năm sáu bảy tám chín mười"] * 3) == 3 * (1 + 1)
    assert quickest_seconds([]) == 0


def test_only_a_first_attempt_whose_time_is_known_can_be_too_fast():
    attempts = [answered(1, 5), answered(2, 30), answered(3, 5, first=False), answered(4, None), answered(5, 5, unit=2)]
    found = fast(attempts, {1: 20})
    assert [(row.unit, row.members, row.of) for row in found] == [(2, [5], 1), (1, [1], 2)]
    assert fast(attempts, {}) == []


def test_somebody_fast_in_two_quizzes_is_one_of_one_and_not_of_two():
    twice = [answered(1, 5), replace(answered(1, 5), quiz=2)]
    (found,) = fast(twice, {1: 20, 2: 20})
    assert (found.members, found.of) == ([1], 1)


def test_a_question_that_stands_in_two_quizzes_makes_no_honest_class_look_alike():
    school = [answered(1000 + n, unit=2, choices=different(n), wrong=3) for n in range(400)]
    own = [replace(answered(n, choices=different(n % 20), wrong=3), quiz=2) for n in range(40)]
    assert alike(school + own) == []


def test_the_chance_of_a_large_group_is_a_number_too():
    assert at_least(600, 1200, 0.5) == pytest.approx(0.5115, abs=0.001)
    assert at_least(1200, 1200, 0.01) == 0.0


def test_five_on_one_device_one_after_the_other_are_a_sequence():
    run = [answered(member, at=40 * member, device="x") for member in range(5)]
    (found,) = sequences(run)
    assert found.members == [0, 1, 2, 3, 4]
    assert (found.last - found.first).seconds == 160
    # Four are none, nor five with a longer wait between them, nor one who tries five times, nor five devices.
    assert sequences(run[:4]) == []
    assert sequences([answered(member, at=100 * member, device="x") for member in range(5)]) == []
    assert sequences([answered(1, at=40 * n, device="x") for n in range(5)]) == []
    assert sequences([answered(member, at=40 * member, device=str(member)) for member in range(5)]) == []
    assert sequences([answered(member, at=40 * member) for member in range(5)]) == []


def different(member):
    """Answers that hardly two have in common."""
    return tuple(member // 3**place % 3 for place in range(5))


def test_the_same_wrong_answers_of_many_are_seen_and_all_right_ones_are_not():
    crowd = [answered(member, choices=different(member), wrong=3) for member in range(30)]
    same = [answered(100 + n, choices=(2, 2, 2, 2, 1), wrong=2) for n in range(6)]
    (found,) = alike(crowd + same)
    assert found.members == [100, 101, 102, 103, 104, 105]
    assert (found.wrong, found.chance < 0.001) == (2, True)
    assert alike(crowd + [answered(100 + n, choices=(2, 2, 2, 2, 1), wrong=0) for n in range(6)]) == []
    assert alike(crowd + same[:3]) == []


def test_the_same_answers_are_no_sign_where_nearly_everybody_gives_them():
    assert alike([answered(n, choices=(1, 1, 1, 0, 0), wrong=2) for n in range(30)]) == []


@given(st.integers(0, 12), st.integers(0, 12), st.floats(0, 1))
def test_a_chance_is_the_sum_over_all_outcomes(number, of, likely):
    expected = sum(comb(of, n) * likely**n * (1 - likely) ** (of - n) for n in range(of + 1) if n >= number)
    assert at_least(number, of, likely) == pytest.approx(expected, abs=1e-9)


def test_exactly_the_least_time_is_not_too_fast():
    assert fast([answered(1, 20)], {1: 20}) == []
    assert fast([answered(1, 19)], {1: 20})[0].members == [1]


def test_a_wait_of_exactly_the_gap_keeps_a_sequence_together():
    assert sequences([answered(member, at=90 * member, device="x") for member in range(5)])[0].members == [0, 1, 2, 3, 4]
    assert sequences([answered(member, at=91 * member, device="x") for member in range(5)]) == []


def test_a_sequence_names_every_class_it_went_through_once():
    run = [answered(member, at=40 * member, device="x", unit=member % 2 + 1) for member in range(6)]
    (found,) = sequences(run)
    assert found.units == [1, 2]


def test_the_longest_sequence_comes_first_and_then_the_earliest():
    def run(device, members, at):
        return [answered(100 * at + n, at=at + 10 * n, device=device) for n in range(members)]

    found = sequences([*run("a", 5, 5000), *run("b", 7, 9000), *run("c", 5, 1000)])
    assert [(len(row.members), (row.first - MORNING).seconds) for row in found] == [(7, 9000), (5, 1000), (5, 5000)]


def test_a_second_attempt_and_an_empty_one_are_like_nobodys():
    crowd = [answered(member, choices=different(member), wrong=3) for member in range(30)]
    again = [answered(100 + n, choices=(2, 2, 2, 2, 1), wrong=2, first=False) for n in range(6)]
    empty = [answered(200 + n, choices=(), wrong=3) for n in range(6)]
    assert alike([*crowd, *again, *empty]) == []


def test_just_as_many_as_it_takes_are_seen_with_their_class_and_quiz():
    crowd = [answered(member, choices=different(member), wrong=3) for member in range(60)]
    (found,) = alike([*crowd, *(answered(100 + n, choices=(2, 2, 2, 2, 1), wrong=2) for n in range(4))])
    assert (found.unit, found.quiz, found.members) == (1, 1, [100, 101, 102, 103])
    assert 0 < found.chance < 0.001


def test_groups_alike_stand_by_size_and_then_by_unit_and_quiz():
    crowd = [
        replace(answered(member, unit=9, choices=different(member), wrong=3), quiz=quiz)
        for member in range(60)
        for quiz in (1, 2)
    ]

    def same(unit, quiz, members):
        each = [answered(1000 * unit + 100 * quiz + n, unit=unit, choices=(2, 2, 2, 2, 1), wrong=2) for n in range(members)]
        return [replace(one, quiz=quiz) for one in each]

    found = alike([*crowd, *same(3, 2, 4), *same(3, 1, 4), *same(2, 2, 4), *same(4, 1, 6)])
    assert [(row.unit, row.quiz, len(row.members)) for row in found] == [(4, 1, 6), (2, 2, 4), (3, 1, 4), (3, 2, 4)]


def test_the_chance_of_a_pattern_is_that_of_its_choices_together_times_the_patterns_tried():
    crowd = [answered(member, unit=2, choices=different(member), wrong=3) for member in range(40)]
    odd = [answered(100 + n, choices=different(n), wrong=3) for n in (1, 5)]
    same = [answered(200 + n, choices=(2, 2, 2, 2, 1), wrong=2) for n in range(4)]
    everybody = [*crowd, *odd, *same]
    likely = 1.0
    for choice in enumerate((2, 2, 2, 2, 1)):
        likely *= (sum(choice in each.pattern for each in everybody) + 1) / (len(everybody) + 2)
    by_hand = sum(comb(6, n) * likely**n * (1 - likely) ** (6 - n) for n in range(4, 7)) * 3
    (found,) = alike(everybody)
    assert found.chance == pytest.approx(by_hand)
