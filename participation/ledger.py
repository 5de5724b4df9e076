"""Writing facts: once each, in the transaction of what they record."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from participation.models import Activity, Fact, PendingFact
from rosters.models import Member, Membership

# The verbs that change a figure; a step by itself does not, and is never waiting to be folded.
FOLDED_VERBS = (Fact.Verb.STARTED, Fact.Verb.STUDIED, Fact.Verb.HANDED_IN, Fact.Verb.PASSED, Fact.Verb.COMPLETED)

_COLUMNS = "key, member_id, verb, activity_id, course_id, detail, at, day, score, recorded_at"
# The place of the member in a tree on the day of the fact.
_PLACE = f"""(SELECT unit_id FROM {Membership._meta.db_table} WHERE member_id = %s AND tree = %s
    AND start <= %s AND ("end" IS NULL OR "end" > %s) LIMIT 1)"""
# Everything in one statement: the fact with its places, unless its key is there already.
_INSERT = f"""INSERT INTO {Fact._meta.db_table} ({_COLUMNS}, school_unit_id, union_unit_id)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, {_PLACE}, {_PLACE})
    ON CONFLICT (key) DO NOTHING RETURNING id"""
_QUEUE = PendingFact._meta.db_table


def record(
    member: Member,
    verb: str,
    activity: Activity,
    key: str,
    *,
    at: dt.datetime | None = None,
    detail: str = "",
    score: Decimal | None = None,
) -> bool:
    """Add the fact named `key`, unless it is there already. Whether it is new.

    Must be called in the transaction that writes what the fact records; raises TransactionManagementError
    outside of one. `at` is when it happened, now by default; the units are those of that day.
    """
    transaction.get_connection().validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() must run in the transaction of what it records.")
    now = timezone.now()
    at = at or now
    day = timezone.localdate(at)
    values = [key, member.pk, verb, activity.pk, activity.course.pk, detail, *_adapted(at, day, score, now)]
    for tree in ("school", "union"):
        values += [member.pk, tree, *_adapted(day, day)]
    return _insert(values, waits=verb in FOLDED_VERBS)


def _insert(values: list[Any], *, waits: bool) -> bool:
    """Inserts the fact, and its row in the queue when it `waits` to be folded. Whether the key was new."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and waits:
            # One way to the server and back: the writer's transaction costs what a bare insert costs.
            cursor.execute(f"WITH new AS ({_INSERT}) INSERT INTO {_QUEUE} (fact_id) SELECT id FROM new", values)
            return bool(cursor.rowcount)
        cursor.execute(_INSERT, values)
        new = cursor.fetchone()
        if new and waits:
            cursor.execute(f"INSERT INTO {_QUEUE} (fact_id) VALUES (%s)", [new[0]])
        return new is not None


def _adapted(*values: object) -> list[Any]:
    """Values as the database keeps them: SQLite has no dates, times or decimals of its own."""
    adapt = {
        dt.datetime: connection.ops.adapt_datetimefield_value,
        dt.date: connection.ops.adapt_datefield_value,
        Decimal: lambda value: connection.ops.adapt_decimalfield_value(value, 5, 2),
    }
    return [adapt[type(value)](value) if type(value) in adapt else value for value in values]
