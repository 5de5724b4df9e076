"""A new school year as one operation: classes move up, the last ones leave. Pure functions.

The result is a plan like any other: shown, confirmed, kept and undone in the same way.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rosters.importing.plan.matching import ExistingMember
from rosters.importing.plan.placing import unit_key
from rosters.importing.plan.rows import Change, PlanRow

LEAVES = "-"
STAYS = ""
_GRADE = re.compile(r"^(\D*?)(\d{1,2})(.*)$")
LAST_GRADES = {5, 9, 12}


@dataclass(frozen=True)
class UnitAfter:
    """Where those of a unit go: to the unit with `name`, which has `pk` if it exists; out of school; or nowhere."""

    name: str
    pk: int | None = None


def name_after(name: str, grades: Iterable[int]) -> str:
    """The name of a class one grade up: 11A1 for 10A1; LEAVES for the last grade, STAYS for what has no grade.

    The last grade is the end of a level (5, 9, 12) that is also the highest in the school: `grades` are all of it.
    """
    found = _GRADE.match(name)
    if not found:
        return STAYS
    grade = int(found.group(2))
    if grade in LAST_GRADES and grade == max(grades, default=grade):
        return LEAVES
    return f"{found.group(1)}{grade + 1}{found.group(3)}"


def grade_of(name: str) -> int | None:
    """The grade in the name of a class: 10 for 10A1."""
    found = _GRADE.match(name)
    return int(found.group(2)) if found else None


def plan_promotion(
    members: Iterable[ExistingMember], targets: Mapping[int, UnitAfter | None], above_id: int, staying: set[str]
) -> list[PlanRow]:
    """A row for each member of a unit in `targets`; None there means that they leave school.

    Members whose code is in `staying` repeat the year and remain where they are. A unit that is its own target stays.
    """
    rows = []
    for member in members:
        if member.unit_id is None or member.unit_id not in targets:
            continue
        after = targets[member.unit_id]
        row = PlanRow(
            "", 0, "unchanged", member.full_name, member.code, member.unit_name, member.pk, member.unit_id,
            from_unit_id=member.unit_id,
            read={"birth_date": member.birth_date.isoformat() if member.birth_date else None, "sex": member.sex},
        )  # fmt: skip
        if member.code not in staying and after is None:
            row.action = "close"
        elif member.code not in staying and after is not None and after.pk != member.unit_id:
            row.action, row.unit_name, row.unit_id, row.above_id = "move", after.name, after.pk, above_id
            row.changes = [Change("unit", member.unit_name, after.name)]
        rows.append(row)
    return rows


def find_unit(name: str, units: Mapping[str, tuple[int, str]]) -> UnitAfter:
    """The unit that `name` names among `units` by unit_key, or one that is to be made."""
    found = units.get(unit_key(name))
    return UnitAfter(found[1], found[0]) if found else UnitAfter(name)
