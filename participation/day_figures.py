"""What happened, by unit, group and span of days: from day cells, and for classes and chapters from their facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from participation.cells import dates_table, one_of, people_since
from participation.counting import ALL_COURSES, TURN_VERBS
from participation.group_sql import SEX, UNION, birth_year
from participation.groups import EVERYBODY
from participation.models import DayCell, Fact
from participation.periods import Period
from rosters.models import Member, Unit
from rosters.units import LEAF_KINDS


@dataclass(frozen=True)
class ActivityFigures:
    """What happened in a period, counted where each member was at that time.

    `score` is the sum of the scores of `handed_in` quizzes, in hundredths of a per cent.
    """

    people: int = 0
    turns: int = 0
    started: int = 0
    completed: int = 0
    passed: int = 0
    handed_in: int = 0
    score: int = 0

    @property
    def mean_score(self) -> float | None:
        """The mean score of the quizzes handed in, as a fraction of all points; None when there were none."""
        return self.score / self.handed_in / 10_000 if self.handed_in else None


# (unit, group, place of the span)
Key = tuple[int, int, int]


def activity(
    units: Iterable[Unit], spans: Sequence[Period], course_id: int = ALL_COURSES, groups: Sequence[int] | None = (EVERYBODY,)
) -> dict[Key, ActivityFigures]:
    """The figures of each unit in each span, of everybody or of each of `groups`; of all groups with None.

    What did not happen has no entry. One query for units with cells, one for classes and chapters.
    """
    leaves = [unit for unit in units if unit.kind in LEAF_KINDS]
    others = [unit.pk for unit in units if unit.kind not in LEAF_KINDS]
    found = _from_cells(others, spans, course_id, groups) if others else {}
    for tree in {unit.tree for unit in leaves}:
        own = [unit.pk for unit in leaves if unit.tree == tree]
        found |= _from_facts(tree, own, spans, course_id, groups)
    return found


def _from_cells(
    units: list[int], spans: Sequence[Period], course_id: int, groups: Sequence[int] | None
) -> dict[Key, ActivityFigures]:
    table, parameters = dates_table(
        "span", ("n", "first", "last"), [(n, span.first, span.last) for n, span in enumerate(spans)]
    )
    in_units, unit_parameter = one_of("unit_id", units)
    conditions = f"course_id = %s AND {in_units}"
    parameters += [course_id, unit_parameter]
    if groups is not None:
        in_groups, group_parameter = one_of('"group"', groups)
        conditions += f" AND {in_groups}"
        parameters.append(group_parameter)
    statement = f"""
        WITH {table}
        SELECT unit_id, "group", n, SUM({people_since("day", "first")}), SUM(turns), SUM(started), SUM(completed), SUM(passed),
            SUM(handed_in), SUM(score)
        FROM span JOIN {DayCell._meta.db_table} ON day BETWEEN first AND last
        WHERE {conditions} GROUP BY unit_id, "group", n
    """
    return _read(statement, parameters)


def _from_facts(
    tree: str, units: list[int], spans: Sequence[Period], course_id: int, groups: Sequence[int] | None
) -> dict[Key, ActivityFigures]:
    """The same, counted from the facts themselves: a class or a chapter has few."""
    table, parameters = dates_table(
        "span", ("n", "first", "last"), [(n, span.first, span.last) for n, span in enumerate(spans)]
    )
    in_units, unit_parameter = one_of(f"{tree}_unit_id", units)
    turn = f"verb IN ('{TURN_VERBS[0]}', '{TURN_VERBS[1]}')"
    by_group = groups is None or any(group != EVERYBODY for group in groups)
    selected = [str(EVERYBODY)] if not by_group else [str(EVERYBODY), SEX, UNION, birth_year()]
    people = f"JOIN {Member._meta.db_table} person ON person.id = f.member_id" if by_group else ""
    course = "AND course_id = %s" if course_id else ""
    parts = []
    values: list[Any] = []
    for group in selected:
        parts.append(f"""
            SELECT {tree}_unit_id, {group} AS grp, n, COUNT(DISTINCT CASE WHEN {turn} THEN member_id END),
                COUNT(CASE WHEN {turn} THEN 1 END), COUNT(CASE WHEN verb = 'started' THEN 1 END),
                COUNT(CASE WHEN verb = 'completed' AND activity_id = course_id THEN 1 END), COUNT(CASE WHEN verb = 'passed' THEN 1 END),
                COUNT(CASE WHEN verb = 'handed_in' THEN 1 END),
                SUM(CASE WHEN verb = 'handed_in' THEN COALESCE(score, 0) * 100 ELSE 0 END)
            FROM span JOIN {Fact._meta.db_table} f ON day BETWEEN first AND last
            {people}
            WHERE verb <> 'stepped' AND {in_units} {course} GROUP BY 1, 2, 3
        """)
        values += [unit_parameter, *([course_id] if course_id else [])]
    found = _read(f"WITH {table} " + " UNION ALL ".join(parts), [*parameters, *values])
    return {key: figures for key, figures in found.items() if groups is None or key[1] in groups}


def _read(statement: str, parameters: list[Any]) -> dict[Key, ActivityFigures]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {
            (unit, group, span): ActivityFigures(*(int(number) for number in numbers))
            for unit, group, span, *numbers in cursor.fetchall()
            if any(numbers)
        }
