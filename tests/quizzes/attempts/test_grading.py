import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts.grading import AnswerKey, Grade, grade, is_right

KEYS = [AnswerKey(1, frozenset({10})), AnswerKey(2, frozenset({20, 21})), AnswerKey(3, frozenset({30}))]


def test_a_question_is_right_only_when_exactly_the_right_choices_are_chosen():
    assert is_right([20, 21], {21, 20})
    assert not is_right([20], {20, 21})
    assert not is_right([20, 21, 22], {20, 21})
    assert not is_right([], {10})


def test_an_answer_left_out_is_wrong_and_an_unknown_question_counts_for_nothing():
    assert grade(KEYS, {1: [10], 99: [1]}).outcomes == {1: True, 2: False, 3: False}


@pytest.mark.parametrize(
    ("right", "total", "mark", "passes"), [(2, 3, 66, True), (2, 3, 67, False), (3, 5, 60, True), (0, 0, 1, False)]
)
def test_the_mark_is_compared_in_whole_numbers(right, total, mark, passes):
    assert Grade(right, total, {}).passes(mark) is passes


@given(st.dictionaries(st.integers(1, 3), st.lists(st.sampled_from([10, 20, 21, 30]), max_size=3)))
def test_a_grade_is_the_number_of_right_questions(answers):
    result = grade(KEYS, answers)
    assert result.right == sum(set(answers.get(key.question, [])) == key.right for key in KEYS)
    assert 0 <= result.score <= 100
