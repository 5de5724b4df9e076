"""Which turn at a quiz is under way in a browser.

Every turn shows the choices in an order of its own. A page that is loaded again must be the same turn, or a browser that puts
back what was ticked would put it at other choices.
"""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from quizzes.attempts.context import DEVICE_AGE, DEVICE_COOKIE, new_device
from rosters.models import Member

COOKIE = "luot-lam-bai"
SECONDS = 24 * 3600


def key_of(request: HttpRequest, member: Member | None) -> str:
    """The key of the turn of `member` that is under way here, or of a new one."""
    key, _dot, owner = request.COOKIES.get(COOKIE, "").partition(".")
    try:
        return str(uuid.UUID(key)) if owner == _owner(member) else str(uuid.uuid4())
    except ValueError:
        return str(uuid.uuid4())


def remember(request: HttpRequest, response: HttpResponse, member: Member | None, key: str) -> None:
    """Lets the browser say at the next request for this page which turn it is."""
    value = f"{key}.{_owner(member)}"
    if request.COOKIES.get(COOKIE) != value:
        response.set_cookie(
            COOKIE,
            value,
            max_age=SECONDS,
            path=request.path,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def end(request: HttpRequest, response: HttpResponse) -> None:
    """It was handed in; the page is another turn from now on."""
    response.delete_cookie(COOKIE, path=request.path, samesite="Lax")


def remember_device(request: HttpRequest, response: HttpResponse) -> None:
    """Gives the browser a random text of its own, by which attempts that come from one device are seen."""
    if DEVICE_COOKIE not in request.COOKIES:
        response.set_cookie(
            DEVICE_COOKIE,
            new_device(),
            max_age=DEVICE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def _owner(member: Member | None) -> str:
    return str(member.pk) if member else "-"
