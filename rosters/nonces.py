"""Nonces of login cards: what is random in a login code (rosters.login.codes)."""

import secrets

# Before the nonce of a card whose code is made of letters that no Vietnamese keyboard turns into others.
PLAIN_SIGN = "~"


def new_nonce() -> str:
    """A nonce for a new card: 21 letters."""
    return PLAIN_SIGN + secrets.token_urlsafe(15)
