"""Writing facts: once each, in the transaction of what they record."""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from participation.models import Activity, Fact, PendingFact
from rosters.models import Member, Membership

# The verbs that change a figure; a step by itself does not, and is never waiting to be folded.
FOLDED_VERBS = (Fact.Verb.STARTED, Fact.Verb.STUDIED, Fact.Verb.HANDED_IN, Fact.Verb.PASSED, Fact.Verb.COMPLETED)


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
    connection = transaction.get_connection()
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() must run in the transaction of what it records.")
    at = at or timezone.now()
    day = timezone.localdate(at)
    places = {m.tree: m.unit_id for m in Membership.objects.on(day).filter(member=member)}
    fact = Fact(
        key=key,
        member=member,
        verb=verb,
        activity=activity,
        course=activity.course,
        detail=detail,
        at=at,
        day=day,
        score=score,
        school_unit_id=places.get("school"),
        union_unit_id=places.get("union"),
    )
    try:
        with transaction.atomic():
            fact.save(force_insert=True)
    except IntegrityError:
        if Fact.objects.filter(key=key).exists():
            return False
        raise
    if verb in FOLDED_VERBS:
        PendingFact.objects.create(fact=fact)
    return True
