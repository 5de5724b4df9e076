"""Pages of the bank are for those whom Django's permissions on questions name: editors, moderators, administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied

ADD, VIEW, PUBLISH = "quizzes.add_question", "quizzes.view_question", "quizzes.publish_question"
# Whoever grades anew sees learners by name: administrators.
REGRADE = "quizzes.add_regrading"


def needs_right(right: str, view: Callable[..., Any]) -> Callable[..., Any]:
    """`view`, for those alone who have Django's permission `right`."""

    @wraps(view)
    def checked(request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(right):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    checked.needed_permission = right  # type: ignore[attr-defined]
    return checked
