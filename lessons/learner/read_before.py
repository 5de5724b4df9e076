"""What a visitor read of a lesson before logging in: theirs, if they say so.

Nothing is kept of visitors. Where a log-in led to a step or to the quiz, the page names the steps before it that are not
recorded, and asks.
"""

from collections.abc import Collection

from django.http import HttpRequest

from lessons.pages.models import LessonPage
from rosters.login.views import CAME_TO

SAY_SO_FIELD = "da-doc"


def came_to(request: HttpRequest) -> bool:
    """Whether the log-in led to this page."""
    return request.session.get(CAME_TO) == request.path


def open_steps(request: HttpRequest, page: LessonPage, before: int, done: Collection[str]) -> dict[str, str]:
    """Id -> title of the steps below number `before` that are not in `done`, where the log-in led to this page. Else empty."""
    if not came_to(request):
        return {}
    steps = list(zip(page.step_ids, page.step_titles, strict=True))[: before - 1]
    return {step_id: title for step_id, title in steps if step_id not in done}


def is_said(request: HttpRequest) -> bool:
    return SAY_SO_FIELD in request.POST


def forget(request: HttpRequest) -> None:
    """Asked once, and answered."""
    request.session.pop(CAME_TO, None)
