"""The units above a unit, for counting."""

from collections.abc import Iterable

from participation.rules.groups import KINDS
from rosters.models import Unit
from rosters.units import LEAF_KINDS, UnitKind


class Ancestry:
    """The units above each of some units."""

    def __init__(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """`rows` of id, path and kind hold the units themselves and all above them."""
        self._by_path = {path: (pk, kind) for pk, path, kind in rows}
        self._paths = {pk: path for path, (pk, _kind) in self._by_path.items()}
        self._rollup_units: dict[int, tuple[tuple[int, int], ...]] = {}

    @classmethod
    def of_all(cls) -> "Ancestry":
        return cls(Unit.objects.order_by().values_list("pk", "path", "kind"))

    @classmethod
    def of(cls, units: set[int]) -> "Ancestry":
        """Of a few units, without reading all of a province."""
        if len(units) > 200:
            return cls.of_all()
        paths = Unit.objects.order_by().filter(pk__in=units).values_list("path", flat=True)
        wanted = {above for path in paths for above in Unit.paths_down_to(path)}
        return cls(Unit.objects.order_by().filter(path__in=wanted).values_list("pk", "path", "kind"))

    def above(self, unit: int) -> tuple[int, ...]:
        """The unit and all above it, from the top."""
        return tuple(self._by_path[path][0] for path in Unit.paths_down_to(self._paths[unit]))

    def rollup_units(self, unit: int) -> tuple[tuple[int, int], ...]:
        """The units with cells at or above `unit`, each with the group by kind: of the unit directly below it on the
        way to `unit`, or its own kind when `unit` is that unit itself.
        """
        if unit not in self._rollup_units:
            chain = [self._by_path[path] for path in Unit.paths_down_to(self._paths[unit])]
            below = [*chain[1:], chain[-1]]
            self._rollup_units[unit] = tuple(
                (pk, KINDS[UnitKind(next_kind)])
                for (pk, kind), (_next, next_kind) in zip(chain, below, strict=True)
                if kind not in LEAF_KINDS
            )
        return self._rollup_units[unit]
