"""The places of two records put together, against asking day by day."""

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from rosters.people.merged_memberships import Place, together

BEGIN = dt.date(2026, 9, 1)
LENGTH = 14


def day(number):
    return BEGIN + dt.timedelta(days=number)


@st.composite
def records(draw, first_pk):
    """The places of one record: in order, without overlap, the last perhaps still open."""
    bounds = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=6)))
    places = [
        Place(first_pk + n, draw(st.integers(1, 3)), day(start), day(end), "left")
        for n, (start, end) in enumerate(zip(bounds[::2], bounds[1::2], strict=False))
    ]
    if len(bounds) % 2:
        places.append(Place(first_pk + 9, draw(st.integers(1, 3)), day(bounds[-1])))
    return places


def holding(places, on):
    return [place for place in places if place.start <= on and (place.end is None or place.end > on)]


@given(records(10), records(20))
def test_on_every_day_the_place_that_began_later_holds(survivor, other):
    pieces = together(survivor, other, "moved")
    for number in range(LENGTH + 2):
        on = day(number)
        said = [*holding(other, on), *holding(survivor, on)]
        wanted = max(said, key=lambda place: place.start).unit if said else None
        if len(said) == 2 and said[0].start == said[1].start:
            wanted = said[1].unit
        assert [place.unit for place in holding(pieces, on)] == ([wanted] if said else [])


@given(records(10), records(20))
def test_places_come_from_one_record_or_the_other_and_say_why_they_ended(survivor, other):
    pieces = together(survivor, other, "moved")
    assert {piece.pk for piece in pieces} <= {place.pk for place in [*survivor, *other]}
    assert all(piece.reason in ("left", "moved") if piece.end else piece.reason == "" for piece in pieces)
    assert all(a.end and a.end <= b.start for a, b in itertools.pairwise(pieces))


def test_nothing_changes_for_a_record_alone():
    places = [Place(1, 7, day(0), day(5), "moved"), Place(2, 8, day(5))]
    assert together(places, [], "moved") == places


def test_a_newer_class_list_wins_and_the_older_class_was_a_move():
    assert together([Place(1, 7, day(0))], [Place(2, 8, day(5))], "moved") == [
        Place(1, 7, day(0), day(5), "moved"),
        Place(2, 8, day(5)),
    ]
