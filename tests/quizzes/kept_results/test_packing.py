"""Attempts packed into a text and taken out again."""

import json

from hypothesis import given
from hypothesis import strategies as st

from quizzes.kept_results.packing import FIRST, MOST_CLASSES, Layout, Taken, pack, unpack

fractions = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 2 / 3, 1.0]) | st.floats(0, 1)


@st.composite
def layouts(draw):
    number = draw(st.integers(0, 4))
    ids = draw(st.lists(st.integers(1, 10**9), min_size=number, max_size=number, unique=True))
    marks = draw(st.lists(st.floats(0.01, 100), min_size=number, max_size=number))
    parts = draw(st.lists(st.integers(1, 5), min_size=number, max_size=number))
    return Layout(tuple(ids), tuple(marks), tuple(parts))


@st.composite
def attempts(draw):
    layout = draw(layouts())
    classes = [tuple(draw(st.integers(0, FIRST + MOST_CLASSES - 1)) for _ in range(length)) for length in layout.parts]
    earned = tuple(draw(fractions) for _ in layout.versions)
    numbers = [draw(st.integers(0, 10**9)) for _ in range(3)]
    return Taken(*numbers, layout, earned, tuple(classes))


@given(st.lists(attempts(), max_size=8))
def test_whatever_is_packed_comes_back(some):
    assert unpack(pack(some)) == some


def test_the_mark_and_the_score_are_those_of_the_marks():
    taken = Taken(1, 2, 3, Layout((7, 8), (3.0, 1.0), (1, 1)), (0.5, 1.0), ((2,), (3,)))
    assert (taken.mark, taken.score) == (2.5, 62.5)
    assert Taken(1, 2, 3, Layout((), (), ()), (), ()).score == 0


def test_an_attempt_of_a_class_takes_few_letters():
    layout = Layout(tuple(range(1000, 1010)), (1.0,) * 10, (1,) * 10)
    some = [Taken(10**6 + n, 10**5 + n, 29_000_000 + n, layout, (1.0, 0.0) * 5, ((2,), (3,)) * 5) for n in range(100)]
    packed = pack(some)
    assert len(packed) / 100 < 70
    assert len(json.loads(packed)["layouts"]) == 1
