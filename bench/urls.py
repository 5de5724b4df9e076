"""The site's URLs with a view that does nothing, the baseline of the benchmarks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from portal.urls import urlpatterns as portal_urls


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("trong/", empty), *portal_urls]
