"""Pages that belong to no app."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


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
