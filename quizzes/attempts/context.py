"""In what way a quiz was answered: how long it took, and on which device. What the page carries along to tell."""

import datetime as dt
import secrets
import time
from collections.abc import Iterable

from django.core import signing
from django.utils.crypto import salted_hmac

DEVICE_COOKIE = "thiet-bi"
# Long enough for a contest; a device that nobody uses is forgotten.
DEVICE_AGE = dt.timedelta(days=60)
# Somebody who comes back after half a day was not answering all the time.
LONGEST = dt.timedelta(hours=6)
_SALT = "quizzes.shown"
_SALT_OF_VERSIONS = "quizzes.versions"


def shown_mark(key: str) -> str:
    """What the form of the attempt `key` carries: when it was shown, signed so that nobody can change it."""
    return signing.TimestampSigner(salt=_SALT).sign(key)


def seconds_since_shown(key: str, mark: str) -> int | None:
    """Whole seconds since the form of attempt `key` was shown. None when that is longer than anybody answers.

    Without its mark, with a changed one or with another form's, a form did not come from our page: 0 seconds, so that
    leaving the mark out is no way around the sign of those who did not read.
    """
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        shown_key = signer.unsign(mark, max_age=LONGEST)
    except signing.SignatureExpired:
        return None
    except signing.BadSignature:
        return 0
    if shown_key != key:
        return 0
    return max(0, int(time.time()) - signing.b62_decode(mark.rsplit(":", 2)[1]))


def versions_mark(key: str, quiz: int, versions: Iterable[int]) -> str:
    """What the form of the attempt `key` at a quiz carries of what it shows: the ids of the versions, signed."""
    return signing.Signer(salt=_SALT_OF_VERSIONS).sign(f"{key} {quiz} {'.'.join(map(str, versions))}")


def versions_shown(key: str, quiz: int, mark: str) -> list[int]:
    """The ids of the versions that the form of attempt `key` at a quiz showed; none for a mark that is not its own."""
    try:
        *whose, ids = signing.Signer(salt=_SALT_OF_VERSIONS).unsign(mark).rsplit(" ", 1)
    except signing.BadSignature:
        return []
    return [int(each) for each in ids.split(".") if each] if whose == [f"{key} {quiz}"] else []


def new_device() -> str:
    """What the cookie of a device holds: a random text that says nothing about the person who uses it."""
    return secrets.token_urlsafe(12)


def device_digest(cookie: str) -> str:
    """What is kept of a device's cookie: enough to tell that two attempts came from one, not enough to find it."""
    return salted_hmac("quizzes.device", cookie).hexdigest()[:16] if cookie else ""
