"""A learner's way through lessons: the verbs that record it, each in one transaction."""

import datetime as dt
import logging
import uuid
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction

from django.db import transaction
from django.db.models import CharField, Max, Q
from django.utils import timezone

from lessons.certificates.issuing import give_certificates, issue
from lessons.pages import page_cache
from lessons.pages.models import LessonPage
from participation.ledger.recording import record
from participation.models import Activity, Fact
from quizzes.attempts.handing_in import finish_attempt, hand_in, hand_in_whole, has_passed
from quizzes.attempts.models import Attempt
from quizzes.attempts.rules import GRACE, Refusal, is_over
from quizzes.attempts.states import State
from quizzes.attempts.submission import Submission
from quizzes.attempts.taking import abandon_left, begin, begin_by_saving, check, locked, save_answers, under_way
from quizzes.bank.models import QuestionVersion, Quiz
from rosters.database.prepared import Given, PreparedQuery
from rosters.models import Member

logger = logging.getLogger(__name__)

_activities = PreparedQuery(
    lambda: Activity.objects.select_related("parent__parent").filter(source=Given("source", CharField()))
)
_members_held = PreparedQuery(lambda: Member.objects.select_for_update().filter(pk=Given("pk", Member._meta.pk)))
# What is known of a member at a lesson, its quiz and its course: all that one turn may add to.
_facts_known = PreparedQuery(
    lambda: Fact.objects.filter(
        Q(activity_id=Given("lesson", Activity._meta.pk))
        | Q(activity_id=Given("quiz", Activity._meta.pk))
        | Q(activity_id=Given("course", Activity._meta.pk)),
        member_id=Given("member", Member._meta.pk),
        verb__in=(Fact.Verb.STARTED, Fact.Verb.STEPPED, Fact.Verb.STUDIED, Fact.Verb.PASSED, Fact.Verb.COMPLETED),
    ).values_list("key", "verb", "activity_id", "detail")
)
_facts_of_lesson = PreparedQuery(
    lambda: Fact.objects.filter(
        member_id=Given("member", Member._meta.pk),
        activity__source=Given("source", CharField()),
        verb__in=(Fact.Verb.STEPPED, Fact.Verb.COMPLETED),
    ).values_list("verb", "detail")
)


def activity_of(lesson: LessonPage) -> Activity:
    """The ledger's row of a published lesson, with its course."""
    return _activity(lesson.source)


def quiz_activity_of(lesson: LessonPage) -> Activity:
    """That of its quiz, with the lesson and the course."""
    return _activity(lesson.quiz_source)


def _activity(source: str) -> Activity:
    """Kept, for its place changes with publishing only."""
    return page_cache.cached(f"activity:{source}", lambda: _activity_now(source))


def _activity_now(source: str) -> Activity:
    if (found := _activities.first(source=source)) is None:
        raise Activity.DoesNotExist(source)
    return found


@dataclass(frozen=True)
class Known:
    """What the ledger says of a member at a lesson before a turn: keys of facts, ids of steps, and whether lesson and course are
    completed."""

    keys: frozenset[str]
    steps: frozenset[str]
    completed: bool

    @classmethod
    def of(cls, member: Member, lesson: Activity, quiz: Activity) -> "Known":
        course = lesson.course.pk
        facts = _facts_known.all(member=member.pk, lesson=lesson.pk, quiz=quiz.pk, course=course)
        completed = {activity for _key, verb, activity, _detail in facts if verb == Fact.Verb.COMPLETED}
        return cls(
            frozenset(key for key, *_rest in facts),
            frozenset(detail for _key, verb, _activity, detail in facts if verb == Fact.Verb.STEPPED),
            completed={lesson.pk, course} <= completed,
        )


@transaction.atomic
def finish_step(member: Member, lesson: LessonPage, step_id: str, at: dt.datetime | None = None) -> None:
    """Record that `member` did the step of `lesson`; again on another day it is a turn, but not a second step.

    Raises ValueError when the lesson has no such step.
    """
    if step_id not in lesson.step_ids:
        raise ValueError(f"Lesson {lesson.pk} has no step {step_id}.")
    at = at or timezone.now()
    member = locked_member(member)
    activity = activity_of(lesson)
    known = Known.of(member, activity, quiz_activity_of(lesson) if lesson.quiz_id else activity)
    record_start(member, activity, at, known.keys)
    if (key := f"stepped:{member.pk}:{activity.pk}:{step_id}") not in known.keys:
        record(member, Fact.Verb.STEPPED, activity, key, at=at, detail=step_id)
    if (key := f"studied:{member.pk}:{activity.pk}:{timezone.localdate(at)}") not in known.keys:
        record(member, Fact.Verb.STUDIED, activity, key, at=at)
    if not known.completed and set(lesson.step_ids) <= {*known.steps, step_id}:
        _complete_if_done(member, lesson, activity, at)


