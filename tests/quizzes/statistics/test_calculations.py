"""Classical figures of a test, against numpy and against tables worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.statistics.calculations import of_places, of_question, of_quiz

# Five attempts at three places of 1, 1 and 2 marks; the figures below were worked out on paper.
TABLE = [[1, 1, 2], [1, 0, 2], [1, 1, 1], [0, 0, 1], [0, 1, 0]]
MOST = [1, 1, 2]


def test_a_table_worked_out_by_hand():
    quiz = of_quiz(TABLE, 3)
    # Whole marks 4, 3, 3, 1, 1.
    assert (quiz.number, quiz.mean, quiz.median) == (5, pytest.approx(2.4), 3)
    assert quiz.deviation == pytest.approx(1.3416407865)  # sqrt(7.2 / 4)
    # Variances 0.3, 0.3 and 0.7 of 1.8: 3/2 * (1 - 1.3/1.8).
    assert quiz.consistency == pytest.approx(41.6666666667)
    assert quiz.error_ratio == pytest.approx(76.3762615826)
    assert quiz.standard_error == pytest.approx(1.0246950766)
    first, second, third = of_places(TABLE, MOST)
    assert [figures.facility for figures in (first, second, third)] == pytest.approx([60, 60, 60])
    assert [figures.intended_weight for figures in (first, second, third)] == [25, 25, 50]
    # The others of the first: 3, 2, 2, 1, 1; covariance 1.6 / 4, variances 0.3 and 0.7.
    assert first.discrimination == pytest.approx(100 * 0.4 / (0.3 * 0.7) ** 0.5)
    # Sorted 0 0 1 1 1 beside 1 1 2 2 3: covariance 0.4 as well, the largest there can be.
    assert first.efficiency == pytest.approx(100)
    assert sum(figures.effective_weight for figures in (first, second, third)) == pytest.approx(100)


MARKS = st.lists(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=4, max_size=4), min_size=4, max_size=40)


def varied(table):
    """Whether each place and each rest has a spread that is no rounding."""
    marks = np.array(table)
    rest = marks.sum(axis=1, keepdims=True) - marks
    return marks.var(axis=0).min() > 0.001 and rest.var(axis=0).min() > 0.001 and marks.sum(axis=1).var() > 0.001


@given(MARKS.filter(varied))
def test_questions_are_as_numpy_says(table):
    marks, most = np.array(table), [1.0] * 4
    whole = marks.sum(axis=1)
    with_whole = [np.cov(marks[:, place], whole)[0, 1] for place in range(4)]
    weights = sum(each**0.5 for each in with_whole if each >= 0)
    for place, figures in enumerate(of_places(table, most)):
        own = marks[:, place]
        rest = whole - own
        assert figures.number == len(table)
        assert figures.facility == pytest.approx(100 * own.mean())
        assert figures.deviation == pytest.approx(100 * own.std(ddof=1))
        assert figures.discrimination == pytest.approx(100 * np.corrcoef(own, rest)[0, 1], abs=1e-9)
        largest = np.cov(np.sort(own), np.sort(rest))[0, 1]
        assert figures.efficiency == pytest.approx(100 * np.cov(own, rest)[0, 1] / largest, abs=1e-9)
        if with_whole[place] > 1e-9:
            assert figures.effective_weight == pytest.approx(100 * with_whole[place] ** 0.5 / weights)
        elif with_whole[place] < -1e-9:
            assert (figures.effective_weight, figures.is_against) == (None, True)


@given(MARKS.filter(varied))
def test_the_quiz_is_as_numpy_says(table):
    marks = np.array(table)
    whole, n = marks.sum(axis=1), len(table)
    quiz = of_quiz(table, 4)
    assert (quiz.mean, quiz.median) == (pytest.approx(whole.mean()), pytest.approx(np.median(whole)))
    assert quiz.deviation == pytest.approx(whole.std(ddof=1))
    z = (whole - whole.mean()) / whole.std()
    # Joanes and Gill (1998): G1 and G2.
    assert quiz.skewness == pytest.approx((n * (n - 1)) ** 0.5 / (n - 2) * (z**3).mean(), abs=1e-9)
    g2 = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * ((z**4).mean() - 3) + 6)
    assert quiz.kurtosis == pytest.approx(g2, abs=1e-9)
    alpha = 4 / 3 * (1 - marks.var(axis=0, ddof=1).sum() / whole.var(ddof=1))
    assert quiz.consistency == pytest.approx(100 * alpha, abs=1e-9)
    assert quiz.error_ratio == pytest.approx(100 * max(0.0, 1 - alpha) ** 0.5, abs=1e-6)


def test_a_question_drawn_at_random_is_held_against_the_whole():
    marks, wholes = [1, 0, 1, 0], [4, 1, 3, 2]
    figures = of_question(marks, wholes, 1)
    assert figures.discrimination == pytest.approx(100 * np.corrcoef(marks, wholes)[0, 1])
    assert (figures.facility, figures.intended_weight, figures.effective_weight) == (50, None, None)


@pytest.mark.parametrize(("rows", "told"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
def test_few_attempts_tell_what_they_can(rows, told):
    table = [[0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]][:rows]
    quiz = of_quiz(table, 2)
    values = [quiz.mean, quiz.deviation, quiz.skewness, quiz.kurtosis]
    assert [value is not None for value in values] == [told >= 1, told >= 2, told >= 3, told >= 4]
    (first, _second) = of_places(table, [1, 1])
    assert (first.number, first.facility is None, first.deviation is None) == (rows, rows < 1, rows < 2)


def test_where_all_are_alike_nothing_is_divided_by_nothing():
    figures = of_places([[1, 0.1]] * 5, [1, 1])[0]
    assert (figures.discrimination, figures.efficiency, figures.deviation) == (None, None, 0)
    quiz = of_quiz([[1, 0.1]] * 5, 2)
    assert (quiz.skewness, quiz.kurtosis, quiz.consistency, quiz.standard_error) == (None, None, None, None)
