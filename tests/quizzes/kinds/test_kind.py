"""Fractions, as every kind gives them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import kind_named
from quizzes.kinds.kind import ALL, NOTHING, bounded, of_percent
from tests.quizzes.kinds.written import content


@given(st.fractions(-3, 1))
def test_no_fraction_is_below_nothing_or_above_all(fraction):
    assert NOTHING <= bounded(fraction) <= ALL


@pytest.mark.parametrize("parts", [3, 6, 7, 9, 11])
def test_rounded_parts_of_a_whole_are_the_whole(parts):
    assert bounded(sum(of_percent(f"{100 / parts:.5f}") for _ in range(parts))) == ALL


def test_per_cents_are_exact():
    assert (of_percent("33.33333"), of_percent(-50)) == (Fraction(3333333, 10**7), Fraction(-1, 2))


def test_the_template_is_named_after_the_kind_and_words_begin_with_what_is_asked():
    assert kind_named("ordering").template == "quizzes/kinds/ordering.html"
    assert kind_named("true_false").words(content("true_false")).startswith("Hỏi gì?")
