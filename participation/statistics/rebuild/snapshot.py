"""All facts, members, memberships and units as columns, read in the order that leaves nothing out."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.db import connection

from participation.ledger.models import Activity, Fact
from participation.rules.coverage import Needed
from participation.rules.groups import EVERYBODY, KINDS
from participation.rules.measures import VerbCode
from participation.rules.whole_weeks import FOUR_WEEKS
from participation.statistics.fold.needed import needed_of_courses
from participation.statistics.rebuild.binary_copy import BIGINT, INTEGER, Columns, read_columns
from participation.statistics.rebuild.coverage_cells import Members, Memberships
from participation.statistics.rebuild.day_cells import Facts, Level
from participation.statistics.sql import IS_COUNTED, SEX, UNION, birth_year, hundredths, is_folded, verb_code
from rosters.models import Member, Membership, Unit
from rosters.units import LEAF_KINDS, Tree, UnitKind

# Days are numbered from here; no fact and no membership is older.
EPOCH = dt.date(2000, 1, 1)
NO_DAY = -1_000_000


def day_of(number: int) -> dt.date:
    return EPOCH + dt.timedelta(days=int(number))


def _days_since_epoch(column: str) -> str:
    if connection.vendor == "postgresql":
        return f"({column} - DATE '{EPOCH}')"
    return f"CAST(julianday({column}) - julianday('{EPOCH}') AS INTEGER)"


def read_facts(*, when_rebuild_began: bool = False) -> Columns:
    """Every folded fact that a figure is counted from, in the order of verbs (VerbCode); or those alone that were folded
    when a rebuild began.
    """
    columns = {
        "member": ("member_id", BIGINT),
        "verb": (verb_code(), INTEGER),
        "activity": ("activity_id", BIGINT),
        "course": ("course_id", BIGINT),
        "day": (_days_since_epoch("day"), INTEGER),
        "score": (f"CAST({hundredths()} AS integer)", INTEGER),
        "school": ("COALESCE(school_unit_id, 0)", BIGINT),
        "union": ("COALESCE(union_unit_id, 0)", BIGINT),
    }
    folded = is_folded(when_rebuild_began=when_rebuild_began)
    found = read_columns(columns, f"FROM {Fact._meta.db_table} f WHERE {IS_COUNTED} AND {folded}")
    # Sixteen bits are sorted by counting.
    order = np.argsort(found["verb"].astype(np.int16), kind="stable")
    for name in found:
        # One after the other: of ten million facts two copies of every column are much.
        found[name] = found[name][order]
    return found


def read_members() -> Columns:
    """Every member with the groups that they are in."""
    columns = {
        "member": ("id", BIGINT), "sex": (SEX, INTEGER), "union": (UNION, INTEGER), "year": (birth_year(), INTEGER),
    }  # fmt: skip
    return read_columns(columns, f"FROM {Member._meta.db_table} ORDER BY id")


def read_memberships() -> Columns:
    """Every membership, in order."""
    columns = {
        "member": ("member_id", BIGINT),
        "unit": ("unit_id", BIGINT),
        "start": (_days_since_epoch("start"), INTEGER),
        "end": (f"COALESCE({_days_since_epoch(connection.ops.quote_name('end'))}, {NO_DAY})", INTEGER),
    }
    return read_columns(columns, f"FROM {Membership._meta.db_table} ORDER BY id")


@dataclass(frozen=True)
class Snapshot:
    """What all cells are counted from."""

    facts: Columns
    members: Columns
    memberships: Columns
    units: list[tuple[int, str, str, str]]
    activities: list[int]
    needed: dict[int, Needed]

    @classmethod
    def read(cls, *, when_rebuild_began: bool = False) -> "Snapshot":
        """All that is folded, or that was when a rebuild began."""
        return cls(
            facts=read_facts(when_rebuild_began=when_rebuild_began),
            members=read_members(),
            memberships=read_memberships(),
            units=list(Unit.objects.order_by("path").values_list("pk", "path", "kind", "tree")),
            activities=list(Activity.objects.courses().order_by("pk").values_list("pk", flat=True)),
            needed=needed_of_courses(),
        )

    @cached_property
    def first_day(self) -> int:
        """The first of the four weeks in which the first fact happened."""
        day = int(self.facts["day"].min()) if len(self.facts["day"]) else 0
        return day - (EPOCH.toordinal() - 1 + day) % FOUR_WEEKS

    @cached_property
    def group_codes(self) -> np.ndarray:
        """The groups that there are, in order; everybody is the first."""
        found = [self.members[name] for name in ("sex", "union", "year")]
        kinds = np.array(sorted(KINDS.values()))
        return np.unique(np.concatenate([[EVERYBODY], kinds, *found]))

    @cached_property
    def unit_ids(self) -> np.ndarray:
        return np.array([pk for pk, *_ in self.units], dtype=np.int64)

    @cached_property
    def celled_ids(self) -> np.ndarray:
        """The units that have day cells, in order: a province has few beside its classes and chapters."""
        return np.array([pk for pk, _path, kind, _tree in self.units if kind not in LEAF_KINDS], dtype=np.int64)

    @cached_property
    def member_groups(self) -> list[np.ndarray]:
        """For sex, union and birth year: the number of the group of each member, in the order of `members`."""
        return [np.searchsorted(self.group_codes, self.members[name]) for name in ("sex", "union", "year")]

    @cached_property
    def _number_of_member(self) -> np.ndarray:
        return _inverse(self.members["member"])

    @cached_property
    def _number_of_unit(self) -> np.ndarray:
        return _inverse(self.unit_ids)

    @cached_property
    def _counted(self) -> slice:
        """The facts that cells count: all but those of completed lessons, whose verb is the last."""
        return slice(0, int(np.searchsorted(self.facts["verb"], VerbCode.COMPLETED_LESSON)))

    def as_facts(self) -> Facts:
        """The facts with everything counted from 0; those of completed lessons are left out."""
        columns = {name: column[self._counted] for name, column in self.facts.items()}
        return Facts(
            member=self._number_of_member[columns["member"]],
            verb=columns["verb"],
            course=np.searchsorted(self.activities, columns["course"]),
            day=columns["day"] - self.first_day,
            score=columns["score"],
        )

    def levels(self) -> list[Level]:
        """The units with cells above each fact, as numbered in `celled_ids`, of both trees at every depth."""
        found = []
        for tree in Tree:
            unit = self._number_of_unit[self.facts[tree.value][self._counted]]
            for above, kind in self._above(tree.value):
                found.append(Level(above[unit], kind[unit]))
        return found

    def _above(self, tree: str) -> list[tuple[np.ndarray, np.ndarray]]:
        """For each depth: for each unit the one above it there that has cells (or itself), and the group by kind.

        Both have one entry more, at -1, for no unit.
        """
        step, index = Unit.steplen, self._index_of_path
        celled = _inverse(self.celled_ids)
        depth = max((len(path) // step for _pk, path, _kind, own in self.units if own == tree), default=0)
        kind_number = {kind: int(np.searchsorted(self.group_codes, KINDS[UnitKind(kind)])) for *_, kind, _tree in self.units}
        found = []
        for level in range(1, depth + 1):
            above = np.full(len(self.units) + 1, -1, dtype=np.int32)
            kinds = np.zeros(len(self.units) + 1, dtype=np.int32)
            for number, (_pk, path, _kind, own) in enumerate(self.units):
                if own != tree or len(path) < level * step:
                    continue
                there = index[path[: level * step]]
                if self.units[there][2] in LEAF_KINDS:
                    continue
                below = index[path[: (level + 1) * step]] if len(path) > level * step else number
                above[number], kinds[number] = celled[self.units[there][0]], kind_number[self.units[below][2]]
            found.append((above, kinds))
        return found

    def as_members(self) -> Members:
        """How far each member is with each course."""
        verb = self.facts["verb"]
        reached = np.flatnonzero(verb >= VerbCode.STARTED)
        return Members(
            groups=[np.zeros(len(self.members["member"]), dtype=np.int64), *self.member_groups],
            member=self._number_of_member[self.facts["member"][reached]],
            verb=verb[reached],
            activity=self.facts["activity"][reached],
            course=self.facts["course"][reached],
        )

    def as_memberships(self) -> Memberships:
        member, unit = self._number_of_member[self.memberships["member"]], self._number_of_unit[self.memberships["unit"]]
        # Whoever was put somewhere between one table and the next waits in the queue to be counted anew.
        kept = np.flatnonzero((member >= 0) & (unit >= 0))
        return Memberships(
            member=member[kept],
            unit=unit[kept],
            start=self.memberships["start"][kept],
            end=self.memberships["end"][kept],
            is_open=self.memberships["end"][kept] == NO_DAY,
            above=[
                np.array([self._at_depth(path, level) for _pk, path, *_ in self.units]) for level in range(1, self._depth + 1)
            ],
        )

    @cached_property
    def _depth(self) -> int:
        return max((len(path) // Unit.steplen for _pk, path, *_ in self.units), default=0)

    @cached_property
    def _index_of_path(self) -> dict[str, int]:
        return {path: number for number, (_pk, path, *_) in enumerate(self.units)}

    def _at_depth(self, path: str, level: int) -> int:
        length = level * Unit.steplen
        return self._index_of_path[path[:length]] if len(path) >= length else -1


def _inverse(ids: np.ndarray) -> np.ndarray:
    """The number of each id among `ids`; -1 for others, of which 0 is one."""
    inverse = np.full(int(ids.max()) + 2 if len(ids) else 2, -1)
    inverse[ids] = np.arange(len(ids))
    return inverse
