"""Practising a procedure inside of a lesson: a screen at a time, each a form that works without JavaScript."""

from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from lessons.learner import ended_session
from lessons.learner.lesson_views import lesson_context
from lessons.learner.practising import record_practice
from lessons.pages import page_cache
from lessons.pages.addresses import step_url
from lessons.pages.models import LessonPage
from lessons.practice.models import Practice
from lessons.practice.pressing import press, screen_context
from rosters.login.learners import learner_of


def practice(request: HttpRequest, page: LessonPage, pk: int) -> HttpResponse:
    """The screen where somebody is. Whoever opens it begins; what is pressed leads on."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    own = page_cache.cached(f"practice:{page.pk}:{pk}", lambda: _practice_of(page, pk))
    if not own:
        raise Http404
    member, procedure = learner_of(request), own.procedure
    if request.method == "POST" and ended_session.is_anothers(request, member):
        return ended_session.refuse(request, page, member)
    pressed = press(own.pk, procedure, request.POST.dict())
    if member and pressed.outcome:
        record_practice(member, page, own.pk, pressed.run.key, pressed.outcome)
    number = next((n for n, ids in enumerate(page.practices_of_steps, 1) if own.pk in ids), 1)
    context = lesson_context(request, page, member) | screen_context(own.pk, procedure, pressed)
    context |= {"practice": own, "step_url": step_url(page, number)}
    return render(request, "lessons/practice/play.html", context)


def _practice_of(page: LessonPage, pk: int) -> Practice | Literal[False]:
    # The cache must be able to tell "none" from "not kept".
    found = Practice.objects.filter(pk=pk, live=True).first() if pk in page.practice_ids else None
    return found if found and found.screens else False
