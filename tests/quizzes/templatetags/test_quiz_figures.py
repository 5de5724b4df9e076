"""Figures as they are written in Vietnam."""

from fractions import Fraction

from quizzes.templatetags.quiz_figures import digits, of_ten, plain


def test_figures_have_a_comma_and_a_dash_where_there_are_none():
    assert [digits(value) for value in (None, 66.6667, 0, -3.5)] == ["–", "66,67", "0,00", "-3,50"]
    assert [of_ten(value) for value in (None, 100, Fraction(250, 3), 0)] == ["–", "10", "8,33", "0"]
    assert [plain(value) for value in (40.0, 12.5)] == ["40", "12.5"]
