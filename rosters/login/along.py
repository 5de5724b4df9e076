"""What is asked about a learner together with their account, in the one query of each request: apps to the right name it."""

from typing import Any

from django.db.models.expressions import Combinable

_asked: dict[str, Combinable] = {}


def ask_along(name: str, expression: Combinable) -> None:
    """Apps call this when they are ready. `expression` is of User; `name` is what it is called there."""
    _asked[name] = expression


def asked_along() -> dict[str, Combinable]:
    return dict(_asked)


def may_have(user: Any, name: str) -> bool:
    """What was found; true where nobody asked, as of somebody who logged in with this request."""
    return bool(getattr(user, name, True))
