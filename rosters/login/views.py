"""Learners logging in and out."""

import time
from urllib.parse import quote, unquote

from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from rosters.login import sessions
from rosters.login.client_address import client_address
from rosters.login.following import path_after
from rosters.login.learners import CardCheck, check_card, learner_of, log_in
from rosters.login.messages import wait_message
from rosters.models import Member

# A signed cookie of whoever scanned a card, until they say whose it is: a tap on a slow line may be sent twice, and the
# session is another after the first.
SCANNED = "the-vua-quet"
SECONDS_SCANNED = 10 * 60
# A signed cookie of whoever scanned a card that was refused, until the log-in has told them.
REFUSED = "the-bi-tu-choi"
SECONDS_REFUSED = 60
MOST_OF_A_CODE = 40
# What the form of a scanned card sends when it is somebody else's.
NOT_ME = "khong-phai-toi"
# In the session of whoever just logged in: when that was. Pages of a lesson ask what was read before.
LOGGED_IN_AT = "logged_in_at"


class LoginForm(forms.Form):
    """The two codes of a login card."""

    member_code = forms.CharField(label=gettext_lazy("Mã thành viên"), max_length=40)
    login_code = forms.CharField(label=gettext_lazy("Mã đăng nhập"), max_length=20)


def wrong_card_message(check: CardCheck) -> str:
    """What to tell a person whose codes did not open the door, and what to do."""
    if check.wait:
        return wait_message(check.wait)
    return _("Hai mã này không khớp. Xem lại từng chữ trên thẻ; nếu vẫn không được, hỏi người phụ trách lớp hoặc chi đoàn.")


def _safe_next(request: HttpRequest) -> str:
    following = request.POST.get("next") or request.GET.get("next") or "/"
    allowed = url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure())
    # An address of ours, and not the name of a view.
    return following if allowed and following.startswith("/") else "/"


def _next_of_login(request: HttpRequest) -> str:
    """Where a log-in leads: not to itself."""
    following = _safe_next(request)
    return "/" if following.partition("?")[0] == request.path else following


@never_cache
@sensitive_post_parameters("login_code")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The two codes typed. To somebody who is logged in it says who that is, and offers to go on or to change."""
    member = learner_of(request)
    if member and request.method != "POST" and REFUSED not in request.COOKIES:
        context = {"learner": member, "places": _places_of(member), "next": _next_of_login(request)}
        return render(request, "rosters/already.html", context)
    member_code, message, status = _told_of_refused_card(request)
    form = LoginForm(request.POST or None, initial={"member_code": member_code})
    if request.method == "POST":
        status = 422
        if form.is_valid():
            check = check_card(form.cleaned_data["member_code"], form.cleaned_data["login_code"], client_address(request))
            if check.member:
                return _logged_in(request, check.member, _next_of_login(request))
            message, status = wrong_card_message(check), 429 if check.wait else 422
        else:
            message = _("Nhập cả hai mã in trên thẻ.")
    context = {"form": form, "message": message, "next": _safe_next(request), "is_shared": _ticked_shared(request)}
    response = render(request, "rosters/login.html", context, status=status)
    if REFUSED in request.COOKIES:
        response.delete_cookie(REFUSED, path=reverse("rosters:login"), samesite="Lax")
    return response


def _logged_in(request: HttpRequest, member: Member, asked: str) -> HttpResponse:
    """Logs `member` in, forgets whose card was scanned, and leads to the page that was asked for or to what waits."""
    log_in(request, member)
    request.session[LOGGED_IN_AT] = int(time.time())
    response = sessions.begin(request, HttpResponseRedirect(path_after(request, member, asked)))
    response.delete_cookie(SCANNED, path=reverse("rosters:scanned"), samesite="Lax")
    return response


def _ticked_shared(request: HttpRequest) -> bool:
    return bool(request.POST.get(sessions.SHARED_FIELD)) if request.method == "POST" else sessions.is_shared(request)


def _places_of(member: Member) -> list[str]:
    return [each.unit.label for each in member.memberships.open().select_related("unit").order_by("tree")]


@never_cache
@sensitive_variables("login_code")
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, member_code: str, login_code: str) -> HttpResponse:
    """A scanned card: remembers for some minutes whose it is, and goes on to an address that holds no code.

    So no code stays in the history of a browser that many share, and after a log-out the back button opens nothing.
    """
    check = check_card(member_code, login_code, client_address(request))
    if check.member is None:
        # The log-in says why. A card that has to wait is a right one.
        return _lead_on("rosters:login", REFUSED, f"{check.wait}:{quote(member_code[:MOST_OF_A_CODE])}", SECONDS_REFUSED)
    return _lead_on("rosters:scanned", SCANNED, f"{check.member.pk}:{check.member.login_nonce}", SECONDS_SCANNED)


def _lead_on(view: str, cookie: str, value: str, seconds: int) -> HttpResponse:
    """From the address of a card to `view`, which is told `value` by a signed cookie: no page may stand at that address."""
    response = redirect(view)
    response.set_signed_cookie(
        cookie, value, max_age=seconds, path=reverse(view), httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    response["Referrer-Policy"] = "no-referrer"
    return response


def _told_of_refused_card(request: HttpRequest) -> tuple[str, str, int]:
    """The member code of a card that was refused just now, what is told of it, and the status; nothing where there was none."""
    wait, colon, member_code = str(request.get_signed_cookie(REFUSED, "", max_age=SECONDS_REFUSED)).partition(":")
    if not colon:
        return "", "", 200
    return unquote(member_code), wrong_card_message(CardCheck(None, int(wait))), 429 if int(wait) else 404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scanned(request: HttpRequest) -> HttpResponse:
    """Whose card was just scanned; logs in once they confirm. A GET changes nothing."""
    member = _scanned_member(request)
    if member is None:
        return redirect("rosters:login")
    if request.method == "POST" and NOT_ME in request.POST:
        response: HttpResponse = redirect("rosters:login")
        response.delete_cookie(SCANNED, path=reverse("rosters:scanned"), samesite="Lax")
        return response
    if request.method == "POST":
        return _logged_in(request, member, "/")
    context = {"member": member, "places": _places_of(member), "is_shared": sessions.is_shared(request)}
    response = render(request, "rosters/card.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _scanned_member(request: HttpRequest) -> Member | None:
    """The member whose card was scanned in this browser lately, if that card is still theirs."""
    kept = str(request.get_signed_cookie(SCANNED, "", max_age=SECONDS_SCANNED))
    pk, _colon, nonce = kept.partition(":")
    if not pk:
        return None
    return Member.objects.filter(pk=int(pk), login_nonce=nonce, memberships__end=None).distinct().first()


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Ends the session, and leads to the home page, or to the log-in for somebody else."""
    logout(request)
    response = sessions.end(HttpResponseRedirect(_safe_next(request)))
    response.delete_cookie(SCANNED, path=reverse("rosters:scanned"), samesite="Lax")
    return response
