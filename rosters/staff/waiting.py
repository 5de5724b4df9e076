"""How long a staff account waits after wrong passwords."""

from rosters.login import throttling


def throttle_name(username: str) -> str:
    """What counters of wrong passwords call the account; no card is called so."""
    return f"staff:{username}"


def seconds_to_wait(username: str, address: str) -> int:
    """Seconds until the next password for `username` from `address` is looked at.

    Where this account has logged in before, only what was tried there counts: nobody elsewhere locks it out. A password
    may be weak, so that even there it is not looked at without end.
    """
    name = throttle_name(username)
    waits = throttling.seconds_to_wait_here if throttling.has_passed(name, address) else throttling.seconds_to_wait
    return waits(name, address)
