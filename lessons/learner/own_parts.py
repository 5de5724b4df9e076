"""Pages of a learner that are the same for every learner but for a few words: kept whole, with marks where those words go.

A page is rendered once with marks in place of what is the learner's own (their name, whose form it is, the token of the form,
which steps are done), and kept like a visitor's page. For each learner the marks are replaced, which takes microseconds where
rendering takes milliseconds.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.html import escape

from lessons.learner.ended_session import owner_mark
from lessons.pages import page_cache
from rosters.models import Member

# These two stand for nothing in Unicode, and on no keyboard; where a text holds them all the same, it stays as it is.
_BEGIN, _END = "\ue000", "\ue001"
_MARK = re.compile(f"{_BEGIN}([a-z0-9-]+){_END}")
_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')


def mark(name: str) -> str:
    """What stands in a kept page in place of the learner's own `name`."""
    return f"{_BEGIN}{name}{_END}"


class AnyLearner:
    """Stands for the learner while a page is rendered to be kept: what header and forms ask of one."""

    given_name, initials = mark("given-name"), mark("initials")


def page_of(
    request: HttpRequest, name: str, member: Member, own: Mapping[str, str], render: Callable[[Any, str], HttpResponse]
) -> HttpResponse:
    """The page `name` for `member`. `render` makes it of a learner and of whose form it is; `own` has the other words by their
    marks."""
    place = f"{request.scheme}://{request.get_host()}"
    html = page_cache.cached(f"learner:{name}:{place}", lambda: _rendered(render))
    values = {
        "given-name": escape(member.given_name),
        "initials": escape(member.initials),
        "owner": owner_mark(member),
        "token": get_token(request),
        **{key: escape(value) for key, value in own.items()},
    }
    return HttpResponse(_MARK.sub(lambda found: values.get(found[1], found[0]), html))


def _rendered(render: Callable[[Any, str], HttpResponse]) -> str:
    html = render(AnyLearner(), mark("owner")).content.decode()
    return _TOKEN.sub(rf"\g<1>{mark('token')}", html)
