"""Grading a quiz of whichever kinds, by plain values."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts.grading import Asked, Grade, Regraded, counting_try, fraction_of, grade, is_settled
from quizzes.attempts.grading import given as given_in_practice
from quizzes.kinds import kind_named


def choices(**fractions):
    return {
        "text": "<p>Câu</p>",
        "choices": [
            {"id": name, "text": name, "is_right": percent > 0, "percent": str(percent), "feedback": ""}
            for name, percent in fractions.items()
        ],
        "is_shuffled": True,
        "marking": "shares",
    }


ASKED = [
    Asked(1, kind_named("single"), choices(a=100, b=0)),
    Asked(2, kind_named("multiple"), choices(a=100, b=100, c=0)),
    Asked(3, kind_named("single"), choices(a=100, b=50)),
]


def test_each_question_earns_its_fraction_and_the_mark_is_their_sum():
    result = grade(ASKED, {1: ["a"], 2: ["a"], 3: ["b"]})
    assert result.fractions == {1: 1, 2: Fraction(1, 2), 3: Fraction(1, 2)}
    assert (result.right, result.total, result.mark) == (1, 3, 2)
    assert result.score == pytest.approx(66.6667, abs=1e-4)


def test_an_answer_left_out_is_wrong_and_an_unknown_question_counts_for_nothing():
    assert grade(ASKED, {1: ["a"], 2: None, 99: ["a"]}).fractions == {1: 1, 2: 0, 3: 0}


@pytest.mark.parametrize(
    ("fractions", "mark", "passes"),
    [
        ([1, 1, 0], 66, True), ([1, 1, 0], 67, False), ([1, 1, 1, 0, 0], 60, True), ([], 1, False),
        ([Fraction(1, 3)] * 3, 33, True), ([Fraction(1, 3)] * 3, 34, False), ([Fraction(1, 2), 1], 75, True),
    ],
)  # fmt: skip
def test_the_mark_is_compared_exactly(fractions, mark, passes):
    assert Grade(dict(enumerate(map(Fraction, fractions)))).passes(mark) is passes


@given(st.dictionaries(st.integers(1, 3), st.lists(st.sampled_from("abcd"), max_size=3)))
def test_a_mark_never_exceeds_the_number_of_questions(answers):
    result = grade(ASKED, answers)
    assert 0 <= result.right <= result.mark <= result.total
    assert 0 <= result.score <= 100


RULES = {rule: Regraded(rule, kind_named("single"), choices(a=0, b=100, c=50)) for rule in ("corrected", "either")}
RULES["full"] = Regraded("full")


@pytest.mark.parametrize(
    ("rule", "earns"),
    [
        (None, {"a": 1, "b": 0, "c": 0, None: 0}),
        ("corrected", {"a": 0, "b": 1, "c": Fraction(1, 2), None: 0}),
        ("either", {"a": 1, "b": 1, "c": Fraction(1, 2), None: 0}),
        ("full", {"a": 1, "b": 1, "c": 1, None: 1}),
    ],
)
def test_a_corrected_question_is_graded_by_its_rule(rule, earns):
    asked = Asked(1, kind_named("single"), choices(a=100, b=0, c=0), regraded=RULES.get(rule))
    assert {name: fraction_of(asked, [name] if name else None) for name in earns} == earns


class TestPractice:
    """A second try, worth half."""

    ONE = Asked(1, kind_named("single"), choices(a=100, b=0, c=60))

    @pytest.mark.parametrize(
        ("tries", "response", "earns"),
        [
            ([], ["a"], 1), ([["b"]], ["a"], Fraction(1, 2)), ([["b"], ["a"]], ["a"], Fraction(1, 2)), ([["a"]], ["b"], 1),
            ([["c"]], ["a"], Fraction(3, 5)), ([["b"]], ["b"], 0), ([["b"]], None, 0), ([], None, 0), ([["b"], ["c"]], ["a"], Fraction(3, 10)),
        ],
    )  # fmt: skip
    def test_what_was_checked_counts_and_the_second_try_half(self, tries, response, earns):
        assert grade([self.ONE], {1: response}, {1: tries}).fractions == {1: earns}

    @given(st.lists(st.sampled_from([["a"], ["b"], ["c"]]), max_size=4), st.sampled_from([None, ["a"], ["b"], ["c"]]))
    def test_no_number_of_tries_earns_more_than_the_first_alone_or_half_of_the_second(self, tries, response):
        parts = {"a": Fraction(1), "b": Fraction(0), "c": Fraction(3, 5)}
        every = [parts[each[0]] for each in given_in_practice(tries, response) if each]
        expected = max([own / number for number, own in enumerate(every[:2], 1)], default=0)
        assert grade([self.ONE], {1: response}, {1: tries}).fractions[1] == expected <= 1

    @pytest.mark.parametrize(
        ("tries", "settled"), [([], False), ([["b"]], False), ([["c"]], False), ([["a"]], True), ([["b"], ["c"]], True)]
    )
    def test_it_is_settled_once_it_is_right_or_tried_twice(self, tries, settled):
        assert is_settled(self.ONE, tries) is settled

    def test_full_marks_after_a_correction_are_full_whatever_was_tried(self):
        asked = Asked(1, kind_named("single"), choices(a=100, b=0), regraded=Regraded("full"))
        assert grade([asked], {1: None}, {1: [["b"]]}).fractions == {1: 1}

    @pytest.mark.parametrize(
        ("tries", "counts"), [([["a"]], 1), ([["b"], ["a"]], 2), ([["c"], ["a"]], 1), ([["b"], ["b"]], 2), ([["a"], ["b"]], 1)]
    )
    def test_the_try_that_earns_most_is_the_one_that_is_shown(self, tries, counts):
        assert counting_try(self.ONE, tries) == counts

    def test_a_try_that_is_right_after_a_correction_is_settled(self):
        asked = Asked(1, kind_named("single"), choices(a=100, b=0), regraded=RULES["corrected"])
        assert is_settled(asked, [["b"]])
