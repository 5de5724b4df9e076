"""Pages for visitors and learners. Wagtail's pages call these from `serve`."""

import uuid
from collections.abc import Callable
from typing import Any, Literal, TypeVar

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from wagtail.views import serve as wagtail_serve

from lessons.certificates.qr import qr_svg
from lessons.learner import progress
from lessons.learner.learning import done_of, finish_step, hand_in_quiz
from lessons.models import Certificate, Component, CoursePage, HomePage, LessonPage
from lessons.pages import page_cache
from quizzes.attempts.context import (
    DEVICE_AGE,
    DEVICE_COOKIE,
    Circumstances,
    device_digest,
    new_device,
    seconds_since_shown,
    shown_mark,
)
from quizzes.attempts.grading import grade
from quizzes.attempts.handing_in import AttemptOfAnother
from quizzes.attempts.presenting import answer_keys, quiz_questions, read_answers, show_question
from quizzes.models import Attempt, Question, Quiz
from rosters.login.learners import learner_of

T = TypeVar("T")


def _same_for_everybody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Lets portal.middleware keep the page, when it was made for a visitor and without a question answered."""
    response.same_for_everybody = (  # type: ignore[attr-defined]
        not request.user.is_authenticated and not request.GET and not getattr(request, "is_preview", False)
    )
    return response


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    member = learner_of(request)
    courses = progress.courses_of(page, member)
    context: dict[str, Any] = {"page": page, "courses": courses, "learner": member}
    if member:
        context["places"] = places_of(member)
        context["next"] = progress.continue_with(courses)
    return _same_for_everybody(request, render(request, "lessons/home.html", context))


def places_of(member: Any) -> list[str]:
    """Where the member belongs, as people say it: Lớp 10A1, Chi đoàn 10A1, the school."""
    places = []
    for membership in member.memberships.open().select_related("unit").order_by("tree"):
        places.append(membership.unit.label)
        if membership.tree == "school":
            school = membership.unit.get_parent()
            if school:
                places.append(school.label)
    return places


def course(request: HttpRequest, page: CoursePage) -> HttpResponse:
    member = learner_of(request)
    shown = progress.course_progress(page, member)
    context = {"page": page, "progress": shown, "learner": member, "next": shown.next_lesson}
    return _same_for_everybody(request, render(request, "lessons/course.html", context))


def lesson_by_address(
    request: HttpRequest, course_slug: str, lesson_slug: str, number: int = 0, key: uuid.UUID | None = None
) -> HttpResponse:
    """A lesson, one of its steps, its quiz or a result, found in one query.

    Whatever else has such an address, or is not open to everybody, is left to Wagtail.
    """

    def find() -> LessonPage | Literal[False]:
        found = LessonPage.objects.at_address(course_slug, lesson_slug)
        return found if found and found.is_open() else False

    page = page_cache.kept(f"lesson:{course_slug}/{lesson_slug}", find)
    if not page:
        return wagtail_serve(request, request.path.lstrip("/"))
    return lesson(request, page, request.path.strip("/").split("/")[2:])


def lesson(request: HttpRequest, page: LessonPage, rest: list[str]) -> HttpResponse:
    """Takes apart what follows a lesson's address; raises Http404 for anything else."""
    match rest:
        case []:
            return lesson_start(request, page)
        case ["buoc", number] if number.isdecimal() and 1 <= int(number) <= len(page.step_ids):
            return step(request, page, int(number))
        case ["kiem-tra"] if page.quiz_id:
            return quiz(request, page)
        case ["kiem-tra", key] if page.quiz:
            return quiz_result(request, page, page.quiz, key)
    raise Http404


