"""A quiz that has to be begun: with a time limit, so many attempts, a question a page, questions drawn at random.

Everything that is answered is kept on the server as it is sent; whoever comes back, on whatever device, is where they were.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from lessons.learner import ended_session, kept_quizzes
from lessons.learner.learning import begin_quiz, end_if_over, save_attempt
from lessons.learner.lesson_views import lesson_context
from lessons.learner.turns import remember_device
from lessons.pages.addresses import quiz_url, result_url
from lessons.pages.models import LessonPage
from quizzes.attempts.context import DEVICE_COOKIE, device_digest
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import number_asked, versions_of
from quizzes.attempts.rules import Refusal, reviewed
from quizzes.attempts.states import COUNTED
from quizzes.attempts.submission import Submission, read_answers, unanswered_of
from quizzes.attempts.taking import extra_minutes, may_begin, save_at_once, settled
from quizzes.bank.models import QuestionVersion
from quizzes.bank.quiz_settings import Review
from quizzes.bank.showing import field_of
from quizzes.regrading.showing import show_tried
from rosters.models import Member

BEGIN, SAVE, HAND_IN, ANYWAY = "bat-dau", "luu", "nop", "van-nop"
# The button below a question of a quiz for practice; its value is the id of the question.
CHECK = "kiem-tra"
QUESTION, MISSING = "cau", "thieu"
# In an address: the question that was to be checked and could not be.
UNCHECKED = "chua-kiem-tra"
# The questions that a form shows: of others it says nothing.
SHOWN = "hien"
NEXT, BEFORE = "tiep", "truoc"
# The page that stands behind the last question.
SUMMARY = "het"


def begun_quiz(request: HttpRequest, page: LessonPage, member: Member | None) -> HttpResponse:
    """The page from which it is begun, or the attempt that is under way."""
    if request.method == "POST":
        return _sent(request, page, member)
    attempt = end_if_over(member, page, timezone.now()) if member else None
    if member and (kept := kept_quizzes.kept_here(request, member)):
        attempt = _with_kept(request, page, member, attempt, kept_quizzes.form_of(kept))
    if attempt is None:
        return _start(request, page, member)
    return _attempt(request, page, member, attempt)


def _with_kept(
    request: HttpRequest, page: LessonPage, member: Member, attempt: Attempt | None, form: QueryDict
) -> Attempt | None:
    """What was sent when the log-in was over goes into its attempt, where that is still under way."""
    if attempt and form.get("key") == str(attempt.key):
        versions = [version for version in versions_of(attempt.versions) if _holds(form, version)]
        answers = read_answers(versions, form)
        attempt = save_attempt(member, page, attempt.key, Submission(answers, attempt.key, timezone.now()), hands_in=False)
    kept_quizzes.forget(request, member)
    return attempt if attempt and attempt.is_under_way else None


def _holds(form: QueryDict, version: QuestionVersion) -> bool:
    """Whether a form has something for this question."""
    name = field_of(version.question_id)
    return any(key == name or key.startswith((f"{name}.", f"{name}-")) for key in form)


def _start(request: HttpRequest, page: LessonPage, member: Member | None, refused: Refusal | None = None) -> HttpResponse:
    """What counts from the moment it is begun, what was done before, and the button; or why there is none."""
    quiz, now = page.quiz, timezone.now()
    earlier = list(
        Attempt.objects.filter(member=member, quiz=quiz, state__in=COUNTED).order_by("handed_in_at").select_related("quiz")
        if member
        else []
    )
    why = refused or (may_begin(member, quiz, now) if member and quiz else None)
    left = quiz.attempts_allowed - len(earlier) if quiz and quiz.attempts_allowed and member else None
    context = lesson_context(request, page, member) | {
        "quiz": quiz,
        "refusal": why,
        "number": number_asked(quiz) if quiz else 0,
        "minutes": extra_minutes(quiz, member) + quiz.time_limit if quiz and quiz.time_limit and not why else 0,
        "left": max(0, left) if left is not None else None,
        "earlier": [_told(each, page, n) for n, each in enumerate(earlier, 1)],
    }
    return render(request, "lessons/quiz_start.html", context, status=409 if refused else 200)


def _told(attempt: Attempt, page: LessonPage, number: int) -> dict[str, Any]:
    """An earlier attempt; with its score where that may be seen by now."""
    quiz, at = attempt.quiz, attempt.handed_in_at or timezone.now()
    seen = reviewed(
        timezone.now(), at, quiz.closes_at, at_once=quiz.review_at_once, later=quiz.review_later, closed=quiz.review_closed
    )
    told = {"number": number, "at": at, "on_paper": attempt.on_paper, "url": result_url(page, attempt.key)}
    return told | ({"percent": round(attempt.score), "passed": attempt.passed} if seen >= Review.SCORE else {})


def _sent(request: HttpRequest, page: LessonPage, member: Member | None) -> HttpResponse:
    if ended_session.is_anothers(request, member):
        return ended_session.refuse(request, page, member)
    if member is None:
        return redirect(quiz_url(page))
    if BEGIN in request.POST:
        begun = begin_quiz(member, page, timezone.now())
        return _start(request, page, member, begun) if isinstance(begun, Refusal) else redirect(quiz_url(page))
    try:
        key = uuid.UUID(request.POST.get("key", ""))
        found = Attempt.objects.select_related("quiz").get(key=key, member=member, quiz=page.quiz)
    except (ValueError, Attempt.DoesNotExist):
        return _unknown_form(request, page, member)
    return _kept(request, page, member, found)


def _unknown_form(request: HttpRequest, page: LessonPage, member: Member) -> HttpResponse:
    """A form of somebody else, or one that was opened before the quiz had to be begun: that one's answers begin it."""
    if "ban" in request.POST:
        begun = begin_quiz(member, page, timezone.now())
        if isinstance(begun, Refusal):
            return _start(request, page, member, begun)
        versions = [version for version in versions_of(begun.versions) if _holds(request.POST, version)]
        answers = read_answers(versions, request.POST)
        save_attempt(member, page, begun.key, Submission(answers, begun.key, timezone.now()), hands_in=False)
    return redirect(quiz_url(page))


