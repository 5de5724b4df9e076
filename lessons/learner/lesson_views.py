"""A lesson's first page and its steps, found by their address in one query."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from wagtail.views import serve as wagtail_serve

from lessons.frameworks.models import Component
from lessons.learner import ended_session, moved, own_parts, progress, read_before
from lessons.learner.learning import done_of, finish_step
from lessons.learner.models import GoneLesson
from lessons.pages import page_cache
from lessons.pages.addresses import course_url_of, lesson_url, quiz_url, step_url
from lessons.pages.models import LessonPage
from quizzes.attempts.submission import read_answers
from quizzes.bank.showing import ShownQuestion, show_question
from rosters.login.learners import learner_of
from rosters.models import Member

T = TypeVar("T")
LessonView = Callable[..., HttpResponse]


def at_address(view: LessonView) -> LessonView:
    """A view of a lesson as a view of its address. What is no lesson that everybody may read is left to Wagtail."""

    def found(request: HttpRequest, course_slug: str, lesson_slug: str, **rest: Any) -> HttpResponse:
        def find() -> LessonPage | Literal[False]:
            # The cache must be able to tell "none" from "not kept".
            page = LessonPage.objects.at_address(course_slug, lesson_slug)
            return page if page and page.is_open() else False

        page = page_cache.cached(f"lesson:{course_slug}/{lesson_slug}", find)
        if page:
            return view(request, page, **rest)
        if LessonPage.objects.was_at_address(course_slug, lesson_slug):
            return render(request, "lessons/being_edited.html", {"learner": learner_of(request)}, status=404)
        if GoneLesson.objects.filter(path=f"{course_slug}/{lesson_slug}").exists():
            return render(request, "lessons/gone.html", {"learner": learner_of(request)}, status=410)
        if path := moved.new_path(request, course_slug, lesson_slug):
            # What was sent to the old address is sent on.
            return redirect(path, preserve_request=True)
        return wagtail_serve(request, request.path.lstrip("/"))

    return found


def lesson_start(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """The lesson's first page: what it teaches, its steps, and where the learner goes on."""
    member = learner_of(request)
    done, completed = done_of(member, page.source) if member and page.live else (set(), False)
    next_step = progress.first_open_step(page.step_ids, done)
    in_preview = getattr(request, "is_preview", False)
    steps = [
        {
            "number": number,
            "title": title,
            "done": step_id in done,
            "url": _preview_of(number) if in_preview else step_url(page, number),
        }
        for number, (step_id, title) in enumerate(zip(page.step_ids, page.step_titles, strict=True), 1)
    ]
    context = lesson_context(request, page, member) | {
        "steps": steps,
        "begun": bool(done),
        "completed": completed and not next_step,
        "next_url": step_url(page, next_step) if next_step else quiz_url(page),
        "next_step": next_step,
        **({"next_url": _preview_of(next_step), "quiz_url": "?mode=quiz"} if in_preview else {}),
        "components": cached(request, f"components:{page.pk}", lambda: _components_of(page)),
    }
    return page_cache.same_for_everybody(request, render(request, "lessons/lesson.html", context))


def _preview_of(number: int | None) -> str:
    """Where the preview of a lesson shows step `number`: the draft, not what is published."""
    return f"?mode=steps#buoc-{number}" if number else "?mode=quiz"


def cached(request: HttpRequest, name: str, make: Callable[[], T]) -> T:
    """What `make` gives, from the cache; a preview shows a draft, and is never kept."""
    return make() if getattr(request, "is_preview", False) else page_cache.cached(name, make)


def _components_of(page: LessonPage) -> list[Component]:
    chosen = [component.pk for component in page.components.all()]
    return list(Component.objects.filter(pk__in=chosen).select_related("framework"))


def lesson_context(request: HttpRequest, page: LessonPage, member: Any, owner: str = "") -> dict[str, Any]:
    """What every page of a lesson shows to `member`; `owner` says whose its forms are, where that is not plain from it."""
    return {
        "page": page,
        "learner": member,
        "owner": owner or ended_session.owner_mark(member),
        "lesson_url": lesson_url(page),
        "quiz_url": quiz_url(page),
        "course_url": course_url_of(page),
        "course_title": cached(request, f"course-title:{page.pk}", lambda: page.get_parent().title),
        "has_quiz": bool(page.quiz_id),
    }