def lesson_start(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """The lesson's first page: what it teaches, its steps, and where the learner goes on."""
    member = learner_of(request)
    done: set[str] = set()
    completed = False
    if member and page.live:
        done, completed = done_of(member, page.source)
    next_step = progress.first_open_step(page.step_ids, done)
    steps = [
        {"number": number, "title": title, "done": step_id in done, "url": f"{page_url(request)}buoc/{number}/"}
        for number, (step_id, title) in enumerate(zip(page.step_ids, page.step_titles, strict=True), 1)
    ]
    context = _lesson_context(request, page) | {
        "learner": member,
        "steps": steps,
        "begun": bool(done),
        "completed": completed and not next_step,
        "next_url": f"{page_url(request)}buoc/{next_step}/" if next_step else f"{page_url(request)}kiem-tra/",
        "next_step": next_step,
        "components": _kept(request, f"components:{page.pk}", lambda: _components_of(page)),
    }
    return _same_for_everybody(request, render(request, "lessons/lesson.html", context))


def page_url(request: HttpRequest) -> str:
    """The lesson's own address, from that of any page in it."""
    parts = [part for part in request.path.split("/") if part]
    return "/" + "/".join(parts[:2]) + "/"


def _kept(request: HttpRequest, name: str, make: Callable[[], T]) -> T:
    """What `make` gives, from the cache; a preview shows a draft, and is never kept."""
    return make() if getattr(request, "is_preview", False) else page_cache.kept(name, make)


def _components_of(page: LessonPage) -> list[Component]:
    chosen = [component.pk for component in page.components.all()]
    return list(Component.objects.filter(pk__in=chosen).select_related("framework"))


def _lesson_context(request: HttpRequest, page: LessonPage) -> dict[str, Any]:
    lesson_url = page_url(request)
    course_url = lesson_url.rstrip("/").rpartition("/")[0] + "/"
    title = _kept(request, f"course-title:{page.pk}", lambda: page.get_parent().title)
    return {
        "page": page,
        "lesson_url": lesson_url,
        "course_url": course_url,
        "course_title": title,
        "has_quiz": bool(page.quiz_id),
    }


def step(request: HttpRequest, page: LessonPage, number: int) -> HttpResponse:
    """One step. A learner finishes it by POST and goes on to the next; a visitor just follows the link."""
    member = learner_of(request)
    ids = page.step_ids
    lesson_url = page_url(request)
    following = _after_step(page, number, lesson_url)
    if request.method == "POST":
        if member is None:
            return redirect(following)
        finish_step(member, page, ids[number - 1])
        return redirect(following)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    done = done_of(member, page.source)[0] if member and page.live else set()
    question = _practice_question(request, page, number)
    context = _lesson_context(request, page) | {
        "learner": member,
        "number": number,
        "total": len(ids),
        "title": page.step_titles[number - 1],
        "body": _step_body(request, page, number),
        "question": question,
        "nothing_chosen": "xem" in request.GET and question and question.outcome is None,
        "segments": [_segment(each, number, ids[each - 1] in done) for each in range(1, len(ids) + 1)],
        "minutes_left": progress.minutes_left(page.minutes, len(ids), number - 1),
        "previous_url": f"{lesson_url}buoc/{number - 1}/" if number > 1 else lesson_url,
        "next_url": following,
        "is_last": number == len(ids),
    }
    return _same_for_everybody(request, render(request, "lessons/step.html", context))


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


def _after_step(page: LessonPage, number: int, lesson_url: str) -> str:
    if number < len(page.step_ids):
        return f"{lesson_url}buoc/{number + 1}/"
    return f"{lesson_url}kiem-tra/" if page.quiz_id else lesson_url.rstrip("/").rpartition("/")[0] + "/"


def _step_body(request: HttpRequest, page: LessonPage, number: int) -> str:
    """The text and pictures of a step: the same for everybody, and so kept."""

    def make() -> str:
        return render_to_string("lessons/step_body.html", {"body": page.steps[number - 1].value["body"]}, request)

    return mark_safe(_kept(request, f"step:{page.pk}:{number}", make))


def _practice_question(request: HttpRequest, page: LessonPage, number: int) -> Any:
    """The question of a step; answering it is a GET, changes nothing, and works without JavaScript."""
    if not request.GET:
        return _kept(request, f"question:{page.pk}:{number}", lambda: _shown_question(request, page, number))
    return _shown_question(request, page, number)


def _shown_question(request: HttpRequest, page: LessonPage, number: int) -> Any:
    question = page.steps[number - 1].value["question"]
    if question is None:
        # The cache must be able to tell "none" from "not kept".
        return False
    prefetch_related_objects([question], "choices")
    chosen = read_answers([question], request.GET)[question.pk]
    return show_question(question, chosen=chosen if chosen else None)


def _quiz_of(page: LessonPage) -> tuple[Quiz, list[Question]]:
    asked = Quiz.objects.get(pk=page.quiz_id)
    return asked, quiz_questions(asked)


def quiz(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """The quiz of a lesson. A learner's attempt is kept; a visitor's is graded and forgotten."""
    member = learner_of(request)
    if request.method == "POST":
        asked, questions = _quiz_of(page)
    else:
        asked, questions = page_cache.kept(f"quiz:{page.pk}", lambda: _quiz_of(page))
    page.quiz = asked
    if request.method == "POST":
        answers = read_answers(questions, request.POST)
        unanswered = [number for number, question in enumerate(questions, 1) if not answers[question.pk]]
        if unanswered:
            return _render_quiz(request, page, questions, answers, unanswered)
        if member:
            circumstances = _circumstances(request)
            try:
                key = _key(request.POST.get("key", ""))
                attempt = hand_in_quiz(member, page, questions, answers, key, circumstances=circumstances)
            except AttemptOfAnother:
                # A page handed on with its key: it is an attempt of one's own all the same.
                attempt = hand_in_quiz(member, page, questions, answers, uuid.uuid4(), circumstances=circumstances)
            return redirect(f"{page_url(request)}kiem-tra/{attempt.key}/")
        result = grade(answer_keys(questions), answers)
        return _render_result(request, page, questions, answers, result.right, result.passes(asked.pass_mark))
    return _render_quiz(request, page, questions, {}, [])


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _circumstances(request: HttpRequest) -> Circumstances:
    seconds = seconds_since_shown(request.POST.get("key", ""), request.POST.get("luc-mo", ""))
    return Circumstances(seconds, device_digest(request.COOKIES.get(DEVICE_COOKIE, "")))


def _render_quiz(
    request: HttpRequest, page: LessonPage, questions: list[Any], answers: dict[int, list[int]], unanswered: list[int]
) -> HttpResponse:
    shown = [show_question(question, number) for number, question in enumerate(questions, 1)]
    chosen = {choice for picked in answers.values() for choice in picked}
    learner = learner_of(request)
    key = request.POST.get("key") or str(uuid.uuid4())
    context = _lesson_context(request, page) | {
        "learner": learner,
        "questions": shown,
        "chosen": chosen,
        "unanswered": unanswered,
        "key": key,
        # Of a form that came without a mark it is not known when it was shown first.
        "shown_mark": request.POST.get("luc-mo", "") if request.method == "POST" else shown_mark(key),
        "quiz": page.quiz,
    }
    response = render(request, "lessons/quiz.html", context, status=422 if unanswered else 200)
    if learner and DEVICE_COOKIE not in request.COOKIES:
        response.set_cookie(
            DEVICE_COOKIE,
            new_device(),
            max_age=DEVICE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def quiz_result(request: HttpRequest, page: LessonPage, asked: Quiz, key: str) -> HttpResponse:
    """What was right and why, for the learner who handed it in."""
    member = learner_of(request)
    attempt = None
    try:
        if member:
            attempt = Attempt.objects.filter(member=member, quiz=asked, key=uuid.UUID(key)).first()
    except ValueError:
        pass
    if attempt is None:
        raise Http404
    answers = {int(question): chosen for question, chosen in attempt.answers.items()}
    return _render_result(request, page, quiz_questions(asked), answers, attempt.right, attempt.passed)


def _render_result(
    request: HttpRequest, page: LessonPage, questions: list[Any], answers: dict[int, list[int]], right: int, passed: bool
) -> HttpResponse:
    member = learner_of(request)
    course_page = page.get_parent().specific
    shown = progress.course_progress(course_page, member)
    here = next(lesson for lesson in shown.lessons if lesson.lesson.pk == page.pk)
    context = _lesson_context(request, page) | {
        "learner": member,
        "questions": [
            show_question(question, number, answers.get(question.pk, [])) for number, question in enumerate(questions, 1)
        ],
        "right": right,
        "total": len(answers),
        "passed": passed,
        "quiz": page.quiz,
        "progress": shown,
        "here": here,
        "next": next((each for each in shown.lessons if each.number > here.number and not each.completed), shown.next_lesson),
        "again_url": f"{page_url(request)}kiem-tra/",
    }
    return render(request, "lessons/quiz_result.html", context)


@require_safe
def my_progress(request: HttpRequest) -> HttpResponse:
    """A learner's courses, lessons and certificates."""
    member = learner_of(request)
    if member is None:
        return redirect(f"{reverse('rosters:login')}?next={request.path}")
    home_page = HomePage.objects.live().first()
    courses = progress.courses_of(home_page, member) if home_page else []
    context = {"learner": member, "courses": courses, "places": places_of(member), "next": progress.continue_with(courses)}
    return render(request, "lessons/my_progress.html", context)


@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """A certificate, for whoever has its code."""
    found = Certificate.objects.filter(code=code.upper()).first()
    if found is None:
        return render(request, "lessons/certificate_unknown.html", {"code": code, "learner": learner_of(request)}, status=404)
    address = request.build_absolute_uri(reverse("lessons:certificate", args=[found.code]))
    context = {"certificate": found, "address": address, "qr": qr_svg(address), "learner": learner_of(request)}
    return render(request, "lessons/certificate.html", context)
