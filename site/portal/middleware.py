"""What every response passes: a policy for scripts by place, and the cache of visitors' pages."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.permission_policies.pages import PagePermissionPolicy

from lessons.pages import page_cache
from rosters import permissions

page_permissions = PagePermissionPolicy()

GetResponse = Callable[[HttpRequest], HttpResponse]
ADMIN_PREFIX = "/quan-tri/"


class ContentSecurityPolicyByPlace:
    """The public site runs no inline script or style; Wagtail's admin needs a policy of its own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PREFIX):
            # Read by django-csp's middleware, which stands outside of this one.
            response._csp_update = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response


class AnonymousPageCache:
    """Keeps whole pages that are the same for every visitor.

    Only for GET without a query and without a session; a view says by `same_for_everybody` that its page
    may be kept. Publishing empties the cache (lessons.pages.page_cache).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._may_be_kept(request):
            response = self.get_response(request)
            if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
                # On a shared phone the back button must not show the one who logged out.
                response["Cache-Control"] = "private, no-store"
            return response
        # An address may be long, or hold what no cache takes for a key.
        place = hashlib.sha256(f"{request.get_host()}:{request.path}".encode()).hexdigest()[:32]
        key = page_cache.key_of(f"visitor:{place}")
        kept = cache.get(key)
        if kept is not None:
            return HttpResponse(kept, headers={"Vary": "Cookie", "Cache-Control": "no-cache"})
        response = self.get_response(request)
        if response.status_code == 200 and getattr(response, "same_for_everybody", False) and not response.streaming:
            cache.set(key, response.content, settings.PAGE_CACHE_SECONDS)
            response["Cache-Control"] = "no-cache"
        return response

    def _may_be_kept(self, request: HttpRequest) -> bool:
        return (
            request.method == "GET"
            and not request.META.get("QUERY_STRING")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and "messages" not in request.COOKIES
            and not request.path.startswith(ADMIN_PREFIX)
        )


class OrganizersStayWithTheirUnits:
    """Least access: an organizer who edits no content reaches none of Wagtail's pages about content.

    Wagtail lets everybody who has access to its admin use its choosers and its API; an organizer needs neither. What is
    theirs says which permission it needs (rosters.permissions.needs).
    """

    allowed_names = {
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_dismissibles",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if not request.path.startswith(ADMIN_PREFIX) or not request.user.is_authenticated:
            return None
        name = (request.resolver_match.url_name or "") if request.resolver_match else ""
        if name in self.allowed_names or hasattr(view, "needed_permission"):
            return None
        if permissions.is_organizer(request.user) and not edits_content(request.user):
            raise PermissionDenied
        return None


def edits_content(user: Any) -> bool:
    """Whether `user` may write or publish pages, or administers the site."""
    return permissions.is_administrator(user) or page_permissions.user_has_any_permission(user, {"add", "change", "publish"})


class LanguageOfChoice:
    """Vietnamese first: English only for who chose it, by the link at the foot of the public pages.

    A browser's own languages are not asked: phones sold with English menus would lead grandmothers astray.
    """

    cookie = "ngon-ngu"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.COOKIES.get(self.cookie) != "en" or request.path.startswith(ADMIN_PREFIX):
            return self.get_response(request)
        with translation.override("en"):
            return self.get_response(request)