def step(request: HttpRequest, page: LessonPage, number: int) -> HttpResponse:
    """One step. A learner finishes it by POST and goes on to the next; a visitor just follows the link."""
    ids = page.step_ids
    if not 1 <= number <= len(ids):
        raise Http404
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    member = learner_of(request)
    if request.method == "POST":
        if member is None or ended_session.is_anothers(request, member):
            return ended_session.refuse(request, page, member)
        if read_before.is_said(request):
            return record_what_was_read(request, page, member, number)
        finish_step(member, page, ids[number - 1])
        return redirect(_after_step(page, number))
    done = done_of(member, page.source)[0] if member and page.live else set()
    segments = [_segment(each, number, ids[each - 1] in done) for each in range(1, len(ids) + 1)]
    left = list(read_before.open_steps(request, page, number, done).values()) if member else []
    if member and not left and not request.GET and page.live:
        return _kept_step(request, page, number, member, segments)
    context = _step_context(request, page, number) | lesson_context(request, page, member)
    context |= {"segments": segments, "read_before": left}
    return page_cache.same_for_everybody(request, render(request, "lessons/step.html", context))


def _kept_step(request: HttpRequest, page: LessonPage, number: int, member: Member, segments: list[str]) -> HttpResponse:
    """The step for a learner: what is the same for all of them is kept."""

    def make(anybody: Any, owner: str) -> HttpResponse:
        context = _step_context(request, page, number) | lesson_context(request, page, anybody, owner)
        context["segments"] = [own_parts.mark(f"step-{each}") for each in range(1, len(segments) + 1)]
        return render(request, "lessons/step.html", context)

    own = {f"step-{each}": state for each, state in enumerate(segments, 1)}
    return own_parts.page_of(request, f"step:{page.pk}:{number}", member, own, make)


def _step_context(request: HttpRequest, page: LessonPage, number: int) -> dict[str, Any]:
    """What a step shows to everybody."""
    question, total = _practice_question(request, page, number), len(page.step_ids)
    return {
        "number": number,
        "total": total,
        "title": page.step_titles[number - 1],
        "body": _step_body(request, page, number),
        "question": question,
        "nothing_chosen": "xem" in request.GET and question and not question.outcome,
        "minutes_left": progress.minutes_left(page.minutes, total, number - 1),
        "previous_url": step_url(page, number - 1) if number > 1 else lesson_url(page),
        "next_url": _after_step(page, number),
        "is_last": number == total,
    }


def record_what_was_read(request: HttpRequest, page: LessonPage, member: Member, before: int) -> HttpResponse:
    """The steps below number `before`, of which the learner says that they read them before logging in. Back to the page."""
    done, _completed = done_of(member, page.source)
    for step_id in read_before.open_steps(request, page, before, done):
        finish_step(member, page, step_id)
    read_before.forget(request, page)
    return redirect(request.path)


def preview_steps(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """Every step below the other, with its question, for the editor who writes them."""
    steps = [
        {
            "title": block.value["title"],
            "body": _step_body(request, page, number),
            "question": _shown_question(request, page, number),
        }
        for number, block in enumerate(page.steps, 1)
    ]
    return render(request, "lessons/preview_steps.html", {"page": page, "steps": steps})


def _segment(each: int, number: int, done: bool) -> str:
    if each == number:
        return "here"
    return "done" if done else "open"


def _after_step(page: LessonPage, number: int) -> str:
    if number < len(page.step_ids):
        return step_url(page, number + 1)
    return quiz_url(page) if page.quiz_id else course_url_of(page)


def _step_body(request: HttpRequest, page: LessonPage, number: int) -> str:
    """The text and pictures of a step: the same for everybody, and so kept."""

    def make() -> str:
        return render_to_string(
            "lessons/step_body.html", {"body": page.steps[number - 1].value["body"], "lesson_url": lesson_url(page)}, request
        )

    return mark_safe(cached(request, f"step:{page.pk}:{number}", make))


def _practice_question(request: HttpRequest, page: LessonPage, number: int) -> ShownQuestion | Literal[False]:
    """The question of a step; answering it is a GET, changes nothing, and works without JavaScript."""
    if not request.GET:
        return cached(request, f"question:{page.pk}:{number}", lambda: _shown_question(request, page, number))
    return _shown_question(request, page, number)


def _shown_question(request: HttpRequest, page: LessonPage, number: int) -> ShownQuestion | Literal[False]:
    question = page.steps[number - 1].value["question"]
    if question is None:
        # The cache must be able to tell "none" from "not kept".
        return False
    version = question.version
    if version is None or not question.live:
        # It is written, and not published.
        return False
    response = read_answers([version], request.GET)[question.pk]
    return show_question(version, response=response, revealed=version.own_kind.is_complete(version.content, response))