def _kept(request: HttpRequest, page: LessonPage, member: Member, found: Attempt) -> HttpResponse:
    """Keeps what was sent, and goes where the button says."""
    versions = versions_of(found.versions)
    shown = _sent_questions(request, versions, found)
    submission = Submission(
        read_answers(shown, request.POST),
        found.key,
        timezone.now(),
        device=device_digest(request.COOKIES.get(DEVICE_COOKIE, "")),
    )
    merged = _answers(found) | dict(submission.answers)
    open_ones = unanswered_of(versions, merged)
    hands_in = ANYWAY in request.POST or (HAND_IN in request.POST and not open_ones)
    number = _number(request.POST.get(QUESTION, ""), len(versions))
    reached, checks = _reached(page, request, number, len(versions)), _checked(request)
    attempt = found
    if hands_in or checks or not save_at_once(found, submission.answers, submission.at, reached):
        attempt = save_attempt(
            member, page, found.key, submission, hands_in=hands_in, reached=reached, checks=checks, versions=versions
        )
    if not attempt.is_under_way:
        return redirect(result_url(page, attempt.key)) if attempt.handed_in_at else redirect(quiz_url(page))
    if SAVE in request.POST:
        return HttpResponse(status=204)
    if CHECK in request.POST:
        return redirect(_address_of_check(page, checks, number, is_done=attempt.tries != found.tries))
    if HAND_IN in request.POST:
        return redirect(
            f"{quiz_url(page)}?{MISSING}=1" + (f"&{QUESTION}={SUMMARY}" if page.quiz and page.quiz.one_a_page else "")
        )
    step = 1 if NEXT in request.POST else -1 if BEFORE in request.POST else 0
    following = (number or 1) + step
    return redirect(f"{quiz_url(page)}?{QUESTION}={SUMMARY if following > len(versions) else max(1, following)}")


