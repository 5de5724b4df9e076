"""What is the same for everybody is kept whole: pages for visitors, and the text of steps for learners.

The cache is named by a version; publishing takes a new version, so that nothing old is shown. With a cache
of one process only (no Redis), other processes follow after PAGE_CACHE_SECONDS.
"""

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

T = TypeVar("T")
_VERSION = "content-version"


def empty() -> None:
    """Forget every kept page, now and once more when what was changed can be seen by others."""
    _take_new_version()
    transaction.on_commit(_take_new_version)


def _take_new_version() -> None:
    cache.set(_VERSION, uuid.uuid4().hex, None)


def key_of(name: str) -> str:
    """The key under which `name` is kept, in the language of now, until something is published."""
    version = cache.get(_VERSION) or cache.get_or_set(_VERSION, uuid.uuid4().hex, None)
    return f"page:{version}:{get_language()}:{name}"


def cached(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, from the cache when it is there."""
    key = key_of(name)
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, settings.PAGE_CACHE_SECONDS)
    return found


def same_for_everybody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Lets portal.middleware keep the page, when it was made for a visitor and without a question answered."""
    response.same_for_everybody = (  # type: ignore[attr-defined]
        not request.user.is_authenticated and not request.GET and not getattr(request, "is_preview", False)
    )
    return response
