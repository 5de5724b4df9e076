"""Things put into their order."""

from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import kind_named
from tests.quizzes.kinds.written import TURN, content, ids, read

KIND = kind_named("ordering")


def asked(*texts, marking="pairs", **fields):
    return content("ordering", items=[{"text": f"<p>{text}</p>"} for text in texts], marking=marking, **fields)


STEPS = asked("Mở trang", "Đăng nhập", "Điền tờ khai", "Nộp")


def placed(*places, made=STEPS):
    return dict(zip(ids(made["items"]), places, strict=True))


@pytest.mark.parametrize(
    ("places", "fraction"),
    [
        ((1, 2, 3, 4), 1), ((2, 3, 4, 1), Fraction(2, 3)), ((2, 1, 4, 3), 0), ((1, 2, 4, 3), Fraction(1, 3)),
        ((4, 3, 2, 1), 0), ((1, 1, 2, 3), Fraction(1, 3)), ((1, 1, 1, 1), 0),
    ],
)  # fmt: skip
def test_those_that_stand_right_behind_one_another_count(places, fraction):
    assert KIND.fraction(STEPS, placed(*places)) == fraction


def test_as_a_whole_only_the_right_order_counts():
    made = asked("a", "b", "c", marking="whole")
    right = [KIND.fraction(made, placed(*places, made=made)) for places in permutations((1, 2, 3))]
    assert right == [1, 0, 0, 0, 0, 0]
    assert KIND.guess(made) == Fraction(1, 6)


def test_blind_guessing_earns_what_all_orders_earn_on_the_average():
    orders = list(permutations(range(1, 5)))
    mean = sum(KIND.fraction(STEPS, placed(*places)) for places in orders) / len(orders)
    assert KIND.guess(STEPS) == mean


@given(st.permutations(range(1, 5)))
def test_a_mark_is_the_share_of_pairs_by_brute_force(places):
    order = sorted(range(4), key=lambda item: places[item])
    together = sum((a, b) in pairwise(order) for a, b in ((0, 1), (1, 2), (2, 3)))
    assert KIND.fraction(STEPS, placed(*places)) == Fraction(together, 3)


def test_a_form_gives_each_a_place():
    first, second, *_ = ids(STEPS["items"])
    sent = {TURN.mark(first): ["2"], TURN.mark(second): ["9"]}
    assert read("ordering", STEPS, sent) == {first: 2}
    assert read("ordering", STEPS, {TURN.mark(first): ["-1"]}) is None
    assert not KIND.is_complete(STEPS, {first: 2})
    assert not KIND.is_complete(STEPS, placed(1, 1, 2, 3)), "each has a place of its own"
    assert KIND.is_complete(STEPS, placed(4, 3, 2, 1))
    assert KIND.fraction(STEPS, None) == 0


def test_they_are_shown_shuffled_and_afterwards_as_they_were_put():
    shown = KIND.shown(STEPS, TURN, None, revealed=False)
    assert sorted(row["text"] for row in shown["rows"]) == ["Mở trang", "Nộp", "Điền tờ khai", "Đăng nhập"]
    assert not any(own in repr(shown) for own in ids(STEPS["items"]))
    rows = KIND.shown(STEPS, TURN, placed(2, 1, 3, 4), revealed=True)["rows"]
    assert [(row["text"], row["is_right"], row["wanted"]) for row in rows] == [
        ("Đăng nhập", False, 2), ("Mở trang", False, 1), ("Điền tờ khai", True, 3), ("Nộp", True, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("made", "told"),
    [(asked("a", "b"), "ít nhất 3 việc"), (asked("a", "", "c"), "để trống"), (asked("a", "a", "c"), "hai việc giống nhau")],
)
def test_what_cannot_be_asked_is_told(made, told):
    assert any(told in problem for problem in KIND.problems(made))
    assert KIND.problems(STEPS) == []


def test_each_thing_is_a_part_with_the_places_as_classes():
    first = ids(STEPS["items"])[0]
    assert [(each.id, each.fraction) for each in KIND.classes(STEPS)[first]] == [("1", 1), ("2", 0), ("3", 0), ("4", 0)]
    assert KIND.classify(STEPS, placed(2, 1, 3, 4))[first] == "2"
    assert KIND.words(STEPS) == "Hỏi gì? Mở trang Đăng nhập Điền tờ khai Nộp"


def test_two_at_one_place_are_told_before_they_are_graded():
    assert KIND.shown(STEPS, TURN, placed(1, 1, 2, 2), revealed=False)["doubled"] == [1, 2]
    assert KIND.shown(STEPS, TURN, placed(1, 2, 3, 4), revealed=False)["doubled"] == []
    assert KIND.shown(STEPS, TURN, None, revealed=False)["doubled"] == []
