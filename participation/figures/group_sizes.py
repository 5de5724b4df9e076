"""Of how many people figures may be at the least, whatever period is asked for.

A class of 33 that had two people until yesterday tells of those two by the difference of two periods. So a group is small
when it ever was, and something is told of that time. What is kept back is the same for every period.
"""

import datetime as dt
from collections.abc import Sequence

from participation.rules.groups import EVERYBODY, SEXES
from participation.rules.small_groups import largest, small_spans, withheld
from participation.statistics.fold.folding import fold_pending
from participation.statistics.read.activity import activity_of
from participation.statistics.read.coverage import roster_changes
from rosters.models import Unit


def withheld_units(units: Sequence[Unit], k: int, today: dt.date) -> set[int]:
    """Ids of those of `units`, the parts of one whole, of which nothing is told."""
    return withheld(_sizes(units, k, today), k)


def withheld_by_sex(units: Sequence[Unit], k: int, today: dt.date) -> set[int]:
    """Ids of those of `units`, the parts of one whole, that are not broken down by sex: there are two girls, or a class with
    two girls would follow from the whole by subtracting."""
    fold_pending()
    changes = roster_changes([unit.pk for unit in units], list(SEXES.values()))
    hidden: set[int] = set()
    for group in SEXES.values():
        hidden |= withheld({unit.pk: _size(changes.get((unit.pk, group), []), k, today) for unit in units}, k)
    return hidden


def _sizes(units: Sequence[Unit], k: int, today: dt.date) -> dict[int, int]:
    fold_pending()
    changes = roster_changes([unit.pk for unit in units], [EVERYBODY])
    return {unit.pk: _size(changes.get((unit.pk, EVERYBODY), []), k, today, unit) for unit in units}


def _size(changes: Sequence[tuple[dt.date, int]], k: int, today: dt.date, unit: Unit | None = None) -> int:
    """How many people are told of at the least: 1 for a group that is small, or was when it did something."""
    spans = small_spans(changes, k, today)
    # Of those who are there now coverage is told, whatever they did.
    is_small_now = 0 < sum(change for _day, change in changes) < k
    if is_small_now or (spans and (unit is None or activity_of([unit], spans))):
        return 1
    if not changes:
        return 0
    return max(k, largest(changes))
