"""What changed from one period to the next, among units below."""

from hypothesis import given
from hypothesis import strategies as st

from participation.rules.comparison import TOP_N, movements_of

# (unit, roster, people before, people now)
units = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), st.integers(0, 9)), max_size=12).map(
    lambda rows: [(f"Đơn vị {n}", *row) for n, row in enumerate(rows)]
)


@given(units)
def test_nobody_who_is_named_changed_less_than_one_who_is_not(rows):
    found = movements_of(rows, 0, 0)
    differences = {unit: now - before for unit, _roster, before, now in rows}
    assert all(each.people == differences[each.unit] > 0 for each in found.rose)
    assert all(each.fewer == -differences[each.unit] > 0 for each in found.fell)
    rising = sorted((n for n in differences.values() if n > 0), reverse=True)
    assert [each.people for each in found.rose] == rising[:TOP_N]
    falling = sorted(n for n in differences.values() if n < 0)
    assert [each.people for each in found.fell] == falling[:TOP_N]


def test_silence_is_told_of_those_who_spoke_before_and_counted_of_those_who_have_anybody():
    rows = [("a", 10, 4, 0), ("b", 10, 0, 0), ("c", 0, 0, 0), ("d", 10, 1, 2)]
    found = movements_of(rows, 28, 30)
    assert (found.fell_silent, found.silent, found.roster) == (["a"], 2, 2)


def test_when_nothing_changed_there_is_nothing_to_tell():
    assert not movements_of([("a", 10, 4, 4)], 10, 10)


def test_who_did_not_change_is_named_among_nobody():
    found = movements_of([("a", 10, 4, 4), ("b", 10, 1, 2), ("c", 10, 2, 1)], 10, 10)
    assert [each.unit for each in (*found.rose, *found.fell)] == ["b", "c"]


def test_any_one_thing_that_moved_is_something_to_tell():
    assert movements_of([("a", 10, 4, 4)], 10, 11)
    assert movements_of([("a", 10, 4, 5)], 10, 10)
    assert movements_of([("a", 10, 5, 4)], 10, 10)
    assert movements_of([("a", 10, 0, 0)], 10, 10)


def test_a_roster_that_shrank_is_told_as_so_many_fewer():
    assert movements_of([], 12, 10).fewer == 2
