"""Changing the trees of units under a lock: treebeard itself locks little."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from rosters.models import Unit
from rosters.names import fold
from rosters.units import UnitKind, may_stand_below

# Any fixed number; PostgreSQL's advisory locks are named by numbers.
TREE_LOCK = 7_202_501


class MisplacedUnit(ValueError):
    """A unit of this kind may not stand there."""


@contextmanager
def locked_tree() -> Iterator[None]:
    """Only one transaction at a time changes units and rosters. SQLite has one writer anyway."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])
        yield


def add_unit(above: Unit | None, *, kind: str, name: str, code: str) -> Unit:
    """A new unit below `above`, or at the top of its tree. Raises MisplacedUnit."""
    if not may_stand_below(kind, above.kind if above else None):
        place = f"dưới {above.label}" if above else "ở cấp cao nhất"
        raise MisplacedUnit(f"{UnitKind(kind).label} không thể đặt {place}.")
    fields: dict[str, Any] = {"kind": kind, "name": name, "code": code}
    with locked_tree():
        if above is None:
            return Unit.add_root(**fields)
        return Unit.objects.get(pk=above.pk).add_child(**fields)


def code_below(above: Unit, name: str) -> str:
    """A free code for a unit called `name` below `above`: the code above, a hyphen, the name in capitals."""
    base = f"{above.code}-{re.sub(r'[^A-Z0-9]+', '', fold(name).upper())}"[:36]
    code, number = base, 1
    while Unit.objects.filter(code=code).exists():
        number += 1
        code = f"{base}-{number}"
    return code
