"""What all formats share: plain text, numbers, and the weights of choices."""

import pytest

from quizzes.formats.questions_of_files import is_plain, number_of, weigh


def test_plain_is_what_has_only_words():
    assert [is_plain(text) for text in ("", "<p>a &amp; b</p>", "<p>a</p><p>b</p>", "<p><b>a</b></p>")] == [
        True,
        True,
        False,
        False,
    ]


def test_numbers_have_no_needless_digits():
    assert [number_of(number) for number in (100, 33.333333, -50, 0.5, 0)] == ["100", "33.33333", "-50", "0.5", "0"]


@pytest.mark.parametrize(
    ("weights", "marking", "percents", "costs_more"),
    [
        ([50, 50, -50, -50], "shares", [None] * 4, False), ([50, 50, 0, 0], "shares", [None] * 4, True),
        ([60, 40, -100], "own", ["60", "40", "-100"], False), ([60, 40, 0, 0], "own", ["60", "40", "-50", "-50"], True),
        ([50, 50], "shares", [None] * 2, False), ([50, 50, -100, -100], "own", ["50", "50", "-100", "-100"], False),
    ],
)  # fmt: skip
def test_weights_alike_are_shares_and_choosing_all_never_wins(weights, marking, percents, costs_more):
    weighed = weigh(weights)
    assert (weighed.marking, weighed.percents, weighed.costs_more) == (marking, percents, costs_more)
    assert weighed.right == [weight > 0 for weight in weights]
