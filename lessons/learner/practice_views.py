"""Practising a procedure inside of a lesson: a screen at a time, each a form that works without JavaScript."""

from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from lessons.learner import ended_session
from lessons.learner.lesson_views import lesson_context
from lessons.learner.practising import record_practice
from lessons.pages import page_cache
from lessons.pages.addresses import step_url
from lessons.pages.models import LessonPage
from lessons.practice.models import Practice
from lessons.practice.playing import Outcome, act, ask_hint, screen_of
from lessons.practice.procedure import Ending, Procedure
from lessons.practice.showing import AGAIN, HINT, PRESSED, STATE, show, typed_in
from lessons.practice.tokens import Run, new_run, read_run, write_run
from rosters.login.learners import learner_of
from rosters.models import Member


def practice(request: HttpRequest, page: LessonPage, pk: int) -> HttpResponse:
    """The screen where somebody is. Whoever opens it begins; what is pressed leads on."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    own = page_cache.cached(f"practice:{page.pk}:{pk}", lambda: _practice_of(page, pk))
    if not own:
        raise Http404
    procedure, member = own.procedure, learner_of(request)
    if request.method != "POST":
        return _render(request, page, own, procedure, new_run(procedure))
    if ended_session.is_anothers(request, member):
        return ended_session.refuse(request, page, member)
    run = read_run(own.pk, request.POST.get(STATE, ""))
    if run is None or AGAIN in request.POST:
        return _render(request, page, own, procedure, new_run(procedure))
    return _played(request, page, own, procedure, run, member)


def _practice_of(page: LessonPage, pk: int) -> Practice | Literal[False]:
    # The cache must be able to tell "none" from "not kept".
    found = Practice.objects.filter(pk=pk, live=True).first() if pk in page.practice_ids else None
    return found if found and found.screens else False


def _played(
    request: HttpRequest, page: LessonPage, own: Practice, procedure: Procedure, run: Run, member: Member | None
) -> HttpResponse:
    typed = typed_in(screen_of(procedure, run.state), request.POST.dict())
    if HINT in request.POST:
        outcome: Outcome | None = ask_hint(procedure, run.state, typed)
    else:
        outcome = act(procedure, run.state, request.POST.get(PRESSED, ""), typed)
    if outcome is None:
        # A button that its author took away meanwhile.
        return _render(request, page, own, procedure, run, typed)
    if member:
        record_practice(member, page, own.pk, run.key, outcome)
    stays = outcome.state.screen == run.state.screen
    return _render(request, page, own, procedure, Run(run.key, outcome.state), typed if stays else {}, outcome)


def _render(
    request: HttpRequest,
    page: LessonPage,
    own: Practice,
    procedure: Procedure,
    run: Run,
    typed: dict[str, str] | None = None,
    outcome: Outcome | None = None,
) -> HttpResponse:
    member, screen = learner_of(request), screen_of(procedure, run.state)
    number = next((n for n, ids in enumerate(page.practices_of_steps, 1) if own.pk in ids), 1)
    context: dict[str, Any] = lesson_context(request, page, member) | {
        "practice": own,
        "given": procedure.given,
        "shown": show(procedure, screen, run.state, typed, outcome),
        "state": write_run(own.pk, run),
        "is_done": screen.ending == Ending.DONE,
        "is_failed": screen.ending == Ending.FAILED,
        "step_url": step_url(page, number),
    }
    return render(request, "lessons/practice/play.html", context)
