"""What every response passes: a policy for scripts by place, and the cache of visitors' pages."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from lessons import page_cache

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
    may be kept. Publishing empties the cache (lessons.page_cache).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._may_be_kept(request):
            return self.get_response(request)
        key = page_cache.key_of(f"visitor:{request.get_host()}:{request.path}")
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
