"""The figures that everybody may see: totals of a province and its units by rate, without anybody being inferred."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from participation.figures.unit_figures import Figures, unit_overview
from participation.rules.periods import Period, school_year_of
from participation.rules.ranking import SMALL_ROSTER, ranks
from participation.rules.suppression import Published, TrueNumbers, may_publish_total, publish
from rosters.models import Unit


@dataclass(frozen=True)
class PublicRow:
    """A unit with what is told of it, and its places by rate and by number; None for those not compared."""

    unit: Unit
    told: Published
    rank_by_rate: int | None = None
    rank_by_people: int | None = None


@dataclass(frozen=True)
class PublicTree:
    """A tree's top unit: its totals, or None when they are too small to be told; and the units below it, by rate."""

    unit: Unit
    total: Figures | None
    rows: list[PublicRow]


def public_period(today: dt.date) -> Period:
    """The school year up to the last Sunday: what is public changes once a week, so that no single day can be told."""
    sunday = today - dt.timedelta(days=today.weekday() + 1)
    return Period(school_year_of(sunday).first, sunday)


def public_trees(period: Period) -> list[PublicTree]:
    """Both trees. Units with an empty roster are left out."""
    return [_tree(unit, period) for unit in Unit.objects.filter(depth=1)]


def _tree(unit: Unit, period: Period) -> PublicTree:
    k = settings.SMALLEST_PUBLIC_GROUP
    overview = unit_overview(unit, period)
    if not may_publish_total(_counted(overview.total), k):
        return PublicTree(unit, None, [])
    below = [figures for figures in overview.below if figures.roster or figures.activity.turns]
    told = publish([_counted(figures) for figures in below], k)
    if told is None:
        return PublicTree(unit, None, [])
    rows = [PublicRow(figures.unit, each) for figures, each in zip(below, told, strict=True)]
    return PublicTree(unit, overview.total, ranked(rows))


def _counted(figures: Figures) -> TrueNumbers:
    return TrueNumbers(figures.roster, figures.activity.people, figures.activity.turns, figures.activity.completed)


def ranked(rows: list[PublicRow]) -> list[PublicRow]:
    """The rows by place; those without one after them, by rate. Equal rates share a place, as do equal numbers.

    As in campaigns, units of fewer than SMALL_ROSTER people have no place by rate. Those of which it is only told that
    they have at least so many people have none at all: it could be a better one.
    """
    exact = [row for row in rows if row.told.people is not None]
    rated = [row for row in exact if (row.told.roster or 0) >= SMALL_ROSTER]
    by_rate, by_people = ranks(rated, lambda row: row.told.rate or 0.0), ranks(exact, lambda row: row.told.people or 0)
    placed = [PublicRow(row.unit, row.told, by_rate.get(id(row)), by_people.get(id(row))) for row in rows]
    return sorted(placed, key=_order)


def _order(row: PublicRow) -> tuple[float, float, float]:
    last = float("inf")
    return row.rank_by_rate or last, -(row.told.rate if row.told.rate is not None else -1.0), row.rank_by_people or last
