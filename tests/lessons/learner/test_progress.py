from hypothesis import given
from hypothesis import strategies as st

from lessons.learner.progress import first_open_step, minutes_left


@given(st.lists(st.text(min_size=1, max_size=3), unique=True, max_size=6), st.sets(st.text(max_size=3)))
def test_the_place_is_the_first_step_that_is_not_done(ids, done):
    place = first_open_step(ids, done)
    if place is None:
        assert set(ids) <= done
    else:
        assert ids[place - 1] not in done
        assert set(ids[: place - 1]) <= done


def test_minutes_left_shrink_and_never_reach_nothing():
    assert [minutes_left(6, 3, done) for done in range(4)] == [6, 4, 2, 1]
    assert minutes_left(6, 0, 0) == 6