@transaction.atomic
def hand_in_quiz(member: Member, lesson: LessonPage, versions: list[QuestionVersion], submission: Submission) -> Attempt:
    """Hand in the quiz of `lesson`; handing in again with the same key gives the first attempt.

    Raises ValueError for a lesson without a quiz.
    """
    quiz = _quiz_of(lesson)
    member = locked_member(member)
    own = quiz_activity_of(lesson)
    activity = own.parent or activity_of(lesson)
    known = Known.of(member, activity, own)
    record_start(member, activity, submission.at, known.keys)
    attempt = hand_in(member, quiz, versions, own, submission, known.keys)
    # Most who hand in once more have completed it before, or have steps left.
    if not known.completed and set(lesson.step_ids) <= known.steps:
        _complete_if_done(member, lesson, activity, submission.at)
    return attempt


@transaction.atomic
def record_on_paper(
    member: Member, lesson: LessonPage, versions: list[QuestionVersion], submission: Submission, marks: Mapping[int, Fraction]
) -> Attempt:
    """Records an attempt that was made on paper: one of its own, whatever is under way on a device."""
    quiz = _quiz_of(lesson)
    member = locked_member(member)
    activity = activity_of(lesson)
    record_start(member, activity, submission.at)
    attempt = hand_in_whole(member, quiz, versions, quiz_activity_of(lesson), submission, marks)
    # It may be typed in long after the day of the test, and the steps done between.
    complete_late(member, lesson)
    return attempt


@transaction.atomic
def begin_quiz(member: Member, lesson: LessonPage, now: dt.datetime) -> Attempt | Refusal:
    """The attempt of `member` at the quiz of `lesson` that is under way, or a new one; or why there is none."""
    quiz = _quiz_of(lesson)
    member = locked_member(member)
    end_if_over(member, lesson, now)
    begun = begin(member, quiz, quiz_activity_of(lesson), now)
    if isinstance(begun, Attempt):
        record_start(member, activity_of(lesson), now)
    return begun


@transaction.atomic
def save_quiz(member: Member, lesson: LessonPage, versions: list[QuestionVersion], submission: Submission) -> Attempt:
    """Keeps what was answered so far in a quiz that is taken freely; with the first answer the attempt is begun."""
    quiz = _quiz_of(lesson)
    member = locked_member(member)
    attempt = begin_by_saving(member, quiz, quiz_activity_of(lesson), submission.key, versions, submission.at)
    save_answers(attempt, submission.answers, submission.at)
    return attempt


@transaction.atomic
def save_attempt(
    member: Member,
    lesson: LessonPage,
    key: uuid.UUID,
    submission: Submission,
    *,
    hands_in: bool,
    reached: int = 0,
    checks: int = 0,
    versions: Sequence[QuestionVersion] = (),
) -> Attempt:
    """Keeps what a form of the attempt `key` holds, and hands it in where it says so; one that is over stays as it is.

    `checks` is the id of a question whose answer is to be checked now, in a quiz for practice. `versions` are those of the attempt,
    where they were read already.

    Raises Attempt.DoesNotExist for a key that is none of this member's at this quiz.
    """
    member = locked_member(member)
    held = Attempt.objects.select_for_update(of=("self",)).select_related("quiz", "activity__parent__parent")
    attempt = held.get(key=key, member=member, quiz=_quiz_of(lesson))
    attempt.member = member
    if not attempt.is_under_way:
        return attempt
    in_time = save_answers(attempt, submission.answers, submission.at, reached, keeps=not hands_in)
    if checks and in_time and attempt.quiz.is_practice:
        check(attempt, checks, versions)
    if hands_in or not in_time:
        finish_attempt(attempt, submission, versions)
        _complete_if_done(member, lesson, attempt.activity.parent or activity_of(lesson), submission.at)
    return attempt


def end_if_over(member: Member, lesson: LessonPage, now: dt.datetime) -> Attempt | None:
    """Ends the attempt under way where its time is over. The one that is still under way; None without one."""
    attempt = under_way(member, _quiz_of(lesson), lesson.quiz_source)
    if attempt is None or not is_over(attempt.due_at, now):
        return attempt
    with transaction.atomic():
        member = locked_member(member)
        attempt = locked(attempt)
        if attempt.is_under_way:
            finish_attempt(attempt, Submission({}, attempt.key, now))
            _complete_if_done(member, lesson, activity_of(lesson), now)
    return None


