"""One turn: its marks and its order."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds.turn import LENGTH_OF_MARK, Turn

IDS = ["a", "b", "c", "d"]


@given(st.uuids())
def test_an_order_holds_each_once_whatever_it_was_given_in(key):
    turn = Turn(str(key))
    assert sorted(turn.shuffled(IDS)) == IDS
    assert turn.shuffled(IDS) == turn.shuffled(reversed(IDS))


def test_each_comes_first_about_as_often():
    firsts = Counter(Turn(str(number)).shuffled(IDS)[0] for number in range(400))
    assert min(firsts.values()) > 60


def test_marks_are_short_apart_and_found_again():
    turn = Turn("key")
    marks = [turn.mark(each) for each in IDS]
    assert {len(mark) for mark in marks} == {LENGTH_OF_MARK}
    assert dict(turn.by_mark(IDS)) == dict(zip(marks, IDS, strict=True))


def test_the_order_tells_nothing_about_the_marks():
    alike = sum(Turn(str(n)).shuffled(IDS) == sorted(IDS, key=Turn(str(n)).mark) for n in range(240))
    assert alike < 40
