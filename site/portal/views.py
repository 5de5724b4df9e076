"""Pages that belong to no app."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from portal.middleware import LanguageOfChoice


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answers "ok" when the process runs and its database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /the/", "Disallow: /quan-tri/", "Disallow: /giay-chung-nhan/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remembers the language in which the public pages are shown, and goes back to the page it was chosen on."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    following = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure()):
        following = "/"
    response = redirect(following)
    response.set_cookie(LanguageOfChoice.cookie, code, max_age=365 * 24 * 3600, samesite="Lax", secure=settings.IN_PRODUCTION)
    return response