def end_all_over(now: dt.datetime) -> int:
    """Ends every attempt whose time is over, and gives up those that nobody came back to. How many were ended."""
    over = Attempt.objects.filter(state=State.IN_PROGRESS, due_at__lt=now - GRACE)
    ended = 0
    for attempt in over.select_related("member", "activity"):
        _page, pk, *_quiz = attempt.activity.source.split(":")
        lesson = LessonPage.objects.filter(pk=pk, quiz=attempt.quiz_id).first()
        try:
            if lesson:
                end_if_over(attempt.member, lesson, now)
            else:
                _end_without_lesson(attempt, now)
            ended += 1
        except Exception:
            # The others are ended all the same.
            logger.exception("Attempt %s could not be ended", attempt.pk)
    abandon_left(now)
    return ended


@transaction.atomic
def _end_without_lesson(attempt: Attempt, now: dt.datetime) -> None:
    """The lesson is gone, or has another quiz: the attempt has its result, and completes nothing."""
    held = locked(attempt)
    if held.is_under_way:
        finish_attempt(held, Submission({}, held.key, now))


def _quiz_of(lesson: LessonPage) -> Quiz:
    if lesson.quiz is None:
        raise ValueError(f"Lesson {lesson.pk} has no quiz.")
    return lesson.quiz


def locked_member(member: Member) -> Member:
    """The member's row, locked: two lessons finished at the same moment must see each other.

    The record may have been merged into another while we waited for it: then it is that one who learns.
    """
    locked = _members_held.first(pk=member.pk)
    if locked is None:
        raise Member.DoesNotExist(member.pk)
    return locked_member(locked.person) if locked.merged_into_id else locked


def record_start(member: Member, activity: Activity, at: dt.datetime, known: Set[str] = frozenset()) -> None:
    course = activity.course
    if (key := f"started:{member.pk}:{course.pk}") not in known:
        record(member, Fact.Verb.STARTED, course, key, at=at)


def _complete_if_done(member: Member, lesson: LessonPage, activity: Activity, at: dt.datetime) -> None:
    if not set(lesson.step_ids) <= done_of(member, activity.source)[0]:
        return
    if lesson.quiz_id and not has_passed(member, quiz_activity_of(lesson)):
        return
    record(member, Fact.Verb.COMPLETED, activity, f"completed:{member.pk}:{activity.pk}", at=at)
    _complete_course_if_done(member, activity.course, at)


def _complete_course_if_done(member: Member, course: Activity, at: dt.datetime) -> None:
    needed = set(Activity.objects.current().filter(kind=Activity.Kind.LESSON, parent=course).values_list("pk", flat=True))
    facts = Fact.objects.filter(member=member, activity__in=needed, verb=Fact.Verb.COMPLETED)
    done = dict(facts.values_list("activity", "at"))
    if not needed or needed != set(done):
        return
    # One that counts late may have been done before the others.
    at = max(at, *done.values())
    if record(member, Fact.Verb.COMPLETED, course, f"completed:{member.pk}:{course.pk}", at=at):
        issue(member, course, at)


def complete_late(member: Member, lesson: LessonPage) -> None:
    """What was completed without our knowing it, as the facts say by now, is completed on the day of the last of them."""
    activity, quiz = activity_of(lesson), quiz_activity_of(lesson)
    last = Fact.objects.filter(member=member).filter(
        Q(activity=activity, verb=Fact.Verb.STEPPED) | Q(activity=quiz, verb=Fact.Verb.PASSED)
    )
    at = last.aggregate(at=Max("at"))["at"]
    if at:
        _complete_if_done(member, lesson, activity, at)


def give_progress(survivor: Member, other: Member) -> int:
    """What follows when the facts of `other`, a second record of the same person, are those of `survivor`. How many completed.

    Lessons and courses that the two completed together are completed now. Certificates: see issuing.give_certificates.
    """
    give_certificates(survivor, other)
    now = timezone.now()
    before = survivor.facts.filter(verb=Fact.Verb.COMPLETED).count()
    begun = survivor.facts.filter(verb=Fact.Verb.STEPPED).values_list("activity__source", flat=True)
    pages = {int(source.partition(":")[2]) for source in set(begun) if source.startswith("page:")}
    for lesson in LessonPage.objects.live().filter(pk__in=pages):
        _complete_if_done(survivor, lesson, activity_of(lesson), now)
    return survivor.facts.filter(verb=Fact.Verb.COMPLETED).count() - before


def done_of(member: Member, source: str) -> tuple[set[str], bool]:
    """What `member` has done of the lesson that the ledger calls `source`: ids of steps, and whether it is completed."""
    facts = _facts_of_lesson.all(member=member.pk, source=source)
    return {step for verb, step in facts if verb == Fact.Verb.STEPPED}, any(
        verb == Fact.Verb.COMPLETED for verb, _step in facts
    )
