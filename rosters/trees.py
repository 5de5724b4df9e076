"""Changing the trees of units under a lock: treebeard itself locks little."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from rosters.models import Unit
from rosters.names import fold
from rosters.units import TREE_OF_KIND, UnitKind, may_stand_below

# Any fixed number; PostgreSQL's advisory locks are named by numbers.
TREE_LOCK = 7_202_501
_before_moves: list[Callable[[Unit], None]] = []


def before_unit_moves(prepare: Callable[[Unit], None]) -> None:
    """Apps to the right call this when they are ready: `prepare` takes what they count out from under a unit that moves."""
    if prepare not in _before_moves:
        _before_moves.append(prepare)


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
    if above and Unit.objects.filter(pk=above.pk, closed_on__isnull=False).exists():
        raise MisplacedUnit(f"{above.label} đã đóng. Mở lại {above.label} trước.")
    fields: dict[str, Any] = {"kind": kind, "name": name, "code": code}
    with locked_tree():
        if above is None:
            return Unit.add_root(**fields)
        return Unit.objects.get(pk=above.pk).add_child(**fields)


def move_unit(unit: Unit, above: Unit) -> None:
    """Put `unit`, with all units below it, below another one. Raises MisplacedUnit.

    Its members and what they did go with it: figures of the units above change, also of periods gone by.
    """
    with locked_tree():
        unit, above = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=above.pk)
        if above.path.startswith(unit.path):
            raise MisplacedUnit("Không thể đặt một đơn vị dưới chính nó hay đơn vị trực thuộc của nó.")
        if not may_stand_below(unit.kind, above.kind):
            raise MisplacedUnit(f"{UnitKind(unit.kind).label} không thể đặt dưới {above.label}.")
        if above.closed_on is not None:
            raise MisplacedUnit(f"{above.label} đã đóng. Mở lại {above.label} trước.")
        if unit.path[: -Unit.steplen] == above.path:
            return
        for prepare in _before_moves:
            prepare(unit)
        unit.move(above, "last-child")


def add_units(above: Unit, kind: UnitKind, names: list[str]) -> list[int]:
    """New units of one kind below `above`, in a few queries however many. Their ids in the order of `names`.

    Raises MisplacedUnit. Codes are made from the code above and the name.
    """
    return list(add_units_below({above.pk: names}, kind).values())


def add_units_below(names: Mapping[int, list[str]], kind: UnitKind) -> dict[tuple[int, str], int]:
    """New units of one kind below several: `names` by the id of the unit above. Ids by (id above, name).

    Raises MisplacedUnit. Codes are made from the code above and the name.
    """
    with locked_tree():
        aboves = list(Unit.objects.select_for_update().filter(pk__in=names).order_by("path"))
        for above in aboves:
            if not may_stand_below(kind, above.kind):
                raise MisplacedUnit(f"{UnitKind(kind).label} không thể đặt dưới {above.label}.")
        made = _new_units(aboves, names, kind)
        Unit.objects.bulk_create([unit for _key, unit in made], batch_size=1000)
        for above in aboves:
            above.numchild += len(names[above.pk])
        Unit.objects.bulk_update(aboves, ["numchild"])
        ids = dict(Unit.objects.filter(path__in=[unit.path for _key, unit in made]).values_list("path", "pk"))
        return {key: ids[unit.path] for key, unit in made}


def _new_units(aboves: list[Unit], names: Mapping[int, list[str]], kind: UnitKind) -> list[tuple[tuple[int, str], Unit]]:
    """Units ready to be written, each after its last sister and with a free code; not written yet."""
    last: dict[str, int] = {}
    for path in Unit.objects.filter(depth__in={above.depth + 1 for above in aboves}).values_list("path", flat=True):
        parent = path[: -Unit.steplen]
        last[parent] = max(last.get(parent, 0), Unit._str2int(path[-Unit.steplen :]))
    taken = set(Unit.objects.values_list("code", flat=True))
    made = []
    for above in aboves:
        for place, name in enumerate(names[above.pk], last.get(above.path, 0) + 1):
            unit = Unit(kind=kind, name=name, code=_free_code(above, name, taken), tree=TREE_OF_KIND[kind])
            unit.path, unit.depth, unit.numchild = Unit._get_path(above.path, above.depth + 1, place), above.depth + 1, 0
            unit.folded_name = fold(unit.label)
            made.append(((above.pk, name), unit))
    return made


def _free_code(above: Unit, name: str, taken: set[str]) -> str:
    """A free code for a unit called `name` below `above`: the code above, a hyphen, the name in capitals."""
    base = f"{above.code}-{re.sub(r'[^A-Z0-9]+', '', fold(name).upper())}"[:36]
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    taken.add(code)
    return code
