"""Pages that belong to no app."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lessons.learner import ended_session, kept_quizzes
from portal.languages import COOKIE


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
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that know no SVG icon, and ask at the root of the site."""
    response = HttpResponseRedirect(static("portal/icon-180.png"))
    response["Cache-Control"] = "public, max-age=86400"
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is no more: after another log-in, or very long. What was filled in is kept, to be sent once more."""
    if _wants_json(request):
        return _not_saved(_("Bạn đã đăng nhập lại nên chưa tự lưu được. Bấm nút lưu: trang sau giữ nguyên những gì đã viết."))
    what = _what_was_sent(request)
    if what == "quiz" and (owner := ended_session.owner_of(request)):
        # Whatever they do on this page, the quiz waits for them.
        kept_quizzes.keep_sent(request, owner)
    context = {"kept": _kept_fields(request), "what": what, "had_cookies": bool(request.COOKIES)}
    return render(request, "403_csrf.html", context, status=403)


def _what_was_sent(request: HttpRequest) -> str:
    """log_out, log_in, quiz, or empty for any other form."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name in ("rosters:logout", "rosters:login"):
        return "log_out" if name == "rosters:logout" else "log_in"
    return "quiz" if any(field.startswith("cau-") for field in request.POST) else ""


def staff_session_ended(request: HttpRequest) -> HttpResponse:
    """What somebody of the staff sent when their log-in was over: kept, to be sent once more after they logged in again."""
    if _wants_json(request):
        return _not_saved(_("Phiên đăng nhập đã hết nên chưa tự lưu được. Đừng đóng trang này: bấm nút lưu để đăng nhập lại."))
    context = {"kept": _kept_fields(request), "has_files": bool(request.FILES)}
    return render(request, "staff_session_ended.html", context, status=403)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _not_saved(message: str) -> JsonResponse:
    """As Wagtail's editor reads it: it shows the words of this code and tries again with the next change."""
    return JsonResponse({"success": False, "error_code": "locked", "error_message": message}, status=403)


def _kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values of a form; only from a page of ours, and never a password, a code or what comes with a file."""
    try:
        origin = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", "")).netloc
    except ValueError:
        return []
    secret = any(word in name for name in request.POST for word in ("password", "login_code"))
    if origin != request.get_host() or secret or request.FILES:
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent could not be read: too much of it, or signs that no form of ours sends."""
    if isinstance(exception, DisallowedHost):
        # Our page would ask for the name of the host again.
        return HttpResponse("Không có trang web nào ở địa chỉ này.\n", status=400, content_type="text/plain; charset=utf-8")
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return render(request, "413.html" if too_large else "400.html", status=413 if too_large else 400)


@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remembers the language in which the public pages are shown, and goes back to the page it was chosen on."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    following = request.GET.get("next", "/")
    allowed = url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure())
    # An address of ours, and not the name of a view.
    response = HttpResponseRedirect(following if allowed and following.startswith("/") else "/")
    response.set_cookie(COOKIE, code, max_age=365 * 24 * 3600, samesite="Lax", secure=settings.IN_PRODUCTION)
    return response
