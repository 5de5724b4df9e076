"""A certificate, for whoever has its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lessons.certificates.issuing import find, name_today
from lessons.certificates.qr import qr_svg
from lessons.pages.information import Operator
from rosters.login.learners import learner_of


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Where the code of a certificate is typed; goes on to the certificate."""
    typed = request.GET.get("ma", "").strip()[:60]
    found = find(typed) if typed else None
    if found:
        return redirect("lessons:certificate", found.code)
    if typed:
        return _unknown(request, typed)
    return _ask(request, "", _("Nhập mã in trên giấy chứng nhận.") if "ma" in request.GET else "", 200)


@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate with `code`; or where to type it again."""
    found = find(code)
    if found is None:
        return _unknown(request, code)
    address = request.build_absolute_uri(reverse("lessons:certificate", args=[found.code]))
    name, corrected_on = name_today(found)
    context = {
        "certificate": found,
        "name": name,
        "corrected_on": corrected_on,
        "issuer": found.issuer or Operator.load().name,
        "address": request.build_absolute_uri(reverse("lessons:certificate_check")),
        "qr": qr_svg(address),
        "learner": learner_of(request),
    }
    return render(request, "lessons/certificate.html", context)


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    problem = _("Không tìm thấy mã %(code)s. Xem lại từng chữ và số trên giấy, hoặc quét mã QR in trên đó.")
    return _ask(request, typed, problem % {"code": typed}, 404)


def _ask(request: HttpRequest, typed: str, problem: str, status: int) -> HttpResponse:
    context = {"typed": typed, "problem": problem, "learner": learner_of(request)}
    return render(request, "lessons/certificate_check.html", context, status=status)
