"""Learners logging in and out."""

from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from rosters.login.client_address import client_address
from rosters.login.learners import CardCheck, check_card, learner_of, log_in


class LoginForm(forms.Form):
    """The two codes of a login card."""

    member_code = forms.CharField(label=gettext_lazy("Mã thành viên"), max_length=40)
    login_code = forms.CharField(label=gettext_lazy("Mã đăng nhập"), max_length=20)


def wrong_card_message(check: CardCheck) -> str:
    """What to tell a person whose codes did not open the door, and what to do."""
    if check.wait:
        minutes = (check.wait + 59) // 60
        if check.wait < 60:
            return ngettext(
                "Đã thử sai nhiều lần. Chờ %(n)s giây rồi thử lại.",
                "Đã thử sai nhiều lần. Chờ %(n)s giây rồi thử lại.",
                check.wait,
            ) % {"n": check.wait}
        return ngettext(
            "Đã thử sai nhiều lần. Chờ %(n)s phút rồi thử lại.", "Đã thử sai nhiều lần. Chờ %(n)s phút rồi thử lại.", minutes
        ) % {"n": minutes}
    return _("Hai mã này không khớp. Xem lại từng chữ trên thẻ; nếu vẫn không được, hỏi người phụ trách lớp hoặc chi đoàn.")


def _safe_next(request: HttpRequest) -> str:
    following = request.POST.get("next") or request.GET.get("next") or "/"
    allowed = url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure())
    return following if allowed else "/"


@never_cache
@sensitive_post_parameters("login_code")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The two codes typed; right ones are asked to be confirmed by name, as with a scanned card."""
    if learner_of(request) and request.method != "POST":
        return redirect("/")
    form = LoginForm(request.POST or None)
    message, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            check = check_card(form.cleaned_data["member_code"], form.cleaned_data["login_code"], client_address(request))
            if check.member:
                log_in(request, check.member)
                return redirect(_safe_next(request))
            message, status = wrong_card_message(check), 429 if check.wait else 422
        else:
            message = _("Nhập cả hai mã in trên thẻ.")
    context = {"form": form, "message": message, "next": _safe_next(request)}
    return render(request, "rosters/login.html", context, status=status)


@never_cache
@sensitive_variables("login_code")
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, member_code: str, login_code: str) -> HttpResponse:
    """A scanned card: shows whose it is, and logs in once they confirm. A GET changes nothing."""
    check = check_card(member_code, login_code, client_address(request))
    if check.member is None:
        context = {"form": LoginForm(initial={"member_code": member_code}), "message": wrong_card_message(check), "next": "/"}
        return render(request, "rosters/login.html", context, status=429 if check.wait else 404)
    if request.method == "POST":
        log_in(request, check.member)
        return redirect("/")
    places = [m.unit.label for m in check.member.memberships.open().select_related("unit").order_by("tree")]
    response = render(request, "rosters/card.html", {"member": check.member, "places": places})
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("/")
