"""What happened, by unit, group and span of days: from day cells, and for classes and chapters from their facts."""

from collections.abc import Sequence
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
from rosters.units import LEAF_KINDS, Tree


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
Answer = dict[Key, ActivityFigures]
# A statement and its parameters.
Statement = tuple[str, list[Any]]


@dataclass(frozen=True)
class Asked:
    """Which units, in which spans of days, of everybody or of each of `groups`; of all groups with None."""

    units: Sequence[Unit]
    spans: Sequence[Period]
    groups: Sequence[int] | None = (EVERYBODY,)


def activity(
    units: Sequence[Unit], spans: Sequence[Period], course_id: int = ALL_COURSES, groups: Sequence[int] | None = (EVERYBODY,)
) -> Answer:
    """The figures of each unit in each span, of everybody or of each of `groups`; of all groups with None.

    What did not happen has no entry. One query.
    """
    return activities([Asked(units, spans, groups)], course_id)[0]


def activities(asked: Sequence[Asked], course_id: int = ALL_COURSES) -> list[Answer]:
    """The answers to what was asked, in order, all by one query."""
    numbered = [(n, statement) for n, each in enumerate(asked) for statement in _statements(each, course_id)]
    answers: list[Answer] = [{} for _ in asked]
    if numbered:
        parts = [f"SELECT {n} AS answer, part.* FROM ({statement}) part" for n, (statement, _values) in numbered]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [value for _n, (_text, values) in numbered for value in values])
            for n, unit, group, span, *numbers in cursor.fetchall():
                if any(numbers):
                    answers[n][unit, group, span] = ActivityFigures(*(int(number) for number in numbers))
    return answers


def _statements(asked: Asked, course_id: int) -> list[Statement]:
    """Of units with cells from these, of classes and chapters from their facts."""
    others = [unit.pk for unit in asked.units if unit.kind not in LEAF_KINDS]
    found = [_from_cells(others, asked, course_id)] if others else []
    for tree in Tree:
        own = [unit.pk for unit in asked.units if unit.kind in LEAF_KINDS and unit.tree == tree]
        found += [
            statement for group in _fact_groups(asked.groups) for statement in _from_facts(tree, own, asked, course_id, group)
        ]
    return found


def _spans(asked: Asked) -> Statement:
    return dates_table("span", ("n", "first", "last"), [(n, span.first, span.last) for n, span in enumerate(asked.spans)])


def _from_cells(units: list[int], asked: Asked, course_id: int) -> Statement:
    table, parameters = _spans(asked)
    in_units, unit_parameter = one_of("unit_id", units)
    conditions = f"course_id = %s AND {in_units}"
    parameters += [course_id, unit_parameter]
    if asked.groups is not None:
        in_groups, group_parameter = one_of('"group"', asked.groups)
        conditions += f" AND {in_groups}"
        parameters.append(group_parameter)
    statement = f"""
        WITH {table}
        SELECT unit_id, "group", n, SUM({people_since("day", "first")}), SUM(turns), SUM(started), SUM(completed), SUM(passed),
            SUM(handed_in), SUM(score)
        FROM span JOIN {DayCell._meta.db_table} ON day BETWEEN first AND last
        WHERE {conditions} GROUP BY unit_id, "group", n
    """
    return statement, parameters


def _fact_groups(groups: Sequence[int] | None) -> list[str]:
    """SQL for the group of a fact, once for everybody and once for each way of grouping that is asked for."""
    if groups is None:
        return [str(EVERYBODY), SEX, UNION, birth_year()]
    return [str(EVERYBODY)] if EVERYBODY in groups else []


def _from_facts(tree: Tree, units: list[int], asked: Asked, course_id: int, group: str) -> list[Statement]:
    """The same, counted from the facts themselves: a class or a chapter has few."""
    if not units:
        return []
    table, parameters = _spans(asked)
    in_units, unit_parameter = one_of(f"{tree}_unit_id", units)
    turn = f"verb IN ('{TURN_VERBS[0]}', '{TURN_VERBS[1]}')"
    people = f"JOIN {Member._meta.db_table} person ON person.id = f.member_id" if group != str(EVERYBODY) else ""
    course = "AND course_id = %s" if course_id else ""
    statement = f"""
        WITH {table}
        SELECT {tree}_unit_id, {group} AS grp, n, COUNT(DISTINCT CASE WHEN {turn} THEN member_id END),
            COUNT(CASE WHEN {turn} THEN 1 END), COUNT(CASE WHEN verb = 'started' THEN 1 END),
            COUNT(CASE WHEN verb = 'completed' AND activity_id = course_id THEN 1 END), COUNT(CASE WHEN verb = 'passed' THEN 1 END),
            COUNT(CASE WHEN verb = 'handed_in' THEN 1 END),
            SUM(CASE WHEN verb = 'handed_in' THEN COALESCE(score, 0) * 100 ELSE 0 END)
        FROM span JOIN {Fact._meta.db_table} f ON day BETWEEN first AND last
        {people}
        WHERE verb <> 'stepped' AND {in_units} {course} GROUP BY 1, 2, 3
    """
    return [(statement, [*parameters, unit_parameter, *([course_id] if course_id else [])])]
