"""How long attempts took."""

from participation.ledger.models import Fact
from participation.rules.attempt_times import median_seconds
from participation.rules.periods import Period
from participation.statistics.attempt_times import tens
from participation.statistics.models import TimeCell
from participation.statistics.sql import day_value, fetch, is_folded
from rosters.models import Unit
from rosters.units import LEAF_KINDS


def median_time_of(unit: Unit, period: Period, course_id: int) -> int | None:
    """The median time, in seconds, of the attempts in a unit whose time is known; None without any."""
    days = [day_value(period.first), day_value(period.last)]
    if unit.kind not in LEAF_KINDS:
        statement = f"""SELECT tens, SUM(number) FROM {TimeCell._meta.db_table}
            WHERE unit_id = %s AND course_id = %s AND day BETWEEN %s AND %s GROUP BY tens"""
        rows = fetch(statement, [unit.pk, course_id, *days])
    else:
        course, parameters = ("AND course_id = %s", [course_id]) if course_id else ("", [])
        statement = f"""SELECT {tens()} AS tens, COUNT(*) FROM {Fact._meta.db_table} f
            WHERE {unit.tree}_unit_id = %s AND day BETWEEN %s AND %s AND verb = 'handed_in' AND seconds IS NOT NULL
            AND {is_folded()} {course} GROUP BY tens"""
        rows = fetch(statement, [unit.pk, *days, *parameters])
    return median_seconds({step: int(number) for step, number in rows if number})
