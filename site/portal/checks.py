"""What must hold of the site as a whole, checked whenever it starts and by `manage.py check`."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, get_resolver
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.views.chooser import BaseSnippetChooseView, SnippetCreateView
from wagtail.snippets.views.snippets import WorkflowActionView

OUR_APPS = ("rosters.", "participation.", "quizzes.", "lessons.", "portal.")
ADMIN = "quan-tri/"
# Apps of Wagtail whose views we build on.
CAREFUL = ("wagtail.users.", "wagtail.snippets.")


@register
def pages_say_what_they_need(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """portal.E001: a page of ours in Wagtail's admin that names no permission is open to nobody who organizes, or to all."""
    hint = "Declare it as path(..., needs(PERMISSION, view)); see rosters.permissions."
    return [
        Error(f"{address} does not say which permission it needs.", hint=hint, id="portal.E001")
        for address, view in admin_pages()
        if view.__module__.startswith(OUR_APPS) and not hasattr(view, "needed_permission") and not _asks_wagtail(view)
    ]


def _asks_wagtail(view: Any) -> bool:
    """Whether it is one of Wagtail's own views, only made more careful: those ask the policy of their model.

    A chooser of snippets is open to all who work on pages; organizers reach nothing of Wagtail's (portal.middleware). A task of
    moderation says itself who may decide.
    """
    of_wagtail = [base for base in getattr(view, "view_class", object).__mro__ if base.__module__.startswith(CAREFUL)]
    return any(
        issubclass(base, (PermissionCheckedMixin, BaseSnippetChooseView, SnippetCreateView, WorkflowActionView))
        for base in of_wagtail
    )


def admin_pages() -> Iterator[tuple[str, Any]]:
    """Every address below the admin with its view."""
    return ((address, view) for address, view in _addresses(get_resolver().url_patterns) if address.startswith(ADMIN))


def _addresses(patterns: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address, pattern.callback
        else:
            yield from _addresses(pattern.url_patterns, address)
