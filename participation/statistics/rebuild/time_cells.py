"""Counting how long attempts took from all facts, in the database itself."""

from django.db import connection

from participation.ledger.models import Fact
from participation.rules.measures import ALL_COURSES
from participation.statistics.attempt_times import tens
from participation.statistics.sql import is_folded
from rosters.models import Unit
from rosters.units import LEAF_KINDS, Tree


def write_time_cells(table: str, *, when_rebuild_began: bool = False) -> None:
    """Fills an empty table like TimeCell's from the facts that are folded; or those that were when a rebuild began."""
    leaves = ", ".join(f"'{kind.value}'" for kind in sorted(LEAF_KINDS))
    # Read once, of the many facts the few whose time is known.
    timed = f"""
        timed AS (SELECT course_id, day, {tens()} AS tens, school_unit_id, union_unit_id FROM {Fact._meta.db_table} f
        WHERE verb = 'handed_in' AND seconds IS NOT NULL AND {is_folded(when_rebuild_began=when_rebuild_began)})
    """
    parts = [
        f"""
        SELECT {course} AS course_id, top.id AS unit_id, day, tens, COUNT(*) AS number
        FROM timed JOIN {Unit._meta.db_table} own ON own.id = timed.{tree.value}_unit_id
        JOIN {Unit._meta.db_table} top ON own.path LIKE top.path || '%%' AND top.kind NOT IN ({leaves})
        GROUP BY 1, 2, 3, 4
        """
        for tree in Tree
        for course in ("timed.course_id", str(ALL_COURSES))
    ]
    columns = "(course_id, unit_id, day, tens, number)"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} {columns} WITH {timed} {' UNION ALL '.join(parts)}", [])
