"""An attempt that is under way: begun, saved as it is answered, and over. Each step in one transaction, once.

Whoever calls holds the member's row locked (lessons.learner.learning), so that two devices wait for each other.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import CharField
from django.utils import timezone

from participation.models import Activity
from quizzes.attempts.extra_time import ExtraTime
from quizzes.attempts.grading import as_recorded, grade, is_settled
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import asked, marks_of, questions_for, versions_of
from quizzes.attempts.rules import LEFT_AFTER, Refusal, Why, counted, due_at, is_over, refusal
from quizzes.attempts.states import COUNTED, Event, State, after
from quizzes.bank.models import QuestionVersion, Quiz
from rosters.database.prepared import Given, PreparedQuery
from rosters.models import Member

_under_way = PreparedQuery(
    lambda: Attempt.objects.select_related("quiz").filter(
        member_id=Given("member", Member._meta.pk),
        quiz_id=Given("quiz", Quiz._meta.pk),
        state=State.IN_PROGRESS,
        activity__source=Given("source", CharField()),
    )
)


def under_way(member: Member, quiz: Quiz, source: str) -> Attempt | None:
    """The attempt that this member has begun and not finished, at the quiz of the activity that the ledger calls `source`."""
    return _under_way.first(member=member.pk, quiz=quiz.pk, source=source)


def extra_minutes(quiz: Quiz, member: Member | None) -> int:
    """How many minutes more this member has."""
    return ExtraTime.objects.filter(quiz=quiz, member=member).values_list("minutes", flat=True).first() or 0 if member else 0


def may_begin(member: Member, quiz: Quiz, now: dt.datetime) -> Refusal | None:
    """Why this member cannot begin the quiz now; None where they can."""
    ended = Attempt.objects.filter(member=member, quiz=quiz, state__in=COUNTED).values_list("handed_in_at", flat=True)
    return refusal(
        now,
        [each for each in ended if each],
        opens_at=quiz.opens_at,
        closes_at=quiz.closes_at,
        allowed=quiz.attempts_allowed,
        wait=quiz.wait,
    )


def begin(member: Member, quiz: Quiz, activity: Activity, now: dt.datetime) -> Attempt | Refusal:
    """The attempt under way, or a new one with its questions drawn; or why there is none."""
    if found := under_way(member, quiz, activity.source):
        return found
    if why := may_begin(member, quiz, now):
        return why
    key = uuid.uuid4()
    questions = questions_for(quiz, str(key))
    if not questions:
        return Refusal(Why.NOTHING)
    extra = extra_minutes(quiz, member)
    marks = {version.question_id: mark for version, mark in questions}
    return _new(
        member,
        quiz,
        activity,
        key,
        [version for version, _mark in questions],
        marks if set(marks.values()) - {Fraction(1)} else {},
        started_at=now,
        due_at=due_at(now, quiz.time_limit, extra, quiz.closes_at),
    )


def begin_by_saving(
    member: Member, quiz: Quiz, activity: Activity, key: uuid.UUID, versions: list[QuestionVersion], now: dt.datetime
) -> Attempt:
    """The attempt under way at a quiz that is taken freely; begun now, with the key and the versions of the form.

    A form of theirs that was handed in meanwhile begins nothing: its attempt is what is given.
    """
    if found := under_way(member, quiz, activity.source):
        return found
    if same := Attempt.objects.filter(key=key).first():
        if same.member_id == member.pk and same.state in COUNTED:
            return same
        # A form that came from somebody else, or that was given up.
        key = uuid.uuid4()
    return _new(member, quiz, activity, key, versions, marks_of(quiz), started_at=None, due_at=None)


def _new(
    member: Member,
    quiz: Quiz,
    activity: Activity,
    key: uuid.UUID,
    versions: list[QuestionVersion],
    marks: Mapping[int, Fraction],
    **times: dt.datetime | None,
) -> Attempt:
    return Attempt.objects.create(
        key=key,
        member=member,
        quiz=quiz,
        activity=activity,
        versions=[version.pk for version in versions],
        answers={str(version.question_id): None for version in versions},
        fractions={str(version.question_id): "0" for version in versions},
        marks={str(version.question_id): str(marks.get(version.question_id, 1)) for version in versions} if marks else {},
        total=len(versions),
        state=State.IN_PROGRESS,
        saved_at=times["started_at"] or timezone.now(),
        **times,
    )


def locked(attempt: Attempt) -> Attempt:
    """The attempt as it is now, held until the transaction ends."""
    return Attempt.objects.select_for_update().get(pk=attempt.pk)


def save_answers(
    attempt: Attempt, answers: Mapping[int, Any], now: dt.datetime, reached: int = 0, *, keeps: bool = True
) -> bool:
    """Keeps answers to some of the questions; False, and nothing is kept, where the attempt is over.

    What an attempt does not ask is dropped. `reached` is the question from which there is no way back. Without `keeps` they
    are only put into `attempt`: whoever finishes it writes them with the rest.
    """
    if attempt.state != State.IN_PROGRESS or is_over(attempt.due_at, now):
        return False
    attempt.state = after(attempt.state, Event.SAVE)
    attempt.answers |= {str(own): response for own, response in answers.items() if str(own) in attempt.answers}
    attempt.saved_at = now
    attempt.reached = max(attempt.reached, reached)
    if keeps:
        attempt.save(update_fields=["state", "answers", "saved_at", "reached"])
    return True


def settled(attempt: Attempt, versions: Sequence[QuestionVersion]) -> set[int]:
    """Ids of the questions to which nothing more can be answered, in a quiz for practice."""
    return {each.question for each in asked(versions) if is_settled(each, attempt.tries.get(str(each.question), ()))}


def check(attempt: Attempt, question: int, versions: Sequence[QuestionVersion]) -> bool:
    """Counts the answer that is kept as a try; False where it is not complete, it was checked already, or nothing more can be answered.

    `versions` are those of the attempt.
    """
    response, tries = attempt.answers.get(str(question)), attempt.tries.get(str(question), [])
    version = next((each for each in versions if each.question_id == question), None)
    if version is None or not version.own_kind.is_complete(version.content, response):
        return False
    if response in tries[-1:] or question in settled(attempt, [version]):
        return False
    attempt.tries |= {str(question): [*tries, response]}
    attempt.save(update_fields=["tries"])
    return True


def save_at_once(attempt: Attempt, answers: Mapping[int, Any], now: dt.datetime, reached: int = 0) -> bool:
    """The same in one statement, without a lock; False, and nothing is kept, where it is over or was saved by another device meanwhile."""
    if attempt.state != State.IN_PROGRESS or is_over(attempt.due_at, now):
        return False
    as_it_was = Attempt.objects.filter(
        pk=attempt.pk, member=attempt.member_id, state=State.IN_PROGRESS, saved_at=attempt.saved_at
    )
    kept = attempt.answers | {str(own): response for own, response in answers.items() if str(own) in attempt.answers}
    return bool(as_it_was.update(answers=kept, saved_at=now, reached=max(attempt.reached, reached)))


def finish(
    attempt: Attempt,
    now: dt.datetime,
    *,
    seconds: int | None = None,
    device: str = "",
    versions: Sequence[QuestionVersion] = (),
) -> Decimal:
    """Grades what was saved; the attempt is handed in, or expired where its time is over. Its score in per cent.

    `versions` are those of the attempt, where they were read already. Raises WrongState for one that is over already.
    """
    timed_out = is_over(attempt.due_at, now)
    attempt.state = after(attempt.state, Event.TIME_OUT if timed_out else Event.HAND_IN)
    attempt.handed_in_at = min(attempt.due_at, now) if attempt.due_at and timed_out else now
    answers = {int(own): response for own, response in attempt.answers.items()}
    tries = {int(own): responses for own, responses in attempt.tries.items()}
    result = grade(asked(versions or versions_of(attempt.versions), _marks(attempt)), answers, tries)
    attempt.fractions = {str(own): str(fraction) for own, fraction in result.fractions.items()}
    attempt.right, attempt.total = result.right, result.total
    attempt.passed = result.passes(attempt.quiz.pass_mark)
    if attempt.started_at:
        seconds = max(0, int((attempt.handed_in_at - attempt.started_at).total_seconds()))
    attempt.seconds, attempt.device = seconds, device
    attempt.save()
    return as_recorded(result.score)


def _marks(attempt: Attempt) -> dict[int, Fraction]:
    return {int(own): Fraction(mark) for own, mark in attempt.marks.items()}


def answered(attempt: Attempt) -> int:
    """To how many questions something was answered."""
    return sum(response is not None for response in attempt.answers.values())


def abandon(attempt: Attempt) -> None:
    """Nothing of it counts. Raises WrongState for one that is over already."""
    attempt.state = after(attempt.state, Event.ABANDON)
    attempt.save(update_fields=["state"])


def with_extra_time(attempt: Attempt, minutes: int) -> None:
    """Gives an attempt under way the end that it has with `minutes` more; it never ends earlier than it did."""
    if attempt.started_at and attempt.due_at:
        quiz = attempt.quiz
        due = due_at(attempt.started_at, quiz.time_limit, minutes, quiz.closes_at)
        attempt.due_at = max(due, attempt.due_at) if due else None
        attempt.save(update_fields=["due_at"])


@transaction.atomic
def move_ends(quiz: Quiz) -> int:
    """After its time limit or its closing was changed: attempts under way end as it says now, but never earlier than was said. How many."""
    moved = 0
    extra = dict(ExtraTime.objects.filter(quiz=quiz).values_list("member", "minutes"))
    for attempt in Attempt.objects.select_for_update().filter(quiz=quiz, state=State.IN_PROGRESS, started_at__isnull=False):
        before = attempt.due_at
        attempt.quiz = quiz
        with_extra_time(attempt, extra.get(attempt.member_id, 0))
        moved += attempt.due_at != before
    return moved


def counted_score(member: Member, quiz: Quiz, until: dt.datetime | None = None) -> Fraction | None:
    """The score in per cent that counts of all attempts of a member, as the quiz says which; None without one.

    With `until`, of those that were handed in by then: what was done on paper may be typed in later.
    """
    attempts = Attempt.objects.filter(member=member, quiz=quiz, state__in=COUNTED).order_by("handed_in_at", "pk")
    attempts = attempts.filter(handed_in_at__lte=until) if until else attempts
    return counted([attempt.score for attempt in attempts], quiz.grading)


def abandon_left(now: dt.datetime) -> int:
    """Gives up attempts without an end that nobody came back to. How many."""
    left = Attempt.objects.filter(state=State.IN_PROGRESS, due_at=None, saved_at__lt=now - LEFT_AFTER)
    count = 0
    for pk in list(left.values_list("pk", flat=True)):
        with transaction.atomic():
            attempt = Attempt.objects.select_for_update().get(pk=pk)
            if attempt.state == State.IN_PROGRESS:
                abandon(attempt)
                count += 1
    return count
