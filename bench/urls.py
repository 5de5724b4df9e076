"""The site's URLs with a view that does nothing, the baseline of the benchmarks."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from portal.urls import urlpatterns as portal_urls

from lessons.models import GoneLesson


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def one_row(request: HttpRequest) -> HttpResponse:
    """Inserts a row of few columns, in a table that nothing reads."""
    GoneLesson.objects.create(path=uuid.uuid4().hex, title="bench")
    return HttpResponse("ok")


urlpatterns = [path("trong/", empty), path("mot-dong/", one_row), *portal_urls]
