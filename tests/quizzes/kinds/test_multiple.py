"""Several right choices, every way of choosing, by brute force."""

from fractions import Fraction
from itertools import chain, combinations

import pytest

from quizzes.kinds import kind_named
from tests.quizzes.kinds.written import choice, content, ids

KIND = kind_named("multiple")


@pytest.mark.parametrize(("right", "wrong"), [(1, 1), (2, 1), (2, 3), (3, 2)])
def test_shares_are_right_ones_less_wrong_ones_and_the_whole_is_only_the_right_ones(right, wrong):
    choices = [choice(f"r{n}", True) for n in range(right)] + [choice(f"w{n}") for n in range(wrong)]
    shares = content("multiple", choices=choices, is_shuffled=True, marking="shares")
    whole = content("multiple", choices=choices, is_shuffled=True, marking="whole")
    places = range(right + wrong)
    for chosen in chain.from_iterable(combinations(places, size) for size in range(right + wrong + 1)):
        good, bad = sum(place < right for place in chosen), sum(place >= right for place in chosen)
        wanted = max(Fraction(0), Fraction(good, right) - Fraction(bad, wrong))
        assert KIND.fraction(shares, [ids(shares["choices"])[place] for place in chosen]) == wanted
        is_all = (good, bad) == (right, 0)
        assert KIND.fraction(whole, [ids(whole["choices"])[place] for place in chosen]) == is_all
