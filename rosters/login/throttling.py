"""Slowing down those who guess login codes.

Three counters. One for a card tried from an address, which soon makes guessing one code from there hopeless. One for
a card wherever it is tried, generous, so that nobody far away locks a card by trying it wrongly. One for an address,
very generous: a whole school may sit behind it, each success there forgives failures, and there are 10^11 codes.
Where a card has passed once, it passes again whatever is tried there: rosters.login.learners.
"""

import datetime as dt
import hashlib
import ipaddress
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from rosters.models import LoginThrottle

KNOWN = "known:"


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
# A right code passes until then, so that nobody holds up a card from far away; of 10^10 codes so many are no guess.
CARD_WHEN_RIGHT = replace(CARD, free=3_000)
ADDRESS = Rule(free=1_500, base=5, longest=60, forget=10 * 60, forgive=5)


def wait_seconds(rule: Rule, failures: int, since_last: float) -> int:
    """Seconds still to wait after `failures`, the last of them `since_last` seconds ago; 0 when none."""
    if since_last >= rule.forget or failures < rule.free:
        return 0
    delay = min(rule.longest, rule.base * 2 ** min(failures - rule.free, 20))
    return max(0, int(delay - since_last + 0.999))


def network_of(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 of an IPv6 address, which one line has all of."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _pair(card: str, network: str) -> str:
    """One name for a card and an address. A digest: no card that is typed can be taken for another pair."""
    return hashlib.sha256(f"{card}\0{network}".encode()).hexdigest()[:40]


def _keys(member_code: str, address: str) -> dict[str, Rule]:
    card, network = member_code.upper(), network_of(address)
    return {
        f"card:{hashlib.sha256(card.encode()).hexdigest()[:40]}": CARD,
        f"pair:{_pair(card, network)}": CARD_FROM_ADDRESS,
        f"address:{network}": ADDRESS,
    }


def _known_key(member_code: str, address: str) -> str:
    return f"{KNOWN}{_pair(member_code.upper(), network_of(address))}"


def has_passed(member_code: str, address: str) -> bool:
    """Whether this card was right from this address before, some time in the last months."""
    return LoginThrottle.objects.filter(key=_known_key(member_code, address)).exists()


def seconds_to_wait(member_code: str, address: str, now: dt.datetime | None = None, *, is_right: bool = False) -> int:
    """Seconds until the next attempt for this card from this address is looked at; for a right code, fewer."""
    keys = _keys(member_code, address)
    return _longest_wait({key: CARD_WHEN_RIGHT if is_right and rule is CARD else rule for key, rule in keys.items()}, now)


def seconds_to_wait_here(member_code: str, address: str) -> int:
    """The same, for what was tried with this card at this address alone."""
    rules = {key: rule for key, rule in _keys(member_code, address).items() if rule is CARD_FROM_ADDRESS}
    return _longest_wait(rules, None)


def _longest_wait(rules: dict[str, Rule], now: dt.datetime | None) -> int:
    now = now or timezone.now()
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
def count_success(member_code: str, address: str, now: dt.datetime | None = None) -> None:
    """Forgives failures, and remembers that this card passes from here."""
    known = {"failures": 0, "last_failure_at": now or timezone.now()}
    LoginThrottle.objects.update_or_create(key=_known_key(member_code, address), defaults=known)
    rules = _keys(member_code, address)
    for row in LoginThrottle.objects.select_for_update().filter(key__in=rules).order_by("key"):
        row.failures = max(0, row.failures - rules[row.key].forgive)
        row.save()
