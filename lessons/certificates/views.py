"""A certificate, for whoever has its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lessons.certificates.models import Certificate
from lessons.certificates.qr import qr_svg
from rosters.login.learners import learner_of


@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate with `code`, or a page that says there is none."""
    found = Certificate.objects.filter(code=code.upper()).first()
    if found is None:
        return render(request, "lessons/certificate_unknown.html", {"code": code, "learner": learner_of(request)}, status=404)
    address = request.build_absolute_uri(reverse("lessons:certificate", args=[found.code]))
    context = {"certificate": found, "address": address, "qr": qr_svg(address), "learner": learner_of(request)}
    return render(request, "lessons/certificate.html", context)
