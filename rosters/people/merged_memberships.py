"""The places of two records of one person put together. Pure functions on days."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """A stay in a unit of one tree, from a day on and up to a day (not included), or still.

    `pk` is the membership it comes from, and `reason` why that ended.
    """

    pk: int
    unit: int
    start: dt.date
    end: dt.date | None = None
    reason: str = ""


def together(survivor: Iterable[Place], other: Iterable[Place], moved: str) -> list[Place]:
    """The places, in order and without overlap, of a person who has two records in one tree.

    On a day on which both say something, the place that began later holds, as it does when somebody is moved; of two
    that began on the same day the kept record's. A place that is cut short ends for the reason `moved`.
    """
    ranked = [(place.start, 1, place) for place in survivor] + [(place.start, 0, place) for place in other]
    places = [place for *_order, place in sorted(ranked, key=lambda each: each[:2])]
    days = sorted({day for place in places for day in (place.start, place.end) if day is not None})
    pieces: list[Place] = []
    for start, end in zip(days, [*days[1:], None], strict=False):
        holding = [place for place in places if place.start <= start and (place.end is None or place.end > start)]
        if holding:
            _append(pieces, holding[-1], start, end)
    return _with_reasons(pieces, {place.pk: place for place in places}, moved)


def _append(pieces: list[Place], place: Place, start: dt.date, end: dt.date | None) -> None:
    """Adds a piece of `place`, or lengthens the one before when the person simply stayed."""
    if pieces and pieces[-1].end == start and pieces[-1].unit == place.unit:
        pieces[-1] = pieces[-1]._replace(end=end)
    else:
        pieces.append(Place(place.pk, place.unit, start, end))


def _with_reasons(pieces: Sequence[Place], sources: dict[int, Place], moved: str) -> list[Place]:
    by_end = {(place.unit, place.end): place.reason for place in sources.values() if place.end is not None}
    return [piece._replace(reason="" if piece.end is None else by_end.get((piece.unit, piece.end), moved)) for piece in pieces]