def _sent_questions(request: HttpRequest, versions: Sequence[QuestionVersion], attempt: Attempt) -> list[QuestionVersion]:
    """Those that the form showed, however the quiz is shown today; of others the kept answer stays."""
    shown = set(request.POST.getlist(SHOWN))
    first = attempt.reached if attempt.quiz.forward_only else 1
    closed = settled(attempt, versions) if attempt.tries else set()
    return [
        version
        for number, version in enumerate(versions, 1)
        if number >= first and str(version.question_id) in shown and version.question_id not in closed
    ]


def _address_of_check(page: LessonPage, question: int, number: int, *, is_done: bool) -> str:
    """Back to the question; one that could not be checked says so there."""
    query = {QUESTION: number} if number else {}
    query |= {} if is_done else {UNCHECKED: question}
    return f"{quiz_url(page)}{'?' if query else ''}{urlencode(query)}#{field_of(question)}"


def _checked(request: HttpRequest) -> int:
    """The id of the question whose answer is to be checked; 0 for none."""
    text = request.POST.get(CHECK, "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _number(text: str, most: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= most else 0


def _reached(page: LessonPage, request: HttpRequest, number: int, total: int) -> int:
    """Where there is no way back, a question that was left lies behind."""
    return min(number + 1, total + 1) if page.quiz and page.quiz.forward_only and NEXT in request.POST and number else 0


def _answers(attempt: Attempt) -> dict[int, Any]:
    return {int(own): response for own, response in attempt.answers.items()}


def _attempt(request: HttpRequest, page: LessonPage, member: Member | None, attempt: Attempt) -> HttpResponse:
    versions, answers = versions_of(attempt.versions), _answers(attempt)
    wanted = request.GET.get(QUESTION, "")
    quiz, total = attempt.quiz, len(versions)
    shown, number = list(enumerate(versions, 1)), 0
    is_summary = quiz.one_a_page and (wanted == SUMMARY or (quiz.forward_only and attempt.reached > total))
    if quiz.one_a_page and not is_summary:
        number = _number(wanted, total) or _first_open(versions, answers)
        number = attempt.reached if quiz.forward_only else number
        shown = shown[number - 1 : number]
    missing = unanswered_of(versions, answers) if MISSING in request.GET or is_summary else []
    context = lesson_context(request, page, member) | {
        "quiz": quiz,
        "attempt": attempt,
        "key": str(attempt.key),
        "questions": [] if is_summary else [show_tried(attempt, each, n) for n, each in shown],
        "number": number,
        "total": total,
        "is_summary": is_summary,
        "unanswered": missing,
        "unchecked": request.GET.get(UNCHECKED, ""),
        "incomplete": [versions[n - 1].question_id for n in unanswered_of(versions, answers)]
        if UNCHECKED in request.GET
        else [],
        "links": [] if quiz.forward_only else _links(versions, answers),
        **_time(attempt.due_at),
    }
    response = render(request, "lessons/attempt.html", context)
    remember_device(request, response)
    return response


def _first_open(versions: Sequence[QuestionVersion], answers: Mapping[int, Any]) -> int:
    return next(iter(unanswered_of(versions, answers)), 1)


def _links(versions: Sequence[QuestionVersion], answers: Mapping[int, Any]) -> list[dict[str, Any]]:
    """The questions by their numbers, and whether each is answered."""
    open_ones = set(unanswered_of(versions, answers))
    return [
        {"number": n, "anchor": field_of(version.question_id), "is_open": n in open_ones}
        for n, version in enumerate(versions, 1)
    ]


def _time(due: dt.datetime | None) -> dict[str, Any]:
    """Until when, and how many seconds are left by our clock: that of the phone may be wrong."""
    if due is None:
        return {}
    return {"due_at": due, "seconds_left": max(0, int((due - timezone.now()).total_seconds()))}
