"""What every page may ask."""

from django.http import HttpRequest

from rosters.login import sessions


def session_ended(request: HttpRequest) -> dict[str, bool]:
    """`session_ended`: whether the log-in of a learner is over in this browser, and nobody logged out."""
    return {"session_ended": sessions.has_ended(request)}
