"""What happened, by unit, group and span of days: from cells, and for classes and chapters from their facts."""

import datetime as dt
from collections.abc import Sequence

from participation.ledger.models import Fact
from participation.rules.groups import ALL_GROUPS, EVERYBODY
from participation.rules.measures import ALL_COURSES, MEASURE_NAMES, MEASURES, ActivityFigures
from participation.rules.periods import Period
from participation.rules.whole_weeks import LENGTHS, Piece, pieces
from participation.statistics.models import DayCell, WeeksCell
from participation.statistics.sql import (
    IS_COUNTED,
    IS_TURN,
    SEX,
    UNION,
    Statement,
    birth_year,
    dates_table,
    fetch,
    is_folded,
    one_of,
    people_since,
    sum_of,
)
from rosters.models import Member, Unit
from rosters.units import LEAF_KINDS, Tree

# By unit, group and index of the span; what did not happen has no entry.
Answer = dict[tuple[int, int, int], ActivityFigures]
# Pieces of spans of days: the index of the span, its first day, the piece.
Pieces = Sequence[tuple[int, dt.date, Piece]]
CELL = ", ".join((*MEASURE_NAMES, "gaps", "people"))


def activity_of(units: Sequence[Unit], spans: Sequence[Period], course_id: int = ALL_COURSES) -> Answer:
    """What everybody did in each unit, with all units below it, in each span."""
    celled = [unit.pk for unit in units if unit.kind not in LEAF_KINDS]
    found = _from_cells(celled, spans, course_id, everybody=True)
    for tree in Tree:
        leaves = [unit.pk for unit in units if unit.kind in LEAF_KINDS and unit.tree == tree]
        found |= _from_facts(tree, leaves, spans, course_id, str(EVERYBODY))
    return found


def activity_by_group(unit: Unit, period: Period, course_id: int = ALL_COURSES) -> Answer:
    """What every group of a unit did in a period, everybody included."""
    if unit.kind not in LEAF_KINDS:
        return _from_cells([unit.pk], [period], course_id, everybody=False)
    found: Answer = {}
    for group in (str(EVERYBODY), SEX, UNION, birth_year()):
        found |= _from_facts(Tree(unit.tree), [unit.pk], [period], course_id, group)
    return found


def _from_cells(units: list[int], spans: Sequence[Period], course_id: int, *, everybody: bool) -> Answer:
    """Of everybody from as few cells as there are; of groups, which have no cells of whole weeks, day by day."""
    if not units:
        return {}
    lengths = LENGTHS if everybody else ()
    cut = [(n, span.first, piece) for n, span in enumerate(spans) for piece in pieces(span.first, span.last, lengths)]
    parts: list[Statement] = []
    for length in (1, *lengths):
        own = [each for each in cut if each[2].length == length]
        # Two pieces may lie far apart: each by itself reads from an index what lies in it, and nothing between.
        for together in [[each] for each in own] if len(own) <= 2 else [own]:
            parts.append(
                _of_days(units, together, course_id, everybody=everybody)
                if length == 1
                else _of_weeks(units, together, course_id)
            )
    numbers = ", ".join(f"SUM({each})" for each in (people_since("day", "since"), *MEASURE_NAMES))
    cells = " UNION ALL ".join(f"SELECT * FROM ({text}) part" for text, _values in parts)
    rows = fetch(
        f"SELECT unit_id, grp, n, {numbers} FROM ({cells}) cell GROUP BY unit_id, grp, n",
        [value for _text, values in parts for value in values],
    )
    return _as_answer(rows)


def _of_days(units: list[int], spans: Pieces, course_id: int, *, everybody: bool) -> Statement:
    table, parameters = _pieces_table(spans)
    in_units, unit_parameter = one_of("unit_id", units)
    in_groups, groups = one_of('"group"', [EVERYBODY] if everybody else ALL_GROUPS)
    statement = f"""
        WITH {table} SELECT unit_id, "group" AS grp, n, since, day, {CELL}
        FROM piece JOIN {DayCell._meta.db_table} ON day BETWEEN begins AND ends
        WHERE course_id = %s AND {in_units} AND {in_groups}
    """
    return statement, [*parameters, course_id, unit_parameter, groups]


def _of_weeks(units: list[int], spans: Pieces, course_id: int) -> Statement:
    """Of spans in pieces of one length."""
    table, parameters = _pieces_table(spans)
    in_units, unit_parameter = one_of("unit_id", units)
    statement = f"""
        WITH {table} SELECT unit_id, {EVERYBODY} AS grp, n, since, "first" AS day, {CELL}
        FROM piece JOIN {WeeksCell._meta.db_table} ON "first" BETWEEN begins AND ends
        WHERE course_id = %s AND {in_units} AND length = %s
    """
    return statement, [*parameters, course_id, unit_parameter, spans[0][2].length]


def _pieces_table(spans: Pieces) -> Statement:
    rows = [(n, since, piece.first, piece.last) for n, since, piece in spans]
    return dates_table("piece", ("n", "since", "begins", "ends"), rows)


def _from_facts(tree: Tree, units: list[int], spans: Sequence[Period], course_id: int, group: str) -> Answer:
    """Of classes and chapters, counted from the facts that are folded; `group` is SQL for the group of the member."""
    if not units:
        return {}
    table, parameters = dates_table(
        "span", ("n", "first", "last"), [(n, span.first, span.last) for n, span in enumerate(spans)]
    )
    in_units, unit_parameter = one_of(f"{tree}_unit_id", units)
    course = "AND course_id = %s" if course_id else ""
    numbers = ", ".join((f"COUNT(DISTINCT CASE WHEN {IS_TURN} THEN member_id END)", *map(sum_of, MEASURES)))
    person = "" if group == str(EVERYBODY) else f"JOIN {Member._meta.db_table} person ON person.id = f.member_id"
    rows = fetch(
        f"""
        WITH {table} SELECT {tree}_unit_id, {group} AS grp, n, {numbers}
        FROM span JOIN {Fact._meta.db_table} f ON day BETWEEN first AND last {person}
        WHERE {IS_COUNTED} AND {in_units} {course} AND {is_folded()} GROUP BY 1, 2, 3
        """,
        [*parameters, unit_parameter, *([course_id] if course_id else [])],
    )
    return _as_answer(rows)


def _as_answer(rows: Sequence[tuple[int, ...]]) -> Answer:
    found = {}
    for unit, group, n, people, *counts in rows:
        if figures := ActivityFigures(int(people), tuple(map(int, counts))):
            found[unit, group, n] = figures
    return found
