"""Figures as they are written in Vietnam."""

from fractions import Fraction

from quizzes.templatetags.quiz_figures import digits, length_of_time, of_ten, of_whole, per_cent, plain, short


def test_figures_have_a_comma_and_a_dash_where_there_are_none():
    assert [digits(value) for value in (None, 66.6667, 0, -3.5)] == ["–", "66,67", "0,00", "-3,50"]
    assert [of_ten(value) for value in (None, 100, Fraction(250, 3), 0)] == ["–", "10", "8,33", "0"]
    assert [plain(value) for value in (40.0, 12.5)] == ["40", "12.5"]


def test_parts_and_times_are_short():
    assert [per_cent(value) for value in (None, Fraction(200, 3), 50, 0)] == ["–", "66,7%", "50%", "0%"]
    assert [of_whole(value) for value in ("2/3", Fraction(1), "0")] == ["66,7%", "100%", "0%"]
    assert [short(value) for value in (Fraction(3, 2), 2, 0, Fraction(1, 3))] == ["1,5", "2", "0", "0,33"]
    assert [length_of_time(value) for value in (0, 59, 60, 200)] == ["0 giây", "59 giây", "1 phút", "3 phút 20 giây"]
