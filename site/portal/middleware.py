"""What every response passes: a policy for scripts by place, and the cache of visitors' pages."""

import csv
import hashlib
import io
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation
from wagtail.permission_policies.pages import PagePermissionPolicy

from lessons.pages import page_cache
from portal.languages import COOKIE
from portal.views import bad_request, staff_session_ended
from rosters import permissions
from rosters.files.workbooks import neutralise
from rosters.login import sessions
from rosters.staff.accounts import administrators

page_permissions = PagePermissionPolicy()

GetResponse = Callable[[HttpRequest], HttpResponse]
ADMIN_PREFIX = "/quan-tri/"
API_PREFIX = "/api/"


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


class NoZeroBytes:
    """No text of ours holds a zero byte, and PostgreSQL takes none: an address with one is no page, a value with one no value.

    Stands before whatever reads a cookie.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("zero byte in the query")
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """A form is read here and not before: a view may still choose how its files are kept."""
        if request.method == "POST" and any("\0" in text for key, values in request.POST.lists() for text in (key, *values)):
            raise BadRequest("zero byte in a form")


class NumbersInWords:
    """An address or a form of the admin that holds `x` or a number without end where an id is due was not made by our pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        following = request.GET.get("next") or "/"
        if request.path.startswith(ADMIN_PREFIX) and not following.startswith("/") and not following.startswith("http"):
            raise BadRequest("`next` is no address")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        no_number = isinstance(exception, ValueError) and "expected a number but got" in str(exception)
        if request.path.startswith(ADMIN_PREFIX) and (no_number or isinstance(exception, OverflowError)):
            return bad_request(request, exception)
        return None


class TablesWithoutFormulas:
    """A spreadsheet computes what begins like a formula: in the tables that Wagtail's reports write, a name may."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        of_wagtail = request.path.startswith(f"{ADMIN_PREFIX}reports/") or request.path.startswith(f"{ADMIN_PREFIX}redirects/")
        if of_wagtail and response.streaming and response["Content-Type"].startswith("text/csv"):
            response.streaming_content = map(_without_formulas, response.streaming_content)  # type: ignore[attr-defined]
        return response


def _without_formulas(chunk: bytes) -> bytes:
    """A row of a CSV file, as Wagtail writes one at a time, with an apostrophe before what begins like a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in csv.reader(io.StringIO(chunk.decode(), newline="")):
        writer.writerow(map(neutralise, row))
    return out.getvalue().encode()


class NotAllowedInWords:
    """A form sent to an address that takes none (a bookmark, a page from long ago) is answered in words; Django answers nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content or request.path.startswith(API_PREFIX):
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


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
        cached = page_cache.kept(key)
        if cached is not None:
            return HttpResponse(cached, headers={"Vary": "Cookie", "Cache-Control": "no-cache"})
        response = self.get_response(request)
        if response.status_code == 200 and getattr(response, "same_for_everybody", False) and not response.streaming:
            page_cache.keep(key, response.content)
            response["Cache-Control"] = "no-cache"
        return response

    def _may_be_kept(self, request: HttpRequest) -> bool:
        return (
            request.method == "GET"
            and not request.META.get("QUERY_STRING")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and "messages" not in request.COOKIES
            and not sessions.was_begun(request)
            and not request.path.startswith(ADMIN_PREFIX)
        )


class SessionsInUseGoOn:
    """Somebody who comes every day is never logged out; the session of a shared computer ends soon after its last use.

    Only where the view asked for the session anyway: this costs no query of its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and SESSION_KEY in request.session:
            sessions.renew(request.session, time.time())
        return response


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


class NothingTypedIsLost:
    """What is sent to the admin after the log-in ended is kept; Wagtail would lead to the log-in and drop it."""

    open_to_all = ("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if request.method != "POST" or request.user.is_authenticated or not request.path.startswith(ADMIN_PREFIX):
            return None
        name = (request.resolver_match.url_name or "") if request.resolver_match else ""
        return None if name.startswith(self.open_to_all) else staff_session_ended(request)


class SomebodyAdministers:
    """What would leave the site without an administrator who can log in is undone, and told, whichever page did it."""

    places = ("/quan-tri/users/", "/quan-tri/groups/", "/quan-tri/bulk/", "/quan-tri/account/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.path.startswith(self.places):
            return self.get_response(request)
        with transaction.atomic():
            # One after the other: two who take each other's right at one moment would leave nobody.
            list(Group.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
            had = administrators().exists()
            response = self.get_response(request)
            if not had or administrators().exists():
                return response
            transaction.set_rollback(True)
        # What the page said is not true any more.
        list(messages.get_messages(request))
        return render(request, "last_administrator.html", status=409)


class LanguageOfChoice:
    """Vietnamese first: English only for who chose it, by the link at the foot of the public pages.

    A browser's own languages are not asked: phones sold with English menus would lead grandmothers astray.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.COOKIES.get(COOKIE) != "en" or request.path.startswith(ADMIN_PREFIX):
            return self.get_response(request)
        with translation.override("en"):
            return self.get_response(request)
