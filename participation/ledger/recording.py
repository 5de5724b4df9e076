"""Writing facts: once each, in the transaction of what they record."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from participation.ledger.models import Activity, Fact
from participation.ledger.queues import PendingFact
from participation.rules.measures import CODES
from rosters.models import Member, Membership

# The verbs that change a figure; a step by itself does not, and is never waiting to be folded.
FOLDED_VERBS = tuple(CODES)

_COLUMNS = (
    "key", "member_id", "verb", "activity_id", "course_id", "detail", "at", "day", "score", "seconds", "recorded_at",
)  # fmt: skip
# The unit of the member in a tree on the day of the fact.
_UNIT = f"""(SELECT unit_id FROM {Membership._meta.db_table} WHERE member_id = %(member_id)s AND tree = '{{tree}}'
    AND start <= %(day)s AND ("end" IS NULL OR "end" > %(day)s) LIMIT 1)"""
# Everything in one statement: the fact with its units, unless its key is there already.
_INSERT = f"""INSERT INTO {Fact._meta.db_table} ({", ".join(_COLUMNS)}, school_unit_id, union_unit_id)
    VALUES ({", ".join(f"%({name})s" for name in _COLUMNS)}, {_UNIT.format(tree="school")}, {_UNIT.format(tree="union")})
    ON CONFLICT (key) DO NOTHING RETURNING id"""
_QUEUE = f"INSERT INTO {PendingFact._meta.db_table} (fact_id)"
_INSERT_AND_QUEUE = f"WITH new AS ({_INSERT}) {_QUEUE} SELECT id FROM new"


def record(
    member: Member,
    verb: str,
    activity: Activity,
    key: str,
    *,
    at: dt.datetime | None = None,
    detail: str = "",
    score: Decimal | None = None,
    seconds: int | None = None,
) -> bool:
    """Add the fact named `key`, unless it is there already. Whether it is new.

    Must be called in the transaction that writes what the fact records; raises TransactionManagementError
    outside of one. `at` is when it happened, now by default; the units are those of that day.
    """
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() must run in the transaction of what it records.")
    now = timezone.now()
    at = at or now
    course = activity.course
    values = (key, member.pk, str(verb), activity.pk, course.pk, detail, at, timezone.localdate(at), score, seconds, now)
    insert = _insert_at_once if connection.vendor == "postgresql" else _insert_in_steps
    return insert(dict(zip(_COLUMNS, values, strict=True)), waits=verb in FOLDED_VERBS)


def _insert_at_once(values: dict[str, Any], *, waits: bool) -> bool:
    """Inserts the fact, and its row in the queue when it `waits` to be folded. Whether the key was new.

    One way to the server and back, of a statement that it has planned before: planning it anew takes as long as the rest.
    """
    from psycopg import Cursor

    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(_INSERT_AND_QUEUE if waits else _INSERT, values, prepare=True)
        return bool(cursor.rowcount)


def _insert_in_steps(values: dict[str, Any], *, waits: bool) -> bool:
    """The same on SQLite, which has no dates, times or decimals of its own and queues in a second statement."""
    adapted = {
        **values,
        "at": connection.ops.adapt_datetimefield_value(values["at"]),
        "recorded_at": connection.ops.adapt_datetimefield_value(values["recorded_at"]),
        "day": connection.ops.adapt_datefield_value(values["day"]),
        "score": connection.ops.adapt_decimalfield_value(values["score"], 5, 2),
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, adapted)
        new = cursor.fetchone()
        if new and waits:
            cursor.execute(f"{_QUEUE} VALUES (%s)", [new[0]])
        return new is not None
