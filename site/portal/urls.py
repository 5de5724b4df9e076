from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from participation.urls import api_urlpatterns
from portal import views

handler400 = "portal.views.bad_request"
urlpatterns = [
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("healthz/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("ngon-ngu/<slug:code>/", views.choose_language, name="language"),
    path("", include("rosters.login.urls")),
    path("", include("participation.urls")),
    *api_urlpatterns,
    path("", include("lessons.urls")),
]
if not settings.IN_PRODUCTION:
    # In production the web server or an object store serves what editors uploaded.
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}, name="media"))
urlpatterns.append(path("", include(wagtail_urls)))
