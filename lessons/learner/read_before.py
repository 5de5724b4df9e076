"""What a visitor read of a lesson before logging in: theirs, if they say so.

Nothing is kept of visitors. For half an hour after a log-in, a step and the quiz name the steps before them that are not
recorded, and ask.
"""

import time
from collections.abc import Collection

from django.http import HttpRequest

from lessons.pages.models import LessonPage
from rosters.login.views import LOGGED_IN_AT

SAY_SO_FIELD = "da-doc"
# The lessons for which it was asked and answered, in the session.
ANSWERED = "said_what_was_read"
SECONDS_ASKED = 30 * 60


def is_asked(request: HttpRequest, page: LessonPage) -> bool:
    """Whether the log-in was a short while ago, and nothing was said of this lesson since."""
    lately = time.time() - request.session.get(LOGGED_IN_AT, 0) < SECONDS_ASKED
    return lately and page.pk not in request.session.get(ANSWERED, [])


def open_steps(request: HttpRequest, page: LessonPage, before: int, done: Collection[str]) -> dict[str, str]:
    """Id -> title of the steps below number `before` that are not in `done`, where it is asked. Else empty."""
    if not is_asked(request, page):
        return {}
    steps = list(zip(page.step_ids, page.step_titles, strict=True))[: before - 1]
    return {step_id: title for step_id, title in steps if step_id not in done}


def is_said(request: HttpRequest) -> bool:
    return SAY_SO_FIELD in request.POST


def forget(request: HttpRequest, page: LessonPage) -> None:
    """Asked once, and answered."""
    request.session[ANSWERED] = [*request.session.get(ANSWERED, []), page.pk]
