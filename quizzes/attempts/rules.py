"""The rules of taking a quiz: when it may be begun, when it is over, which attempt counts. Plain functions on values."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

# What is on its way when the time is over still counts.
GRACE = dt.timedelta(seconds=30)
# So long after handing in it is "right after".
AT_ONCE = dt.timedelta(minutes=2)
# An attempt without a limit that nobody comes back to.
LEFT_AFTER = dt.timedelta(days=14)


class Why(StrEnum):
    """Why a quiz cannot be begun now."""

    NOT_OPEN = "not_open"
    CLOSED = "closed"
    NO_MORE = "no_more"
    WAIT = "wait"
    # No question that could be asked.
    NOTHING = "nothing"


@dataclass(frozen=True)
class Refusal:
    """`until` says from when on it can, where that is known."""

    why: Why
    until: dt.datetime | None = None


def refusal(
    now: dt.datetime,
    ended: Sequence[dt.datetime],
    *,
    opens_at: dt.datetime | None = None,
    closes_at: dt.datetime | None = None,
    allowed: int | None = None,
    wait: dt.timedelta = dt.timedelta(0),
) -> Refusal | None:
    """Why a new attempt cannot be begun at `now`, None where it can. `ended` are the ends of the attempts that counted."""
    if closes_at and now >= closes_at:
        return Refusal(Why.CLOSED)
    if allowed is not None and len(ended) >= allowed:
        return Refusal(Why.NO_MORE)
    if opens_at and now < opens_at:
        return Refusal(Why.NOT_OPEN, opens_at)
    if ended and wait and now < (again := max(ended) + wait):
        return Refusal(Why.CLOSED) if closes_at and again >= closes_at else Refusal(Why.WAIT, again)
    return None


def due_at(started: dt.datetime, minutes: int | None, extra: int, closes_at: dt.datetime | None) -> dt.datetime | None:
    """When an attempt is over: after its minutes and those that this learner has more, and when the quiz closes. None: never.

    Whoever was given more time has it, also where the quiz closes meanwhile.
    """
    own = started + dt.timedelta(minutes=minutes + extra) if minutes else None
    closing = closes_at + dt.timedelta(minutes=extra) if closes_at else None
    return min((each for each in (own, closing) if each), default=None)


def is_over(due: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether answers that arrive at `now` are too late."""
    return due is not None and now > due + GRACE


def counted(scores: Sequence[Fraction], grading: str) -> Fraction | None:
    """The score that counts of those of all attempts, in the order in which they were handed in; None of none."""
    if not scores:
        return None
    if grading == "first":
        return scores[0]
    if grading == "last":
        return scores[-1]
    if grading == "mean":
        return sum(scores, Fraction(0)) / len(scores)
    return max(scores)


def reviewed(
    now: dt.datetime, handed_in_at: dt.datetime, closes_at: dt.datetime | None, *, at_once: int, later: int, closed: int
) -> int:
    """How much of an attempt its learner may see at `now`: one of the three."""
    if closes_at and now >= closes_at:
        return closed
    return at_once if now < handed_in_at + AT_ONCE else later


def drawn(pool: Sequence[int], number: int, key: str, name: str) -> list[int]:
    """`number` of the ids in `pool`, as the key of the attempt and the name of the drawing say: again and again the same."""
    return sorted(pool, key=lambda each: hashlib.sha256(f"{key}?{name}?{each}".encode()).digest())[:number]
