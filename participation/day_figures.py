"""What happened, by unit, group and span of days: from cells, and for classes and chapters from their facts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from participation.blocks import LENGTHS, Piece, pieces
from participation.cells import dates_table, one_of, people_since
from participation.counting import ALL_COURSES, TURN_VERBS, ActivityFigures
from participation.group_sql import SEX, UNION, birth_year
from participation.groups import EVERYBODY
from participation.leaf_blocks import LeafFacts, block_of
from participation.models import BlockCell, DayCell, Fact, LeafBlock
from participation.periods import Period
from rosters.models import Member, Unit
from rosters.units import LEAF_KINDS, Tree

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
    packed: list[dict[int, dict[int, bytes]]] = [defaultdict(dict) for _ in asked]
    if numbered:
        parts = [f"SELECT {n} AS answer, part.* FROM ({statement}) part" for n, (statement, _values) in numbered]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [value for _n, (_text, values) in numbered for value in values])
            for n, unit, group, span, *numbers, facts in cursor.fetchall():
                if facts is not None:
                    packed[n][unit][span] = bytes(facts)
                elif any(numbers):
                    answers[n][unit, group, span] = ActivityFigures(*(int(number) for number in numbers))
    return [answer | _unpacked(each, leaves, course_id) for answer, each, leaves in zip(answers, asked, packed, strict=True)]


def _unpacked(asked: Asked, leaves: Mapping[int, Mapping[int, bytes]], course_id: int) -> Answer:
    """What was asked of classes and chapters, from their blocks by unit and number."""
    found = {}
    for unit, blocks in leaves.items():
        facts = LeafFacts(blocks, course_id)
        for n, span in enumerate(asked.spans):
            figures = facts.figures(span.first, span.last)
            if figures != ActivityFigures():
                found[unit, EVERYBODY, n] = figures
    return found


def _statements(asked: Asked, course_id: int) -> list[Statement]:
    """Of units with cells from these, of everybody in classes and chapters from their blocks, of groups from the facts."""
    found = _from_cells([unit.pk for unit in asked.units if unit.kind not in LEAF_KINDS], asked, course_id)
    leaves = [unit for unit in asked.units if unit.kind in LEAF_KINDS]
    if leaves and (asked.groups is None or EVERYBODY in asked.groups):
        found.append(_from_blocks([unit.pk for unit in leaves], asked))
    if leaves and asked.groups is None:
        for tree in Tree:
            own = [unit.pk for unit in leaves if unit.tree == tree]
            for group in (SEX, UNION, birth_year()):
                found += _from_facts(tree, own, asked, course_id, group)
    return found


def _from_blocks(leaves: list[int], asked: Asked) -> Statement:
    """Of each class or chapter the blocks that the spans touch: unit, number of the block in place of a span, facts."""
    in_units, parameter = one_of("unit_id", leaves)
    first, last = min(span.first for span in asked.spans), max(span.last for span in asked.spans)
    nothing = ", ".join(["0"] * len(vars(ActivityFigures())))
    statement = f"""
        SELECT unit_id, {EVERYBODY}, block, {nothing}, facts FROM {LeafBlock._meta.db_table}
        WHERE {in_units} AND block BETWEEN %s AND %s
    """
    return statement, [parameter, block_of(first), block_of(last)]


def _from_cells(units: list[int], asked: Asked, course_id: int) -> list[Statement]:
    """Of everybody from as few blocks and days as there are; of groups, which have no blocks, day by day."""
    if not units:
        return []
    lengths = LENGTHS if asked.groups is not None and tuple(asked.groups) == (EVERYBODY,) else ()
    spans = [(n, span.first, piece) for n, span in enumerate(asked.spans) for piece in pieces(span.first, span.last, lengths)]
    parts = []
    for length in (1, *lengths):
        if own := [each for each in spans if each[2].length == length]:
            parts.append(_of_days(units, own, course_id, asked.groups) if length == 1 else _of_blocks(units, own, course_id))
    statement = f"""
        SELECT unit_id, grp, n, SUM({people_since("day", "since")}), SUM(turns), SUM(started), SUM(completed), SUM(passed),
            SUM(handed_in), SUM(score), {_no_facts()}
        FROM ({" UNION ALL ".join(f"SELECT * FROM ({text}) part" for text, _values in parts)}) cell GROUP BY unit_id, grp, n
    """
    return [(statement, [value for _text, values in parts for value in values])]


def _no_facts() -> str:
    return "NULL::bytea" if connection.vendor == "postgresql" else "NULL"


# Pieces of spans of days: the number of the span, its first day, the piece.
Spans = Sequence[tuple[int, dt.date, Piece]]
CELL = "turns, started, completed, passed, handed_in, score, gaps, people"


def _of_days(units: list[int], spans: Spans, course_id: int, groups: Sequence[int] | None) -> Statement:
    table, parameters = _pieces_table(spans)
    in_units, unit_parameter = one_of("unit_id", units)
    conditions, parameters = f"course_id = %s AND {in_units}", [*parameters, course_id, unit_parameter]
    if groups is not None:
        in_groups, group_parameter = one_of('"group"', groups)
        conditions, parameters = f"{conditions} AND {in_groups}", [*parameters, group_parameter]
    statement = f"""
        WITH {table} SELECT unit_id, "group" AS grp, n, since, day, {CELL}
        FROM piece JOIN {DayCell._meta.db_table} ON day BETWEEN begins AND ends WHERE {conditions}
    """
    return statement, parameters


def _of_blocks(units: list[int], spans: Spans, course_id: int) -> Statement:
    """Of spans in pieces of one length."""
    table, parameters = _pieces_table(spans)
    in_units, unit_parameter = one_of("unit_id", units)
    statement = f"""
        WITH {table} SELECT unit_id, {EVERYBODY} AS grp, n, since, "first" AS day, {CELL}
        FROM piece JOIN {BlockCell._meta.db_table} ON "first" BETWEEN begins AND ends
        WHERE course_id = %s AND {in_units} AND length = %s
    """
    return statement, [*parameters, course_id, unit_parameter, spans[0][2].length]


def _pieces_table(spans: Spans) -> Statement:
    rows = [(n, since, piece.first, piece.last) for n, since, piece in spans]
    return dates_table("piece", ("n", "since", "begins", "ends"), rows)


def _spans_table(asked: Asked) -> Statement:
    return dates_table("span", ("n", "first", "last"), [(n, span.first, span.last) for n, span in enumerate(asked.spans)])


def _from_facts(tree: Tree, units: list[int], asked: Asked, course_id: int, group: str) -> list[Statement]:
    """Of the groups of classes and chapters, counted from the facts themselves."""
    if not units:
        return []
    table, parameters = _spans_table(asked)
    in_units, unit_parameter = one_of(f"{tree}_unit_id", units)
    turn = f"verb IN ('{TURN_VERBS[0]}', '{TURN_VERBS[1]}')"
    course = "AND course_id = %s" if course_id else ""
    statement = f"""
        WITH {table}
        SELECT {tree}_unit_id, {group} AS grp, n, COUNT(DISTINCT CASE WHEN {turn} THEN member_id END),
            COUNT(CASE WHEN {turn} THEN 1 END), COUNT(CASE WHEN verb = 'started' THEN 1 END),
            COUNT(CASE WHEN verb = 'completed' AND activity_id = course_id THEN 1 END), COUNT(CASE WHEN verb = 'passed' THEN 1 END),
            COUNT(CASE WHEN verb = 'handed_in' THEN 1 END),
            SUM(CASE WHEN verb = 'handed_in' THEN COALESCE(score, 0) * 100 ELSE 0 END), {_no_facts()}
        FROM span JOIN {Fact._meta.db_table} f ON day BETWEEN first AND last
        JOIN {Member._meta.db_table} person ON person.id = f.member_id
        WHERE verb <> 'stepped' AND {in_units} {course} GROUP BY 1, 2, 3
    """
    return [(statement, [*parameters, unit_parameter, *([course_id] if course_id else [])])]
