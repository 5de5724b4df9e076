"""Which class or chapter a row of a roster names. No database."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from rosters.importing.recognise.rows import Issue
from rosters.names import fold

_LEAF_PREFIXES = ("lop ", "chi doan ", "chi doi ", "cd ")
_UPPER_PREFIXES = ("truong ", "doan truong ", "doan ", "lien doi ")


class ExistingUnit(NamedTuple):
    """A unit that the file may name. `above_id` is the unit right above it."""

    pk: int
    name: str
    code: str
    above_id: int | None = None


class Place(NamedTuple):
    """Where a person goes: a unit that exists, or one to be made below `above_id`; or the issue that holds it back."""

    unit_id: int | None = None
    name: str = ""
    above_id: int | None = None
    issue: Issue | None = None


@dataclass(frozen=True)
class ExistingUnits:
    """The units at and below the unit for which a roster is imported.

    `unit_field` is the column that names one in this tree (class_name or chapter_name).
    `leaves` are the classes or chapters, `uppers` the schools or unions that may hold them.
    `target` is the unit itself when it holds members, so that no column is needed.
    `may_add` are the ids of the units below which a class or chapter may be made by an import.
    `own_names` are the names that a title may give to this unit: its own, and those of the units above and below it.
    """

    unit_field: str
    leaves: Sequence[ExistingUnit]
    uppers: Sequence[ExistingUnit] = ()
    target: ExistingUnit | None = None
    may_add: frozenset[int] = frozenset()
    own_names: Sequence[str] = ()


@lru_cache(maxsize=50_000)
def unit_key(name: str) -> str:
    """The name of a class or chapter for comparing: 10A1, Lớp 10 a1 and CĐ 10A1 have one key."""
    folded = fold(name)
    for prefix in _LEAF_PREFIXES:
        folded = folded.removeprefix(prefix)
    return folded.replace(" ", "")


def upper_key(name: str) -> str:
    """The name of a school or a union for comparing: Trường THPT Óc Eo and THPT Óc Eo have one key."""
    folded = fold(name)
    for prefix in _UPPER_PREFIXES:
        folded = folded.removeprefix(prefix)
    return folded.replace(" ", "")


class Placer:
    """Finds units in those that exist; remembers what was asked, because a roster names few units many times."""

    def __init__(self, units: ExistingUnits, fields: set[str], aliases: Mapping[str, str] | None = None) -> None:
        """`aliases` are names that stand for a class, as the organizer said: key of the name -> name of the class."""
        self.units, self.fields, self.aliases = units, fields, aliases or {}
        self.label = "Chi đoàn" if units.unit_field == "chapter_name" else "Lớp"
        self.upper_field = "branch_name" if units.unit_field == "chapter_name" else "school_name"
        self.leaves: dict[str, list[ExistingUnit]] = defaultdict(list)
        for leaf in units.leaves:
            for key in {unit_key(leaf.name), fold(leaf.code)}:
                self.leaves[key].append(leaf)
        self.uppers: dict[str, list[ExistingUnit]] = defaultdict(list)
        for upper in units.uppers:
            for key in {upper_key(upper.name), fold(upper.code)}:
                self.uppers[key].append(upper)
        self.known: dict[tuple[str, str], tuple[Place, list[ExistingUnit]]] = {}
        # (id above, key) -> name as first written, of units that are to be made.
        self.new_names: dict[tuple[int, str], str] = {}

    def unit_name(self, values: Mapping[str, Any]) -> str:
        """The unit that a row names. A class stands for a chapter only where the file has no column of chapters."""
        name = values.get(self.units.unit_field, "")
        if not name and self.units.unit_field not in self.fields:
            name = values.get("class_name", "")
        return self.aliases.get(unit_key(name), name) if self.aliases else name

    def belongs_nowhere(self, values: Mapping[str, Any]) -> bool:
        """A pupil without a chapter, in a list with a column of chapters, is not put into one."""
        return (
            self.units.unit_field == "chapter_name"
            and self.units.target is None
            and "chapter_name" in self.fields
            and not self.unit_name(values)
        )

    def place(self, values: Mapping[str, Any], current_id: int | None) -> Place:
        """Where a row puts its person, who is now in the unit with `current_id`."""
        name, upper = self.unit_name(values), values.get(self.upper_field, "")
        if (name, upper) not in self.known:
            self.known[name, upper] = self._place(name, upper)
        place, several = self.known[name, upper]
        for unit in several:
            if unit.pk == current_id:
                return Place(unit.pk, unit.name)
        return place

    def _place(self, name: str, upper: str) -> tuple[Place, list[ExistingUnit]]:
        """The place, and the units among which a member's own is preferred."""
        if self.units.target:
            return self._in_target(name, self.units.target), []
        if not name:
            return self._refused("", "unit_missing", f"Dòng này chưa cho biết {self.label.lower()}, ví dụ 10A1."), []
        above_id, issue = self._above(upper)
        if issue:
            return Place(name=name, issue=issue), []
        found = [leaf for leaf in self.leaves.get(unit_key(name), []) if above_id is None or leaf.above_id == above_id]
        if not found:
            return self._new(name, above_id), []
        if len(found) == 1:
            return Place(found[0].pk, found[0].name), found
        message = (
            f"Có {len(found)} {self.label.lower()} cùng tên này. Thêm cột {self._upper_label()}, "
            "ghi mã đơn vị thay cho tên, hoặc nhập ở từng đơn vị cấp dưới."
        )
        return self._refused(name, "unit_ambiguous", message), found

    def _in_target(self, name: str, target: ExistingUnit) -> Place:
        if name and unit_key(name) not in (unit_key(target.name), unit_key(target.code)):
            message = f"Bạn đang nhập danh sách cho {target.name}. Hãy nhập ở đơn vị cấp trên, hoặc bỏ dòng này."
            return self._refused(name, "other_unit", message)
        return Place(target.pk, target.name)

    def _new(self, name: str, above_id: int | None) -> Place:
        if above_id is None and len(self.units.may_add) == 1 and len(self.units.uppers) == 1:
            above_id = next(iter(self.units.may_add))
        if above_id is None or above_id not in self.units.may_add:
            hint = "Kiểm tra lại cách viết" + ("" if above_id else f", hoặc thêm cột {self._upper_label()}") + "."
            return self._refused(name, "unit_unknown", f"Chưa có {self.label.lower()} này trong đơn vị. {hint}")
        return Place(None, self.new_names.setdefault((above_id, unit_key(name)), name), above_id)

    def _above(self, upper: str) -> tuple[int | None, Issue | None]:
        """The school or union that a row names; an issue when it is none of those below the target, or several."""
        if not upper:
            return None, None
        found = self.uppers.get(upper_key(upper)) or self.uppers.get(fold(upper), [])
        if len(found) == 1:
            return found[0].pk, None
        label = self._upper_label()
        if found:
            message = f"Có {len(found)} đơn vị cùng tên này. Ghi mã đơn vị thay cho tên."
            return None, Issue(label, upper, "upper_ambiguous", message)
        message = "Không có đơn vị này trong phạm vi bạn đang nhập. Kiểm tra lại tên, hoặc nhập ở đơn vị cấp trên."
        return None, Issue(label, upper, "upper_unknown", message)

    def _upper_label(self) -> str:
        return "Đoàn cơ sở" if self.units.unit_field == "chapter_name" else "Trường"

    def _refused(self, name: str, code: str, message: str) -> Place:
        return Place(name=name, issue=Issue(self.label, name, code, message))
