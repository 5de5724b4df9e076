"""How far a running import is, for whoever looks: other processes, too. Kept in the shared cache, never relied upon."""

import time

from django.core.cache import caches

SECONDS_KEPT = 3600
SECONDS_BETWEEN_REPORTS = 0.3


class Progress:
    """Told how much is done; writes it down now and then."""

    def __init__(self, key: str, total: int = 0) -> None:
        self.key, self.total, self.done = key, max(total, 1), 0
        self.last_report = 0.0

    def add(self, number: int) -> None:
        self.done += number
        now = time.monotonic()
        if now - self.last_report >= SECONDS_BETWEEN_REPORTS:
            self.last_report = now
            caches["shared"].set(self.key, (self.done, self.total, time.time()), SECONDS_KEPT)


def progress_key(pk: int) -> str:
    return f"roster-import-{pk}"


def percent_done(pk: int) -> int:
    """0 to 99: a running import is never said to be done."""
    found = caches["shared"].get(progress_key(pk))
    return min(99, 100 * found[0] // found[1]) if found else 0


def last_sign_of_life(pk: int) -> float:
    """The time of the last report in seconds since 1970; 0 when there was none."""
    found = caches["shared"].get(progress_key(pk))
    return found[2] if found else 0.0
