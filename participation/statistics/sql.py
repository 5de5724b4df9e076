"""SQL that several statements share: which facts are counted and how, the groups of members, days and lists of values."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from participation.ledger.queues import PendingFact
from participation.rules.groups import FIRST_YEAR, IN_UNION, LAST_YEAR, NO_YEAR, NOT_IN_UNION, SEXES
from participation.rules.measures import CODES, TURN_VERBS, Measure, VerbCode
from participation.statistics.models import FoldedDuringRebuild

# SQL and its parameters.
Statement = tuple[str, list[Any]]


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


# Facts


def _quoted(verbs: Sequence[str]) -> str:
    return ", ".join(f"'{verb}'" for verb in verbs)


IS_TURN = f"verb IN ({_quoted(TURN_VERBS)})"
# The facts that a figure is counted from.
IS_COUNTED = f"verb IN ({_quoted(tuple(CODES))})"


def is_folded(*, when_rebuild_began: bool = False) -> str:
    """SQL: the fact `f` is folded; or, `when_rebuild_began`, it was folded when the rebuild that is under way began."""
    waits = f"SELECT 1 FROM {PendingFact._meta.db_table} q WHERE q.fact_id = f.id"
    if not when_rebuild_began:
        return f"NOT EXISTS ({waits})"
    meanwhile = f"SELECT 1 FROM {FoldedDuringRebuild._meta.db_table} q WHERE q.ref = f.id AND q.kind = 'fact'"
    return f"NOT EXISTS ({waits}) AND NOT EXISTS ({meanwhile})"


def hundredths() -> str:
    """SQL: the score of a fact in hundredths of a per cent, 0 without one. SQLite keeps 17.65 as a little less than that."""
    return "COALESCE(score * 100, 0)" if _is_postgresql() else "CAST(ROUND(COALESCE(score, 0) * 100) AS INTEGER)"


def verb_code() -> str:
    """SQL: the code of a fact's verb (VerbCode)."""
    cases = " ".join(f"WHEN '{verb}' THEN {int(code)}" for verb, code in CODES.items() if code != VerbCode.COMPLETED)
    completed = f"CASE WHEN activity_id = course_id THEN {int(VerbCode.COMPLETED)} ELSE {int(VerbCode.COMPLETED_LESSON)} END"
    return f"CASE verb {cases} ELSE {completed} END"


def sum_of(measure: Measure) -> str:
    """SQL: what a measure counts in a group of facts."""
    amount = hundredths() if measure.amount == "score" else "1"
    of_course = " AND activity_id = course_id" if measure.of_course else ""
    return f"SUM(CASE WHEN verb IN ({_quoted(measure.verbs)}){of_course} THEN {amount} ELSE 0 END)"


# Groups of a member, numbered as participation.rules.groups numbers them

SEX = f"CASE sex WHEN 'male' THEN {SEXES['male']} WHEN 'female' THEN {SEXES['female']} ELSE {SEXES['']} END"
UNION = f"CASE WHEN is_union_member THEN {IN_UNION} ELSE {NOT_IN_UNION} END"


def birth_year() -> str:
    """SQL: the group by year of birth. It holds no per cent sign, so it may stand in any statement."""
    year = "EXTRACT(YEAR FROM birth_date)::int" if _is_postgresql() else "CAST(substr(birth_date, 1, 4) AS INTEGER)"
    return f"CASE WHEN {year} BETWEEN {FIRST_YEAR} AND {LAST_YEAR} THEN {year} ELSE {NO_YEAR} END"


# Days and lists


def people_since(day: str, first: str) -> str:
    """SQL: how many of a cell's people, on its day `day`, were not present since `first` before."""
    if _is_postgresql():
        return f"COALESCE(people[width_bucket({day} - {first}, gaps::int[]) + 1], 0)"
    return f"people_with_gap_over(gaps, people, julianday({day}) - julianday({first}))"


def one_of(column: str, values: Sequence[int]) -> tuple[str, Any]:
    """SQL: the column is one of `values`; and its parameter."""
    if _is_postgresql():
        return f"{column} = ANY(%s)", list(values)
    return f"{column} IN (SELECT value FROM json_each(%s))", json.dumps(list(values))


def dates_table(name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Statement:
    """SQL for WITH: a table of a number and dates, `rows` of them; and its parameters."""
    cast = "::date" if _is_postgresql() else ""
    row = "(%s" + f", %s{cast}" * (len(columns) - 1) + ")"
    values = [value.isoformat() if isinstance(value, dt.date) else value for each in rows for value in each]
    return f"{name} ({', '.join(columns)}) AS (VALUES {', '.join([row] * len(rows))})", values


def day_value(day: dt.date) -> Any:
    """A day as a parameter."""
    return day if _is_postgresql() else day.isoformat()


def fetch(statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a SELECT."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
