"""Slowing down those who guess login codes.

Three counters. One for a card tried from an address, which soon makes guessing one code from there hopeless. One for
a card wherever it is tried, generous, so that nobody far away locks a card by trying it wrongly. One for an address,
generous too: a whole class may sit behind it, and each success there forgives failures.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from rosters.models import LoginThrottle


@dataclass(frozen=True)
class Rule:
    """`free` failures cost nothing; each further one doubles the wait from `base` seconds up to `longest`.

    After `forget` seconds without a failure the counter begins again. A success takes `forgive` failures off.
    """

    free: int
    base: int
    longest: int
    forget: int
    forgive: int


CARD_FROM_ADDRESS = Rule(free=5, base=15, longest=15 * 60, forget=60 * 60, forgive=1_000_000)
CARD = Rule(free=60, base=5, longest=60, forget=60 * 60, forgive=1_000_000)
ADDRESS = Rule(free=150, base=5, longest=60, forget=10 * 60, forgive=5)


def wait_seconds(rule: Rule, failures: int, since_last: float) -> int:
    """Seconds still to wait after `failures`, the last of them `since_last` seconds ago; 0 when none."""
    if since_last >= rule.forget or failures < rule.free:
        return 0
    delay = min(rule.longest, rule.base * 2 ** min(failures - rule.free, 20))
    return max(0, int(delay - since_last + 0.999))


def _keys(member_code: str, address: str) -> dict[str, Rule]:
    card = member_code.upper()[:40]
    return {
        f"card:{card}": CARD,
        f"card:{card}@{address[:32]}": CARD_FROM_ADDRESS,
        f"address:{address[:60]}": ADDRESS,
    }


def seconds_to_wait(member_code: str, address: str, now: dt.datetime | None = None) -> int:
    """Seconds until the next attempt for this card from this address is looked at."""
    now = now or timezone.now()
    rules = _keys(member_code, address)
    rows = LoginThrottle.objects.filter(key__in=rules)
    return max(
        (wait_seconds(rules[row.key], row.failures, (now - row.last_failure_at).total_seconds()) for row in rows),
        default=0,
    )


@transaction.atomic
def count_failure(member_code: str, address: str, now: dt.datetime | None = None) -> None:
    now = now or timezone.now()
    for key, rule in sorted(_keys(member_code, address).items()):
        row, created = LoginThrottle.objects.select_for_update().get_or_create(
            key=key, defaults={"failures": 1, "last_failure_at": now}
        )
        if not created:
            stale = (now - row.last_failure_at).total_seconds() >= rule.forget
            row.failures = 1 if stale else row.failures + 1
            row.last_failure_at = now
            row.save()


@transaction.atomic
def count_success(member_code: str, address: str) -> None:
    rules = _keys(member_code, address)
    for row in LoginThrottle.objects.select_for_update().filter(key__in=rules).order_by("key"):
        row.failures = max(0, row.failures - rules[row.key].forgive)
        row.save()
