"""Counting everything anew from the facts and the rosters, and writing it in place of what was there."""

from collections.abc import Callable

from django.db import connection, transaction

from participation.cell_tables import TABLES, Tables
from participation.everything import Everything
from participation.folding import lock_folding
from participation.models import MemberChange, PendingFact
from rosters.importing.memory import paused_collector

Report = Callable[[str, int], None]


@transaction.atomic
def rebuild(report: Report = lambda step, number: None) -> int:
    """Count everything anew. How many facts were counted.

    Writers go on: what they write meanwhile waits with its row in a queue, and is folded afterwards. Readers wait for
    the end. `report` is told the step ("read", "cells", "members") and how much of it was done.
    """
    lock_folding()
    PendingFact.objects.all().delete()
    MemberChange.objects.all().delete()
    with paused_collector():
        everything = Everything.read()
        number = len(everything.facts["member"])
        report("read", number)
        _empty()
        for written in Tables().write(everything):
            report("cells", written)
    report("members", len(everything.members["member"]))
    return number


def _empty() -> None:
    with connection.cursor() as cursor:
        for model in TABLES:
            statement = "TRUNCATE" if connection.vendor == "postgresql" else "DELETE FROM"
            cursor.execute(f"{statement} {model._meta.db_table}")
