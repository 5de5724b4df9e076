"""What of a table of units may be published so that nobody can be inferred. Pure functions.

A number of people below `k` is not told, nor one that leaves fewer than `k` who did not take part: both tell something about
each of a few. Totals are published, too; so when what is not told could be found by subtracting, further rows are kept back
(complementary suppression), the smallest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

OPEN = ""
FEW_MEMBERS, FEW_PEOPLE, NEARLY_ALL, COMPLEMENT = "few_members", "few_people", "nearly_all", "complement"


@dataclass(frozen=True)
class TrueNumbers:
    """The true numbers of a unit."""

    roster: int
    people: int
    turns: int = 0
    completed: int = 0


@dataclass(frozen=True)
class Published:
    """What is told of a unit. `why` is OPEN when everything is. With FEW_PEOPLE people are fewer than k, with NEARLY_ALL at
    least `at_least`; the other numbers that are not told are None.
    """

    why: str = OPEN
    roster: int | None = None
    people: int | None = None
    turns: int | None = None
    completed: int | None = None
    at_least: int | None = None

    @property
    def rate(self) -> float | None:
        """People for each member; at least that much with NEARLY_ALL."""
        people = self.people if self.people is not None else self.at_least
        return people / self.roster if people is not None and self.roster else None


def publish(rows: Sequence[TrueNumbers], k: int) -> list[Published] | None:
    """What may be told of each row, beside their true totals; None when not even the totals may be told.

    That is so when what is kept back could be found by subtracting from the totals, and no open row is left to keep back
    with it: of two units with 4 people each, a total of 8 would tell that each has exactly 4.
    """
    reasons = [_reason(row, k) for row in rows]
    remaining = sorted((n for n, why in enumerate(reasons) if why == OPEN), key=lambda n: rows[n].people, reverse=True)
    while remaining and not _is_safe(rows, reasons, k):
        reasons[remaining.pop()] = COMPLEMENT
    if not _is_safe(rows, reasons, k):
        return None
    return [_told(row, why, k) for row, why in zip(rows, reasons, strict=True)]


def may_publish_total(total: TrueNumbers, k: int) -> bool:
    """Whether the whole is large enough to be told at all."""
    return _reason(total, k) == OPEN


def _reason(row: TrueNumbers, k: int) -> str:
    if row.roster < k:
        return FEW_MEMBERS
    if row.people < k:
        return FEW_PEOPLE
    return NEARLY_ALL if row.people > row.roster - k else OPEN


def _told(row: TrueNumbers, why: str, k: int) -> Published:
    if why == OPEN:
        return Published(OPEN, row.roster, row.people, row.turns, row.completed)
    if why == FEW_PEOPLE:
        return Published(why, row.roster)
    if why == NEARLY_ALL:
        return Published(why, row.roster, at_least=row.roster - k + 1)
    return Published(why)


def possible_people(row: Published, k: int, everybody: int) -> tuple[int, int]:
    """The fewest and the most people that a reader must think possible, from what is told of one row alone."""
    if row.why == OPEN and row.people is not None:
        return row.people, row.people
    if row.why == FEW_PEOPLE:
        return 0, k - 1
    if row.why == NEARLY_ALL and row.at_least is not None:
        return row.at_least, everybody
    return 0, everybody


def _is_safe(rows: Sequence[TrueNumbers], reasons: Sequence[str], k: int) -> bool:
    """Whether nobody who subtracts what is told from the totals learns a number that is not told."""
    closed = [n for n, why in enumerate(reasons) if why != OPEN]
    if not closed:
        return True
    unknown_rosters = [n for n in closed if reasons[n] in (FEW_MEMBERS, COMPLEMENT)]
    if len(closed) == 1 or len(unknown_rosters) == 1:
        return False
    rest = sum(rows[n].people for n in closed)
    if rest < k:
        return False
    ranges = [possible_people(_told(rows[n], reasons[n], k), k, rest) for n in closed]
    fewest, most = (sum(column) for column in zip(*ranges, strict=True))
    return all(min(high, rest - fewest + low) > max(low, rest - most + high) for low, high in ranges)
