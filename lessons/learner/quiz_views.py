"""The quiz of a lesson, and what came of it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from lessons.learner import ended_session, kept_quizzes, progress, read_before, turns
from lessons.learner.attempt_views import SAVE, SHOWN, begun_quiz
from lessons.learner.learning import done_of, end_if_over, hand_in_quiz, save_quiz
from lessons.learner.lesson_views import lesson_context, record_what_was_read
from lessons.learner.models import KeptQuiz
from lessons.pages import page_cache
from lessons.pages.addresses import quiz_url, result_url
from lessons.pages.models import LessonPage
from quizzes.attempts.context import shown_mark, versions_mark, versions_shown
from quizzes.attempts.grading import grade
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import asked, marks_of, marks_of_places, places_of, versions_of
from quizzes.attempts.rules import reviewed
from quizzes.attempts.submission import Submission, read_answers, read_submission
from quizzes.attempts.taking import may_begin
from quizzes.bank.models import QuestionVersion, Quiz
from quizzes.bank.quiz_settings import Review
from quizzes.bank.showing import show_question
from quizzes.regrading.showing import show_answered
from rosters.login.along import may_have
from rosters.login.learners import learner_of
from rosters.models import Member

# What is asked along with an account: whether a quiz is under way somewhere.
BEGUN = "has_begun_quiz"
# The button of a visitor's form that leads to the log-in and keeps what was chosen.
LOG_IN_FIELD = "dang-nhap"
# In the address of a quiz that came back because questions were left out.
MISSING = "thieu"


def quiz(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """The quiz of a lesson. A learner's attempt is kept; a visitor's is graded and forgotten."""
    if not page.quiz_id:
        raise Http404
    member = learner_of(request)
    page.quiz, questions = page_cache.cached(f"quiz:{page.pk}", lambda: _quiz_of(page))
    if page.quiz and (SHOWN in request.POST or (page.quiz.has_to_be_begun and (questions or page.quiz.draws_at_random))):
        return begun_quiz(request, page, member)
    if request.method == "POST":
        return _sent(request, page, member, questions)
    if not questions:
        return _nothing_asked(request, member)
    own = kept_quizzes.kept_here(request, member) if member else None
    kept = own if member else kept_quizzes.try_of_turn(request, turns.key_of(request, None))
    sent = _Sent.again(kept, questions, request, page) if kept else None
    if member and not kept and may_have(request.user, BEGUN) and (begun := end_if_over(member, page, timezone.now())):
        sent = _Sent.begun(begun)
    return _render_quiz(request, page, member, questions, sent)


def _sent(request: HttpRequest, page: LessonPage, member: Member | None, questions: list[QuestionVersion]) -> HttpResponse:
    if ended_session.is_anothers(request, member):
        return ended_session.refuse(request, page, member)
    if member and read_before.is_said(request):
        if request.POST.get("key"):
            # It was said in the middle of the quiz.
            kept_quizzes.keep_own(request, member.pk, page.title)
        return record_what_was_read(request, page, member, before=len(page.step_ids) + 1)
    if member and ended_session.DROP_FIELD in request.POST:
        kept_quizzes.forget(request, member)
        return redirect(request.path)
    if (member and ended_session.is_visitors(request)) or (not member and LOG_IN_FIELD in request.POST):
        # Somebody logged in meanwhile, or wants to: whose it is will be asked.
        following = request.path if member else f"{reverse('rosters:login')}?next={request.path}"
        response = redirect(following)
        kept_quizzes.keep_try(request, response, page.title)
        return response
    if member and page.quiz and questions and SAVE in request.POST:
        return _saved(request, page, member, page.quiz, questions)
    return (
        _handed_in(request, page, member, page.quiz, questions) if page.quiz and questions else _nothing_asked(request, member)
    )


def _saved(request: HttpRequest, page: LessonPage, member: Member, own: Quiz, today: list[QuestionVersion]) -> HttpResponse:
    """Keeps what was answered so far, as it is given. What is over leads to its result."""
    page.quiz, questions = own, _as_shown(request.POST, page, today)
    submission = read_submission(request, questions)
    attempt = save_quiz(member, page, questions, submission)
    kept_quizzes.forget(request, member)
    # A form that was handed in meanwhile keeps nothing, and says nothing.
    response = HttpResponse(status=204 if attempt.is_under_way else 202)
    turns.remember(request, response, member, str(attempt.key))
    return response


def _nothing_asked(request: HttpRequest, member: Member | None) -> HttpResponse:
    """Of a quiz of which no question is published yet, or any more: nothing can be handed in."""
    return render(request, "lessons/being_edited.html", {"learner": member}, status=404)


def preview_quiz(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """The quiz as a visitor meets it, for the editor; a lesson without one says so."""
    if not page.quiz_id:
        return render(request, "lessons/preview_no_quiz.html", {"page": page})
    page.quiz, questions = _quiz_of(page)
    return _render_quiz(request, page, None, questions)


def _quiz_of(page: LessonPage) -> tuple[Quiz, list[QuestionVersion]]:
    own = Quiz.objects.with_drawing().get(pk=page.quiz_id)
    # Kept with it: whether it has to be begun, and the marks of its questions.
    own.has_to_be_begun  # noqa: B018
    places = places_of(own)
    own.known_marks = marks_of_places(places)
    return own, [version for version, _mark in places]


def _as_shown(form: QueryDict, page: LessonPage, today: Sequence[QuestionVersion]) -> list[QuestionVersion]:
    """The versions that a form showed: a question that was published anew meanwhile is graded as it was asked.

    `today` are those of the quiz now; they count where the form does not say, and where it is that of another quiz.
    """
    ids = versions_shown(form.get("key", ""), page.quiz_id or 0, form.get("ban", ""))
    if not ids or ids == [version.pk for version in today]:
        return list(today)
    shown = versions_of(ids)
    return shown if len(shown) == len(ids) else list(today)


def _handed_in(
    request: HttpRequest, page: LessonPage, member: Member | None, own: Quiz, today: list[QuestionVersion]
) -> HttpResponse:
    page.quiz, questions = own, _as_shown(request.POST, page, today)
    submission = read_submission(request, questions)
    unanswered = submission.unanswered(questions)
    if unanswered:
        return _sent_back(request, page, member, questions, unanswered)
    if member:
        attempt = hand_in_quiz(member, page, questions, submission)
        kept_quizzes.forget(request, member)
        response: HttpResponse = redirect(result_url(page, attempt.key))
    else:
        result = grade(asked(questions, marks_of(own)), submission.answers)
        passed = result.passes(own.pass_mark)
        outcome = _Outcome(questions, submission.answers, result.right, result.mark, passed, result.total, result.possible)
        response = _render_result(request, page, None, outcome, str(submission.key))
        kept_quizzes.keep_try(request, response, page.title)
    turns.end(request, response)
    return response


def _sent_back(
    request: HttpRequest, page: LessonPage, member: Member | None, questions: list[QuestionVersion], unanswered: list[int]
) -> HttpResponse:
    """Back to the page, with what was chosen and the questions left out.

    By an address of its own, so that loading it again and the way back to it ask nothing and lose nothing.
    """
    response = redirect(f"{request.path}?{MISSING}=1")
    if member:
        is_kept = kept_quizzes.keep_own(request, member.pk, page.title)
    else:
        is_kept = kept_quizzes.keep_try(request, response, page.title)
    if not is_kept:
        return _render_quiz(request, page, member, questions, _Sent(request.POST, unanswered))
    turns.remember(request, response, member, request.POST.get("key", ""))
    return response


@dataclass(frozen=True)
class _Sent:
    """A form that was filled in before: what it held, the numbers of the questions left out, and how it comes to be here."""

    form: QueryDict
    unanswered: Sequence[int] = ()
    is_kept: bool = False
    is_a_try: bool = False
    # What was kept answer by answer, where that is what is shown.
    attempt: Attempt | None = None

    @classmethod
    def begun(cls, attempt: Attempt) -> "_Sent":
        form = QueryDict(mutable=True)
        form["key"] = str(attempt.key)
        return cls(form, is_kept=any(attempt.answers.values()), attempt=attempt)

    @classmethod
    def again(cls, kept: KeptQuiz, today: Sequence[QuestionVersion], request: HttpRequest, page: LessonPage) -> "_Sent":
        form = kept_quizzes.form_of(kept)
        questions = _as_shown(form, page, today)
        missing = Submission(read_answers(questions, form)).unanswered(questions) if MISSING in request.GET else []
        return cls(form, missing, is_kept=not missing, is_a_try=kept.owner_id is None and learner_of(request) is not None)


def _render_quiz(
    request: HttpRequest,
    page: LessonPage,
    member: Member | None,
    questions: Sequence[QuestionVersion],
    sent: _Sent | None = None,
) -> HttpResponse:
    """The form; with what was chosen where one was `sent` before."""
    form = sent.form if sent else None
    key = (form and form.get("key")) or turns.key_of(request, member)
    if sent and sent.attempt:
        questions = versions_of(sent.attempt.versions)
        answers = {int(own): response for own, response in sent.attempt.answers.items()}
    else:
        questions = _as_shown(form, page, questions) if form else questions
        answers = read_answers(questions, form) if form else {}
    context = lesson_context(request, page, member) | {
        "read_before": _read_before(request, page, member) if member and read_before.is_asked(request, page) else [],
        "questions": [
            show_question(each, number, answers.get(each.question_id), key) for number, each in enumerate(questions, 1)
        ],
        "unanswered": sent.unanswered if sent else (),
        "is_kept": sent is not None and sent.is_kept,
        "is_a_try": sent is not None and sent.is_a_try,
        "key": key,
        "versions_mark": versions_mark(key, page.quiz_id or 0, (version.pk for version in questions)),
        # Of a form that came without a mark it is not known when it was shown first.
        "shown_mark": form.get("luc-mo", "") if form and not (sent and sent.attempt) else shown_mark(key),
        "quiz": page.quiz,
    }
    response = render(request, "lessons/quiz.html", context, status=422 if request.method == "POST" else 200)
    turns.remember(request, response, member, key)
    if member:
        turns.remember_device(request, response)
    return response


def _read_before(request: HttpRequest, page: LessonPage, member: Member) -> list[str]:
    """Titles of the steps that are not recorded for `member`."""
    done, _completed = done_of(member, page.source)
    return list(read_before.open_steps(request, page, len(page.step_ids) + 1, done).values())


def quiz_result(request: HttpRequest, page: LessonPage, key: str | uuid.UUID) -> HttpResponse:
    """What was right and why, for the learner who handed it in."""
    member = learner_of(request)
    try:
        own = Attempt.objects.filter(member=member, quiz_id=page.quiz_id, key=uuid.UUID(str(key)))
    except ValueError as error:
        raise Http404 from error
    if member is None:
        # The log-in may be over; the result is not.
        return redirect(f"{reverse('rosters:login')}?next={request.path}")
    attempt = own.first()
    if attempt is None or page.quiz is None:
        raise Http404
    if attempt.handed_in_at is None:
        return redirect(quiz_url(page))
    answers = {int(question): response for question, response in attempt.answers.items()}
    outcome = _Outcome(
        versions_of(attempt.versions),
        answers,
        attempt.right,
        attempt.mark,
        attempt.passed,
        attempt.total,
        attempt.possible,
        attempt.tries,
    )
    return _render_result(request, page, member, outcome, str(attempt.key), attempt)


@dataclass(frozen=True)
class _Outcome:
    """What came of a turn: the versions that were shown, what was answered, how many are right as a whole, and the mark."""

    versions: Sequence[QuestionVersion]
    answers: Mapping[int, Any]
    right: int
    mark: Fraction
    passed: bool
    # How many were asked; one of them may have been deleted since.
    total: int
    # How many marks there were; None where each has one.
    possible: Fraction | None = None
    # What was checked before it was handed in, where the quiz is for practice.
    tries: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    def as_context(self, turn: str) -> dict[str, Any]:
        shown = [
            show_answered(
                version, number, self.answers.get(version.question_id), turn, self.tries.get(str(version.question_id), ())
            )
            for number, version in enumerate(self.versions, 1)
        ]
        # Where questions are right in part, the mark says more than their number.
        possible = self.total if self.possible is None else self.possible
        in_parts = self.mark != self.right or possible != self.total
        return {
            "questions": shown,
            "right": self.right,
            "total": self.total,
            "passed": self.passed,
            "mark": _as_told(self.mark) if in_parts else "",
            "possible": _as_told(Fraction(possible)),
        }


def _review(page: LessonPage, attempt: Attempt | None) -> int:
    """How much of it may be seen now; a visitor's try is shown whole."""
    quiz = page.quiz
    if attempt is None or quiz is None or attempt.handed_in_at is None:
        return Review.ALL
    return reviewed(
        timezone.now(),
        attempt.handed_in_at,
        quiz.closes_at,
        at_once=quiz.review_at_once,
        later=quiz.review_later,
        closed=quiz.review_closed,
    )


