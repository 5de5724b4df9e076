"""Reading how long attempts took, and counting it anew from all facts in the database itself."""

from django.db import connection

from participation.ledger.models import Fact
from participation.rules.attempt_times import LONGEST, STEP, median_seconds
from participation.rules.measures import ALL_COURSES
from participation.rules.periods import Period
from participation.statistics.models import TimeCell
from participation.statistics.read.together import Row, Statement, columns
from participation.statistics.sql import is_folded
from rosters.models import Unit
from rosters.units import LEAF_KINDS, Tree


class MedianTime:
    """Asks for the median time of the attempts in a unit whose time is known."""

    def __init__(self, unit: Unit, period: Period, course_id: int) -> None:
        self.unit, self.period, self.course_id = unit, period, course_id
        self._by_tens: dict[int, int] = {}

    def statements(self) -> list[Statement]:
        period = [self.period.first, self.period.last]
        if self.unit.kind not in LEAF_KINDS:
            found = columns("0", "0", "tens", ["SUM(number)"])
            statement = f"""SELECT {found} FROM {TimeCell._meta.db_table}
                WHERE unit_id = %s AND course_id = %s AND day BETWEEN %s AND %s GROUP BY tens"""
            return [(statement, [self.unit.pk, self.course_id, *period])]
        course = ("AND course_id = %s", [self.course_id]) if self.course_id else ("", [])
        statement = f"""SELECT {columns("0", "0", f"{_tens()} AS tens", ["COUNT(*)"])} FROM {Fact._meta.db_table} f
            WHERE {self.unit.tree}_unit_id = %s AND day BETWEEN %s AND %s AND verb = 'handed_in' AND seconds IS NOT NULL
            AND {is_folded()} {course[0]} GROUP BY tens"""
        return [(statement, [self.unit.pk, *period, *course[1]])]

    def take(self, row: Row) -> None:
        tens, number = row[2], int(row[3])
        if number:
            self._by_tens[tens] = number

    @property
    def answer(self) -> int | None:
        """In seconds; None without attempts whose time is known."""
        return median_seconds(self._by_tens)


def _tens() -> str:
    """SQL: seconds as times.tens_of rounds them."""
    least, most = ("LEAST", "GREATEST") if connection.vendor == "postgresql" else ("MIN", "MAX")
    return f"{least}({most}((seconds + {STEP - 1}) / {STEP}, 1), {LONGEST})"


def write_time_cells(table: str, *, without_refolded: bool = False) -> None:
    """Fills an empty table like TimeCell's from the facts that are folded; or those that were when a recount began."""
    leaves = ", ".join(f"'{kind.value}'" for kind in sorted(LEAF_KINDS))
    # Read once, of the many facts the few whose time is known.
    timed = f"""
        timed AS (SELECT course_id, day, {_tens()} AS tens, school_unit_id, union_unit_id FROM {Fact._meta.db_table} f
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
