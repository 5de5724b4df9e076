"""The figures that everybody may see: about how many took part in a province and its units, without anybody being inferred."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from participation.figures.unit_figures import unit_overview
from participation.rules.periods import Period, school_year_of
from participation.rules.public_numbers import Told, rounded, tell, total_of
from participation.rules.ranking import SMALL_ROSTER, ranks
from rosters.models import Unit


@dataclass(frozen=True)
class PublicRow:
    """A unit with what is told of it, and its places by rate and by number; None for those not compared."""

    unit: Unit
    told: Told
    rank_by_rate: int | None = None
    rank_by_people: int | None = None


@dataclass(frozen=True)
class PublicTree:
    """A tree's top unit: the sums of what is told, or None when fewer took part than may be told; the units below it, by rate.

    `turns` and `completed` are of the whole tree, rounded as people are.
    """

    unit: Unit
    total: Told | None
    rows: list[PublicRow]
    turns: int = 0
    completed: int = 0


def public_period(today: dt.date) -> Period:
    """The school year up to the last Sunday: what is public changes once a week, so that no single day can be told."""
    sunday = today - dt.timedelta(days=today.weekday() + 1)
    return Period(school_year_of(sunday).first, sunday)


def public_trees(period: Period) -> list[PublicTree]:
    """Both trees. Units with an empty roster are left out."""
    return [_tree(unit, period) for unit in Unit.objects.filter(depth=1)]


def shift_of(unit: Unit, what: str, k: int) -> int:
    """The secret shift, from 0 to k - 1, with which the unit's numbers of this kind are rounded; always the same."""
    digest = salted_hmac("participation.public", f"{unit.pk}:{what}", algorithm="sha256").digest()
    return int.from_bytes(digest, "big") % k


def _tree(unit: Unit, period: Period) -> PublicTree:
    k = settings.SMALLEST_PUBLIC_GROUP
    overview = unit_overview(unit, period)
    below = [figures for figures in overview.below if figures.roster]
    rows = [
        PublicRow(each.unit, tell(each.roster, each.activity.people, k, shift_of(each.unit, "people", k))) for each in below
    ]
    total = total_of(row.told for row in rows)
    if not total.people:
        return PublicTree(unit, None, [])
    activity = overview.total.activity
    turns = rounded(activity.turns, k, shift_of(unit, "turns", k))
    completed = rounded(activity.completed, k, shift_of(unit, "completed", k))
    return PublicTree(unit, total, ranked(rows), turns, completed)


def ranked(rows: list[PublicRow]) -> list[PublicRow]:
    """The rows by place, by what is told; those without one after them. Equal rates share a place, as do equal numbers.

    As in campaigns, units of fewer than SMALL_ROSTER people have no place by rate. Those of which it is only told that fewer
    than k took part, or nothing, have none at all.
    """
    compared = [row for row in rows if row.told.people]
    rated = [row for row in compared if (row.told.roster or 0) >= SMALL_ROSTER]
    by_rate, by_people = ranks(rated, lambda row: row.told.rate or 0.0), ranks(compared, lambda row: row.told.people or 0)
    placed = [PublicRow(row.unit, row.told, by_rate.get(id(row)), by_people.get(id(row))) for row in rows]
    return sorted(placed, key=_order)


def _order(row: PublicRow) -> tuple[float, float, float]:
    last = float("inf")
    return row.rank_by_rate or last, -(row.told.rate if row.told.rate is not None else -1.0), row.rank_by_people or last