def _may_again(page: LessonPage, member: Member | None) -> bool:
    """Whether the quiz can be taken once more now."""
    quiz = page.quiz
    if member is None or quiz is None or not (quiz.attempts_allowed or quiz.closes_at or quiz.minutes_between):
        return True
    return may_begin(member, quiz, timezone.now()) is None


def _as_told(mark: Fraction) -> str:
    """2,5 or 3,67: as marks are written in Vietnam."""
    return f"{float(mark):.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _render_result(
    request: HttpRequest,
    page: LessonPage,
    member: Member | None,
    outcome: _Outcome,
    turn: str,
    attempt: Attempt | None = None,
) -> HttpResponse:
    review = _review(page, attempt)
    shown = progress.course_progress(page.get_parent().specific, member)
    here = next(lesson for lesson in shown.lessons if lesson.lesson.pk == page.pk)
    context = lesson_context(request, page, member) | {
        **outcome.as_context(turn),
        **({} if review == Review.ALL else {"questions": []}),
        "review": review,
        "shows_score": review >= Review.SCORE,
        "attempt": attempt,
        "may_again": _may_again(page, member),
        "quiz": page.quiz,
        "progress": shown,
        "here": here,
        "next": next((each for each in shown.lessons if each.number > here.number and not each.completed), shown.next_lesson),
    }
    return render(request, "lessons/quiz_result.html", context)
