"""Birth dates that a mouse made: a cell dragged down gives each row the next day, the next year, or the same day. No database."""

import datetime as dt
from dataclasses import dataclass, field

Place = tuple[str, int]
# So many rows one under the other: five neighbours of a class are hardly born on five days in a row.
SHORTEST = 5
# A short list that is one run may have been made up to try something out: it is asked about from here on.
SHORTEST_WHOLE = 12
# A list sorted by birth date has such runs of itself; there a run must be most of the list.
SHARE_SORTED = 0.95


def step_between(one: dt.date, other: dt.date) -> str:
    """How `other` follows `one` when a cell is dragged: "same", "day", "year", or "" for not at all."""
    if one == other:
        return "same"
    if other - one == dt.timedelta(days=1):
        return "day"
    return "year" if (one.day, one.month, one.year + 1) == (other.day, other.month, other.year) else ""


@dataclass
class DateRuns:
    """Looks at the dates of a list row by row; `found` gives the rows of all runs that are long enough."""

    runs: list[list[tuple[Place, dt.date]]] = field(default_factory=list)
    current: list[tuple[Place, dt.date]] = field(default_factory=list)
    step: str = ""
    pairs: int = 0
    ascending: int = 0

    def see(self, place: Place, born: dt.date | None) -> None:
        """The next row of the list; None where it has no date or where the date is known already."""
        if born is None:
            self._end()
            return
        if not self.current:
            self.current = [(place, born)]
            return
        (sheet, row), before = self.current[-1]
        self.pairs += 1
        self.ascending += before <= born
        step = step_between(before, born) if (sheet, row + 1) == place else ""
        if step and step in (self.step, self.step or step):
            self.step = step
            self.current.append((place, born))
            return
        last = self.current[-1]
        self._end()
        # The last of one run may be the first of the next.
        self.current = [last, (place, born)] if step else [(place, born)]
        self.step = step

    def _end(self) -> None:
        if len(self.current) >= SHORTEST:
            self.runs.append(self.current)
        self.current, self.step = [], ""

    def found(self) -> list[tuple[Place, dt.date]]:
        """(place, date) of the rows whose dates a mouse may have made, in the order of the list."""
        runs = [*self.runs, self.current] if len(self.current) >= SHORTEST else self.runs
        is_sorted = self.pairs > 0 and self.ascending >= SHARE_SORTED * self.pairs
        return [row for run in runs if self._is_odd(len(run), is_sorted) for row in run]

    def _is_odd(self, length: int, is_sorted: bool) -> bool:
        if 2 * length > self.pairs:
            return length >= SHORTEST_WHOLE
        return not is_sorted
