"""What happened, by unit, group and span of days: from cells, and for classes and chapters from their packed facts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from participation.ledger.models import Fact
from participation.rules.groups import EVERYBODY
from participation.rules.measures import ALL_COURSES, MEASURES, TURN_VERBS, ActivityFigures
from participation.rules.periods import Period
from participation.rules.whole_weeks import LENGTHS, Piece, pieces
from participation.statistics.cells import dates_table, one_of, people_since
from participation.statistics.group_sql import SEX, UNION, birth_year
from participation.statistics.models import BlockCell, DayCell, LeafBlock
from participation.statistics.packed_facts import LeafFacts, block_of
from participation.statistics.read.together import Row, Statement, columns
from participation.statistics.sql import hundredths, is_folded
from rosters.models import Member, Unit
from rosters.units import LEAF_KINDS, Tree

# (unit, group, place of the span)
Key = tuple[int, int, int]
Answer = dict[Key, ActivityFigures]


class Happened:
    """Asks what happened in some units in each of some spans of days.

    Of everybody or of each of `groups`; of all groups with None. What did not happen has no entry in `answer`.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        spans: Sequence[Period],
        course_id: int = ALL_COURSES,
        groups: Sequence[int] | None = (EVERYBODY,),
    ) -> None:
        self.units, self.spans, self.course_id, self.groups = units, spans, course_id, groups
        self._found: Answer = {}
        self._packed: dict[int, dict[int, bytes]] = defaultdict(dict)

    def statements(self) -> list[Statement]:
        """Of units with cells from these, of everybody in classes and chapters from their blocks, of groups from the facts."""
        found = _from_cells([unit.pk for unit in self.units if unit.kind not in LEAF_KINDS], self)
        leaves = [unit for unit in self.units if unit.kind in LEAF_KINDS]
        if leaves and (self.groups is None or EVERYBODY in self.groups):
            found.append(_from_blocks([unit.pk for unit in leaves], self.spans))
        if leaves and self.groups is None:
            for tree in Tree:
                own = [unit.pk for unit in leaves if unit.tree == tree]
                for group in (SEX, UNION, birth_year()):
                    found += _from_facts(tree, own, self, group)
        return found

    def take(self, row: Row) -> None:
        unit, group, place, *numbers, facts = row
        if facts is not None:
            self._packed[unit][place] = bytes(facts)
        elif any(numbers):
            self._found[unit, group, place] = ActivityFigures(*(int(number) for number in numbers))

    @cached_property
    def answer(self) -> Answer:
        """The figures of each unit and group in each span, by its place."""
        found = dict(self._found)
        for unit, blocks in self._packed.items():
            facts = LeafFacts(blocks, self.course_id)
            for n, span in enumerate(self.spans):
                figures = facts.figures(span.first, span.last)
                if figures != ActivityFigures():
                    found[unit, EVERYBODY, n] = figures
        return found


def _from_blocks(leaves: list[int], spans: Sequence[Period]) -> Statement:
    """Of each class or chapter the blocks that the spans touch: unit, number of the block in place of a span, facts."""
    in_units, parameter = one_of("unit_id", leaves)
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    statement = f"""
        SELECT {columns("unit_id", str(EVERYBODY), "block", [], "facts")} FROM {LeafBlock._meta.db_table}
        WHERE {in_units} AND block BETWEEN %s AND %s
    """
    return statement, [parameter, block_of(first), block_of(last)]


def _from_cells(units: list[int], asked: Happened) -> list[Statement]:
    """Of everybody from as few blocks and days as there are; of groups, which have no blocks, day by day."""
    if not units:
        return []
    lengths = LENGTHS if asked.groups is not None and tuple(asked.groups) == (EVERYBODY,) else ()
    spans = [(n, span.first, piece) for n, span in enumerate(asked.spans) for piece in pieces(span.first, span.last, lengths)]
    parts = []
    for length in (1, *lengths):
        own = [each for each in spans if each[2].length == length]
        # Two pieces may lie far apart: each by itself reads from an index what lies in it, and nothing between.
        for together in [[each] for each in own] if len(own) <= 2 else [own]:
            parts.append(_of_days(units, together, asked) if length == 1 else _of_blocks(units, together, asked.course_id))
    numbers = [f"SUM({each})" for each in (people_since("day", "since"), *MEASURES)]
    cells = " UNION ALL ".join(f"SELECT * FROM ({text}) part" for text, _values in parts)
    statement = f"SELECT {columns('unit_id', 'grp', 'n', numbers)} FROM ({cells}) cell GROUP BY unit_id, grp, n"
    return [(statement, [value for _text, values in parts for value in values])]


# Pieces of spans of days: the number of the span, its first day, the piece.
Spans = Sequence[tuple[int, dt.date, Piece]]
CELL = "turns, started, completed, passed, handed_in, score, gaps, people"


def _of_days(units: list[int], spans: Spans, asked: Happened) -> Statement:
    table, parameters = _pieces_table(spans)
    in_units, unit_parameter = one_of("unit_id", units)
    conditions, parameters = f"course_id = %s AND {in_units}", [*parameters, asked.course_id, unit_parameter]
    if asked.groups is not None:
        in_groups, group_parameter = one_of('"group"', asked.groups)
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


def _spans_table(spans: Sequence[Period]) -> Statement:
    return dates_table("span", ("n", "first", "last"), [(n, span.first, span.last) for n, span in enumerate(spans)])


def _from_facts(tree: Tree, units: list[int], asked: Happened, group: str) -> list[Statement]:
    """Of the groups of classes and chapters, counted from the facts themselves: those that their blocks hold, too."""
    if not units:
        return []
    table, parameters = _spans_table(asked.spans)
    in_units, unit_parameter = one_of(f"{tree}_unit_id", units)
    turn = f"verb IN ('{TURN_VERBS[0]}', '{TURN_VERBS[1]}')"
    course = "AND course_id = %s" if asked.course_id else ""
    numbers = [
        f"COUNT(DISTINCT CASE WHEN {turn} THEN member_id END)",
        f"COUNT(CASE WHEN {turn} THEN 1 END)",
        "COUNT(CASE WHEN verb = 'started' THEN 1 END)",
        "COUNT(CASE WHEN verb = 'completed' AND activity_id = course_id THEN 1 END)",
        "COUNT(CASE WHEN verb = 'passed' THEN 1 END)",
        "COUNT(CASE WHEN verb = 'handed_in' THEN 1 END)",
        f"SUM(CASE WHEN verb = 'handed_in' THEN {hundredths()} ELSE 0 END)",
    ]
    statement = f"""
        WITH {table} SELECT {columns(f"{tree}_unit_id", f"{group} AS grp", "n", numbers)}
        FROM span JOIN {Fact._meta.db_table} f ON day BETWEEN first AND last
        JOIN {Member._meta.db_table} person ON person.id = f.member_id
        WHERE verb <> 'stepped' AND {in_units} {course} AND {is_folded()} GROUP BY 1, 2, 3
    """
    return [(statement, [*parameters, unit_parameter, *([asked.course_id] if asked.course_id else [])])]
