"""How far the people of a unit are, as it is told to other systems.

Coverage is of those who are there now: told exactly and at any time, the number before and after one pupil moves would tell
whether that pupil had begun or completed. So a number is told as a multiple of k, with a secret shift that is another every
week, and stays as it was when it was first asked for in a week (participation.rules.public_numbers says what that hides).
"""

import datetime as dt
from typing import Any, cast

from django.core.cache import caches
from django.utils.crypto import salted_hmac

from participation.rules.periods import week_of
from participation.rules.public_numbers import rounded

SECONDS_KEPT = 8 * 24 * 3600
COUNTS = ("started", "completed", "passed")


def as_told(coverage: dict[str, Any], roster: int, of: str, k: int, today: dt.date) -> dict[str, Any]:
    """`coverage` of `of` (a unit, with a course and group) in this week, to be told with groups of at least `k` people.

    With k of 1 there is nothing to hide, and the numbers are exact.
    """
    if k <= 1:
        return coverage
    week = week_of(today).first.isoformat()
    counts = {name: min(rounded(coverage[name], k, _shift(f"{of}:{name}:{week}", k)), roster // k * k) for name in COUNTS}
    told = {**coverage, **counts, "rate": round(counts["completed"] / roster, 4) if roster else None}
    return cast("dict[str, Any]", caches["shared"].get_or_set(f"told-coverage:{of}:{week}", told, SECONDS_KEPT))


def _shift(of: str, k: int) -> int:
    """From 0 to k - 1, known to this server alone."""
    return int.from_bytes(salted_hmac("participation.told_coverage", of, algorithm="sha256").digest(), "big") % k
