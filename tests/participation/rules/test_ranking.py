"""Standings: places by rate and by number, ties, small units, targets."""

from hypothesis import given
from hypothesis import strategies as st

from participation.rules.ranking import SMALL_ROSTER, RankedUnit, Targets, ranked, targets_for

rows = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 90)), max_size=12).map(
    lambda found: [RankedUnit(n, roster, min(people, turns), turns) for n, (roster, people, turns) in enumerate(found)]
)


@given(rows)
def test_a_place_is_one_more_than_the_number_of_units_that_are_better(found):
    placed = ranked(found)
    assert sorted(row.unit for row in placed) == [row.unit for row in found]
    compared = [row for row in found if row.roster >= SMALL_ROSTER]
    for row in placed:
        better = sum(other.people / other.roster > row.people / row.roster for other in compared) if row.roster else 0
        assert row.rank_by_rate == (better + 1 if row.roster >= SMALL_ROSTER and row.people else None)
        assert row.rank_by_people == (sum(other.people > row.people for other in found) + 1 if row.people else None)


@given(rows)
def test_they_stand_by_rate_and_small_units_last(found):
    places = [row.rank_by_rate for row in ranked(found)]
    ranked_places = [place for place in places if place]
    assert ranked_places == sorted(ranked_places)
    assert places == ranked_places + [None] * (len(places) - len(ranked_places))


def test_equal_rates_share_a_place_and_the_next_is_left_out():
    placed = ranked([RankedUnit("a", 20, 10, 10), RankedUnit("b", 40, 20, 30), RankedUnit("c", 20, 5, 5)])
    assert [(row.unit, row.rank_by_rate, row.rank_by_people) for row in placed] == [("b", 1, 1), ("a", 1, 2), ("c", 3, 3)]


def test_targets_follow_from_the_roster_and_are_rounded_up():
    assert targets_for(41, 60, 150) == Targets(25, 62)
    assert targets_for(0, 60, 150) == Targets()
    assert targets_for(41, None, None) == Targets()
    row = RankedUnit("a", 41, 50, 31, targets_for(41, 60, 50))
    assert (row.of_people_target, row.of_turns_target) == (2.0, 31 / 21)
