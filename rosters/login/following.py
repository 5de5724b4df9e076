"""Where a log-in leads when nobody asked for a page: apps to the right may know of something that waits."""

from collections.abc import Callable

from django.http import HttpRequest

from rosters.models import Member

# Takes the request of the log-in and whoever logged in; returns a path, or nothing.
Waiting = Callable[[HttpRequest, Member], str]
_waiting: list[Waiting] = []
HOME = "/"


def on_following(waiting: Waiting) -> None:
    """Apps call this when they are ready."""
    _waiting.append(waiting)


def path_after(request: HttpRequest, member: Member, asked: str = HOME) -> str:
    """`asked`, or, where that is only the home page, what waits for `member`."""
    if asked != HOME:
        return asked
    return next(filter(None, (waiting(request, member) for waiting in _waiting)), HOME)
