"""Writing the cells of roster and coverage, and what they hold for each member."""

import json
from collections import defaultdict
from collections.abc import Mapping

from participation.rules.coverage import Contribution, CoverageChanges, RosterChanges
from participation.statistics.models import CoverageCell, MemberContribution, RosterCell
from rosters.database.upserts import add_numbers, upsert

COVERAGE = ("members", "started", "completed", "passed")


def change_roster(changes: RosterChanges) -> None:
    rows = [(*key, number) for key, number in sorted(changes.items()) if number]
    add_numbers(RosterCell, ("unit_id", "group", "day"), ("change",), rows)


def change_coverage(changes: CoverageChanges) -> None:
    cells: dict[tuple[int, int, int], dict[str, int]] = defaultdict(dict)
    for (course, group, unit, name), number in changes.items():
        if number:
            cells[course, group, unit][name] = number
    rows = [(*key, *(cell.get(name, 0) for name in COVERAGE)) for key, cell in sorted(cells.items())]
    add_numbers(CoverageCell, ("course_id", "group", "unit_id"), COVERAGE, rows)


def keep_contributions(contributions: Mapping[int, Contribution]) -> None:
    """Remembers what was counted for members."""
    rows = [(pk, json.dumps(each.to_json(), separators=(",", ":"))) for pk, each in contributions.items()]
    upsert(MemberContribution, ("member_id",), ("counted",), rows)
