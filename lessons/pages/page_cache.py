"""What is the same for everybody is kept whole: pages for visitors, and the text of steps for learners.

Each process keeps its own in memory, under a version that all see in Redis and that is asked for once a request; publishing
takes a new version, so that nothing old is shown. Without Redis, other processes follow after PAGE_CACHE_SECONDS.
"""

import threading
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache, caches
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

T = TypeVar("T")
_VERSION = "content-version"
# The version, as long as a request lasts.
_request = threading.local()


def _forget_version(*, begins: bool) -> None:
    _request.version, _request.runs = None, begins


def _begin(sender: Any, **_kwargs: Any) -> None:
    _forget_version(begins=True)


def _end(sender: Any, **_kwargs: Any) -> None:
    _forget_version(begins=False)


request_started.connect(_begin)
request_finished.connect(_end)


def empty() -> None:
    """Forget every kept page, now and once more when what was changed can be seen by others."""
    _take_new_version()
    transaction.on_commit(_take_new_version)


def _take_new_version() -> None:
    cache.set(_VERSION, uuid.uuid4().hex, None)
    _request.version = None


def _version() -> str:
    if known := getattr(_request, "version", None):
        return str(known)
    version = cache.get(_VERSION) or cache.get_or_set(_VERSION, uuid.uuid4().hex, None)
    if getattr(_request, "runs", False):
        _request.version = version
    return str(version)


def key_of(name: str) -> str:
    """The key under which `name` is kept, in the language of now, until something is published."""
    return f"page:{_version()}:{get_language()}:{name}"


def kept(key: str) -> Any:
    """What this process keeps under a key of `key_of`, or None."""
    return caches["near"].get(key)


def keep(key: str, value: object) -> None:
    caches["near"].set(key, value, settings.PAGE_CACHE_SECONDS)


def cached(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, from the cache when it is there."""
    key = key_of(name)
    found: T | None = kept(key)
    if found is None:
        found = make()
        keep(key, found)
    return found


def same_for_everybody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Lets portal.middleware keep the page, when it was made for a visitor and without a question answered."""
    response.same_for_everybody = (  # type: ignore[attr-defined]
        not request.user.is_authenticated and not request.GET and not getattr(request, "is_preview", False)
    )
    return response
