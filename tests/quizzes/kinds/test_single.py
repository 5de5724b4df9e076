"""One right choice of several, for every number of choices."""

from fractions import Fraction

import pytest

from quizzes.kinds import kind_named
from tests.quizzes.kinds.written import TURN, choice, content, ids

KIND = kind_named("single")


@pytest.mark.parametrize("number", range(2, 13))
def test_exactly_one_choice_earns_all_and_blind_guessing_its_share(number):
    made = content("single", choices=[choice(str(n), n == 1) for n in range(number)], is_shuffled=True)
    marks = [KIND.fraction(made, [own]) for own in ids(made["choices"])]
    assert marks == [0, 1, *[0] * (number - 2)]
    assert KIND.guess(made) == Fraction(1, number)


def test_of_two_that_were_sent_one_is_shown_and_none_counts():
    made = content("single", choices=[choice("a", True), choice("b")], is_shuffled=False)
    both = ids(made["choices"])
    assert [each["is_chosen"] for each in KIND.shown(made, TURN, both, revealed=False)["choices"]] == [True, False]
    assert KIND.classify(made, both) == {"": ""}
