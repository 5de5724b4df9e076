"""What counts in a campaign: of which courses and quizzes, and how many turns of one person.

A campaign of one course or of all, without a limit, is counted like everything else, from cells. Any other is counted from
the facts themselves each time it is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from participation.campaigns.models import Campaign
from participation.figures.unit_figures import UnitFigures, read_figures
from participation.ledger.models import Activity, Fact
from participation.rules.measures import ActivityFigures
from participation.rules.periods import Period
from participation.statistics.sql import IS_TURN, dates_table, day_value, fetch, one_of
from rosters.models import Unit


@dataclass(frozen=True)
class CampaignScope:
    """The courses and quizzes of a campaign (none: everything), and the most turns of one person in a window, if any."""

    courses: tuple[Activity, ...]
    quizzes: tuple[Activity, ...]
    most_turns: int | None
    window: str

    @classmethod
    def of(cls, campaign: Campaign) -> "CampaignScope":
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
    scope = CampaignScope.of(campaign)
    course = scope.courses[0] if len(scope.courses) == 1 else None
    figures = read_figures(units, period, course)
    if scope.is_plain or not units:
        return figures
    turns = _turns(scope, campaign.period, units, period)
    completed = _completed(scope, units, period)
    counted = []
    for each in figures:
        people, number = turns.get(each.unit.pk, (0, 0))
        activity = ActivityFigures.of(people=people, turns=number, completed=completed.get(each.unit.pk, 0))
        counted.append(replace(each, activity=activity))
    return counted


def _turns(scope: CampaignScope, whole: Period, units: Sequence[Unit], period: Period) -> dict[int, tuple[int, int]]:
    """People and turns of each unit. Of one person the first turns in each window count, wherever they were then."""
    windows = _windows(scope.window, whole)
    table, parameters = dates_table("round", ("n", "first", "last"), [(n, w.first, w.last) for n, w in enumerate(windows)])
    chosen, chosen_parameters = _chosen(scope)
    counted = f"""
        SELECT member_id, {units[0].tree}_unit_id AS unit_id, day,
            ROW_NUMBER() OVER (PARTITION BY member_id, {"day" if scope.window == "day" else "n"} ORDER BY at, id) AS nth
        FROM round JOIN {Fact._meta.db_table} ON day BETWEEN first AND last WHERE {IS_TURN} AND {chosen}
    """
    rows = _by_unit(
        f"{table}, counted AS ({counted})", [*parameters, *chosen_parameters], "COUNT(DISTINCT member_id), COUNT(*)",
        "nth <= %s", [scope.most_turns or 2**31 - 1], units, period,
    )  # fmt: skip
    return {pk: (people, turns) for pk, people, turns in rows}


def _completed(scope: CampaignScope, units: Sequence[Unit], period: Period) -> dict[int, int]:
    """The chosen courses that were completed in each unit; of quizzes alone there is nothing to complete."""
    if scope.quizzes and not scope.courses:
        return {}
    chosen, parameters = one_of("course_id", [each.pk for each in scope.courses]) if scope.courses else ("1 = 1", None)
    counted = f"""
        counted AS (SELECT member_id, {units[0].tree}_unit_id AS unit_id, day FROM {Fact._meta.db_table}
        WHERE verb = 'completed' AND activity_id = course_id AND {chosen})
    """
    values = [parameters] if scope.courses else []
    return dict(_by_unit(counted, values, "COUNT(*)", "1 = 1", [], units, period))


def _windows(window: str, whole: Period) -> list[Period]:
    return whole.weeks() if window == Campaign.Window.ROUND else [whole]


def _chosen(scope: CampaignScope) -> tuple[str, list[Any]]:
    """SQL: the fact is one that counts; and its parameters."""
    parts, parameters = [], []
    for column, chosen in (("course_id", scope.courses), ("activity_id", scope.quizzes)):
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
        JOIN counted ON counted.unit_id = below.id
        WHERE {in_units} AND {condition} AND day BETWEEN %s AND %s GROUP BY top.id
    """
    values = [*parameters, unit_parameter, *more, day_value(period.first), day_value(period.last)]
    return fetch(statement, values)
