"""Reading how long attempts took, and counting it anew from all facts in the database itself."""

from collections import Counter

from django.db import connection
from django.db.models import Sum

from participation.counting import ALL_COURSES
from participation.fact_sql import is_folded
from participation.models import Fact, TimeCell
from participation.periods import Period
from participation.times import LONGEST, STEP, median_seconds, tens_of
from rosters.models import Unit
from rosters.units import LEAF_KINDS, Tree


def median_of(unit: Unit, period: Period, course_id: int) -> int | None:
    """The median time, in seconds, of the attempts in a unit whose time is known. One query."""
    if unit.kind not in LEAF_KINDS:
        cells = TimeCell.objects.filter(unit_id=unit.pk, course_id=course_id, day__range=(period.first, period.last))
        return median_seconds(dict(cells.values_list("tens").annotate(n=Sum("number")).filter(n__gt=0)))
    facts = Fact.objects.filter(**{f"{unit.tree}_unit": unit.pk}, day__range=(period.first, period.last), verb="handed_in")
    if course_id:
        facts = facts.filter(course=course_id)
    known = [seconds for seconds in facts.order_by().values_list("seconds", flat=True) if seconds is not None]
    return median_seconds(Counter(map(tens_of, known)))


def write_time_cells(table: str, *, without_refolded: bool = False) -> None:
    """Fills an empty table like TimeCell's from the facts that are folded; or those that were when a recount began."""
    leaves = ", ".join(f"'{kind.value}'" for kind in sorted(LEAF_KINDS))
    least, most = ("LEAST", "GREATEST") if connection.vendor == "postgresql" else ("MIN", "MAX")
    tens = f"{least}({most}((seconds + {STEP - 1}) / {STEP}, 1), {LONGEST})"
    # Read once, of the many facts the few whose time is known.
    timed = f"""
        timed AS (SELECT course_id, day, {tens} AS tens, school_unit_id, union_unit_id FROM {Fact._meta.db_table} f
        WHERE verb = 'handed_in' AND seconds IS NOT NULL AND {is_folded(without_refolded=without_refolded)})
    """
    parts = [
        f"""
        SELECT {course} AS course_id, top.id AS unit_id, day, tens, COUNT(*) AS number
        FROM timed JOIN {Unit._meta.db_table} place ON place.id = timed.{tree.value}_unit_id
        JOIN {Unit._meta.db_table} top ON place.path LIKE top.path || '%%' AND top.kind NOT IN ({leaves})
        GROUP BY 1, 2, 3, 4
        """
        for tree in Tree
        for course in ("timed.course_id", str(ALL_COURSES))
    ]
    with connection.cursor() as cursor:
        columns = "(course_id, unit_id, day, tens, number)"
        cursor.execute(f"INSERT INTO {table} {columns} WITH {timed} {' UNION ALL '.join(parts)}", [])
