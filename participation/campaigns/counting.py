"""What counts in a campaign: of which courses and quizzes, and how many turns of one person.

A campaign of one course or of all, without a limit, is counted like everything else, from cells. Any other is counted from
the facts themselves each time it is read.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from participation.campaigns.models import Campaign
from participation.figures.unit_figures import UnitFigures, figures_of
from participation.ledger.models import Activity, Fact
from participation.rules.measures import TURN_VERBS, ActivityFigures
from participation.rules.periods import Period
from participation.statistics.cells import dates_table, one_of
from rosters.models import Unit


@dataclass(frozen=True)
class Counting:
    """The courses and quizzes of a campaign (none: everything), and the most turns of one person in a window, if any."""

    courses: tuple[Activity, ...]
    quizzes: tuple[Activity, ...]
    most_turns: int | None
    window: str

    @classmethod
    def of(cls, campaign: Campaign) -> "Counting":
        chosen = list(campaign.activities.all())
        courses = tuple(each for each in chosen if each.kind == Activity.Kind.COURSE)
        quizzes = tuple(each for each in chosen if each.kind == Activity.Kind.QUIZ)
        return cls(courses, quizzes, campaign.most_turns, campaign.most_turns_in)

    @property
    def is_plain(self) -> bool:
        """Whether cells hold what is counted."""
        return not self.quizzes and len(self.courses) <= 1 and not self.most_turns


def campaign_figures(campaign: Campaign, units: Sequence[Unit], period: Period) -> list[UnitFigures]:
    """The figures of `units`, all of one tree, in `period`, of what counts in the campaign; in their order.

    In figures counted from the facts, people, turns and completed courses are those of the campaign; nothing else is.
    """
    counting = Counting.of(campaign)
    course = counting.courses[0] if len(counting.courses) == 1 else None
    figures = figures_of(units, period, course)
    if counting.is_plain or not units:
        return figures
    turns = _turns(counting, campaign.period, units, period)
    completed = _completed(counting, units, period)
    counted = {pk: ActivityFigures(*turns.get(pk, (0, 0)), completed=completed.get(pk, 0)) for pk in (u.pk for u in units)}
    return [replace(each, activity=counted[each.unit.pk]) for each in figures]


def _turns(counting: Counting, whole: Period, units: Sequence[Unit], period: Period) -> dict[int, tuple[int, int]]:
    """People and turns of each unit. Of one person the first turns in each window count, wherever they were then."""
    windows = _windows(counting.window, whole)
    table, parameters = dates_table("round", ("n", "first", "last"), [(n, w.first, w.last) for n, w in enumerate(windows)])
    chosen, chosen_parameters = _chosen(counting)
    turn = f"verb IN ('{TURN_VERBS[0]}', '{TURN_VERBS[1]}')"
    counted = f"""
        SELECT member_id, {units[0].tree}_unit_id AS place, day,
            ROW_NUMBER() OVER (PARTITION BY member_id, {"day" if counting.window == "day" else "n"} ORDER BY at, id) AS nth
        FROM round JOIN {Fact._meta.db_table} ON day BETWEEN first AND last WHERE {turn} AND {chosen}
    """
    rows = _by_unit(
        f"{table}, counted AS ({counted})", [*parameters, *chosen_parameters], "COUNT(DISTINCT member_id), COUNT(*)",
        "nth <= %s", [counting.most_turns or 2**31 - 1], units, period,
    )  # fmt: skip
    return {pk: (people, turns) for pk, people, turns in rows}


def _completed(counting: Counting, units: Sequence[Unit], period: Period) -> dict[int, int]:
    """The chosen courses that were completed in each unit; of quizzes alone there is nothing to complete."""
    if counting.quizzes and not counting.courses:
        return {}
    chosen, parameters = one_of("course_id", [each.pk for each in counting.courses]) if counting.courses else ("1 = 1", None)
    counted = f"""
        counted AS (SELECT member_id, {units[0].tree}_unit_id AS place, day FROM {Fact._meta.db_table}
        WHERE verb = 'completed' AND activity_id = course_id AND {chosen})
    """
    values = [parameters] if counting.courses else []
    return dict(_by_unit(counted, values, "COUNT(*)", "1 = 1", [], units, period))


def _windows(window: str, whole: Period) -> list[Period]:
    return whole.weeks() if window == Campaign.Window.ROUND else [whole]


def _chosen(counting: Counting) -> tuple[str, list[Any]]:
    """SQL: the fact is one that counts; and its parameters."""
    parts, parameters = [], []
    for column, chosen in (("course_id", counting.courses), ("activity_id", counting.quizzes)):
        if chosen:
            condition, parameter = one_of(column, [each.pk for each in chosen])
            parts.append(condition)
            parameters.append(parameter)
    return (f"({' OR '.join(parts)})", parameters) if parts else ("1 = 1", [])


def _by_unit(
    tables: str, parameters: list[Any], what: str, condition: str, more: list[Any], units: Sequence[Unit], period: Period
) -> list[tuple[Any, ...]]:
    """`what` of the rows of `counted` in `period`, by each of `units` with all units below it."""
    in_units, unit_parameter = one_of("top.id", [unit.pk for unit in units])
    below = "below.path LIKE top.path || '%%'"
    statement = f"""
        WITH {tables}
        SELECT top.id, {what} FROM {Unit._meta.db_table} top JOIN {Unit._meta.db_table} below ON {below}
        JOIN counted ON counted.place = below.id
        WHERE {in_units} AND {condition} AND day BETWEEN %s AND %s GROUP BY top.id
    """
    values = [*parameters, unit_parameter, *more, _day(period.first), _day(period.last)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _day(day: dt.date) -> Any:
    return day if connection.vendor == "postgresql" else day.isoformat()
