"""In what way a quiz was answered: how long it took, and on which device. What the page carries along to tell."""

import datetime as dt
import secrets
import time

from django.core import signing
from django.utils.crypto import salted_hmac

DEVICE_COOKIE = "thiet-bi"
# Long enough for a contest; a device that nobody uses is forgotten.
DEVICE_AGE = dt.timedelta(days=60)
# Somebody who comes back after half a day was not answering all the time.
LONGEST = dt.timedelta(hours=6)
_SALT = "quizzes.shown"


def shown_mark(key: str) -> str:
    """What the form of the attempt `key` carries: when it was shown, signed so that nobody can change it."""
    return signing.TimestampSigner(salt=_SALT).sign(key)


def seconds_since_shown(key: str, mark: str) -> int | None:
    """Whole seconds since the form of attempt `key` was shown; None for another form's mark, a changed or an old one."""
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        if signer.unsign(mark, max_age=LONGEST) != key:
            return None
        shown = signing.b62_decode(mark.rsplit(":", 2)[1])
    except signing.BadSignature:
        return None
    return max(0, int(time.time()) - shown)


def new_device() -> str:
    """What the cookie of a device holds: a random text that says nothing about the person who uses it."""
    return secrets.token_urlsafe(12)


def device_digest(cookie: str) -> str:
    """What is kept of a device's cookie: enough to tell that two attempts came from one, not enough to find it."""
    return salted_hmac("quizzes.device", cookie).hexdigest()[:16] if cookie else ""
