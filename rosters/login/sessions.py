"""How long somebody stays logged in: two weeks from the last use, on a computer that many share half an hour."""

import time
from collections.abc import MutableMapping
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Kept by a browser in which somebody said that many use it, so that the next need not say it again.
SHARED_COOKIE = "may-dung-chung"
SHARED_COOKIE_AGE = 365 * 24 * 3600
SHARED_SECONDS = 30 * 60
SHARED_FIELD = "may-dung-chung"
RENEWED = "renewed_at"
# In a browser in which a learner logged in and nobody has logged out since: when the session is over, it is told.
LOGGED_IN_COOKIE = "da-vao-hoc"
LOGGED_IN_AGE = 30 * 24 * 3600


class Session(Protocol):
    """What is used here of Django's session."""

    def get(self, key: str, default: Any = None) -> Any: ...
    def __setitem__(self, key: str, value: Any) -> None: ...
    def get_expiry_age(self) -> int: ...


def is_shared(request: HttpRequest) -> bool:
    """Whether this browser is known as one that many use."""
    return request.COOKIES.get(SHARED_COOKIE) == "1"


def begin(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After a log-in: the session ends soon on a shared computer, and the browser remembers which it is. Gives `response`."""
    if request.POST.get(SHARED_FIELD):
        request.session.set_expiry(SHARED_SECONDS)
        response.set_cookie(
            SHARED_COOKIE, "1", max_age=SHARED_COOKIE_AGE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    elif is_shared(request):
        response.delete_cookie(SHARED_COOKIE, samesite="Lax")
    request.session[RENEWED] = int(time.time())
    response.set_cookie(
        LOGGED_IN_COOKIE, "1", max_age=LOGGED_IN_AGE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


# Further cookies of whoever sits there, by their paths; apps to the right add theirs.
cookies_of_a_person: dict[str, str] = {LOGGED_IN_COOKIE: "/"}


def end(response: HttpResponse) -> HttpResponse:
    """After a log-out: nothing in the browser is of the one who was there. Gives `response`."""
    for name, path in cookies_of_a_person.items():
        response.delete_cookie(name, path=path, samesite="Lax")
    return response


def has_ended(request: HttpRequest) -> bool:
    """Whether a learner logged in here, did not log out, and is not logged in any more."""
    return was_begun(request) and hasattr(request, "user") and not request.user.is_authenticated


def was_begun(request: HttpRequest) -> bool:
    """Whether a learner logged in here and did not log out, without asking for the session."""
    return request.COOKIES.get(LOGGED_IN_COOKIE) == "1"


def renew(session: Session | MutableMapping[str, Any], now: float) -> bool:
    """Lets a session that is used go on. Written once in a tenth of its life, not on every page. Whether it was."""
    if now - session.get(RENEWED, 0) < session.get_expiry_age() / 10:  # type: ignore[union-attr]
        return False
    session[RENEWED] = int(now)
    return True
