"""Handing in a quiz: the attempt and its facts, in one transaction, once."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, Q
from django.utils import timezone

from participation.ledger.recording import record
from participation.models import Activity, Fact
from quizzes.attempts.context import DEVICE_AGE
from quizzes.attempts.extra_time import ExtraTime
from quizzes.attempts.grading import as_recorded, grade
from quizzes.attempts.models import Attempt
from quizzes.attempts.presenting import asked, marks_of
from quizzes.attempts.states import COUNTED, State
from quizzes.attempts.submission import Submission
from quizzes.attempts.taking import abandon, answered, counted_score, finish, save_answers
from quizzes.bank.models import QuestionVersion, Quiz
from quizzes.bank.quiz_settings import Grading
from rosters.database.prepared import Given, PreparedQuery, insert_once
from rosters.models import Member

_turns = PreparedQuery(
    lambda: (
        Attempt.objects.filter(
            Q(state=State.IN_PROGRESS, activity_id=Given("activity", Activity._meta.pk))
            | Q(handed_in_at__gte=Given("day", DateTimeField()), handed_in_at__lt=Given("next", DateTimeField())),
            member_id=Given("member", Member._meta.pk),
            quiz_id=Given("quiz", Quiz._meta.pk),
        )
        .order_by()
        .values_list("pk", "state")
    )
)

# Practice is welcome, and turns are no contest of clicks: of one quiz so many count for a person and day.
MOST_TURNS_A_DAY = 10


@dataclass(frozen=True)
class Turns:
    """The turns of a member at a quiz so far: the id of the attempt under way, and how many were handed in on a day."""

    begun: int | None
    today: int

    @classmethod
    def of(cls, member: Member, quiz: Quiz, activity: Activity, at: dt.datetime, without: int | None = None) -> "Turns":
        """Those on the local day of `at`, but for the attempt with the id `without`."""
        day = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        found = _turns.all(member=member.pk, quiz=quiz.pk, activity=activity.pk, day=day, next=day + dt.timedelta(days=1))
        begun = next((pk for pk, state in found if state == State.IN_PROGRESS), None)
        return cls(begun, sum(state != State.IN_PROGRESS and pk != without for pk, state in found))


@transaction.atomic(savepoint=False)
def hand_in(
    member: Member,
    quiz: Quiz,
    versions: list[QuestionVersion],
    activity: Activity,
    submission: Submission,
    known: Set[str] = frozenset(),
) -> Attempt:
    """The attempt that `submission` names: made and recorded now, or as it was handed in before.

    `versions` are those that were shown, in their order. `known` are keys of facts that are there already, where the caller has
    read them. A page handed on with its key is an attempt of one's own all the same: a key that belongs to somebody else gives
    way to a new one.
    """
    turns = Turns.of(member, quiz, activity, submission.at)
    if turns.begun and (begun := _begun(turns.begun, submission)):
        return finish_attempt(begun, submission)
    return hand_in_whole(member, quiz, versions, activity, submission, marks_of(quiz), known, turns)


@transaction.atomic(savepoint=False)
def hand_in_whole(
    member: Member,
    quiz: Quiz,
    versions: list[QuestionVersion],
    activity: Activity,
    submission: Submission,
    marks: Mapping[int, Fraction],
    known: Set[str] = frozenset(),
    turns: "Turns | None" = None,
) -> Attempt:
    """The same of an attempt that is handed in at once; `marks` are those of the questions, empty where each has one."""
    result = grade(asked(versions, marks), submission.answers)
    attempt = Attempt(
        key=submission.key,
        marks={str(version.question_id): str(marks.get(version.question_id, 1)) for version in versions} if marks else {},
        member=member,
        quiz=quiz,
        activity=activity,
        versions=[version.pk for version in versions],
        answers=_as_json(submission),
        fractions={str(question): str(fraction) for question, fraction in result.fractions.items()},
        right=result.right,
        total=result.total,
        passed=result.passes(quiz.pass_mark),
        handed_in_at=submission.at,
        seconds=submission.seconds,
        device=submission.device,
        on_paper=submission.on_paper,
    )
    created = insert_once(attempt, unique="key")
    if not created:
        attempt = Attempt.objects.get(key=submission.key)
    is_over_otherwise = not created and (attempt.state not in COUNTED or attempt.answers != _as_json(submission))
    if attempt.member_id != member.pk or is_over_otherwise:
        # Of two pages of one quiz, each with its own answers, both count; the same page sent twice has the same answers.
        again = replace(submission, key=uuid.uuid4(), seconds=_seconds_of_another_turn(attempt, member, submission))
        return hand_in_whole(member, quiz, versions, activity, again, marks, known, turns)
    if created:
        _record(attempt, as_recorded(result.score), known, turns)
    return attempt


def _begun(pk: int, submission: Submission) -> Attempt | None:
    """The attempt under way that this form hands in, with its answers kept; None where none was begun.

    A second page of a quiz that is taken freely is the same turn: there is one under way, and it is this one that counts.
    """
    if Attempt.objects.filter(key=submission.key).exclude(pk=pk).exists():
        return None
    begun = Attempt.objects.select_for_update(of=("self",)).select_related("quiz").get(pk=pk)
    save_answers(begun, submission.answers, submission.at)
    return begun if begun.is_under_way else None


def finish_attempt(attempt: Attempt, submission: Submission, versions: Sequence[QuestionVersion] = ()) -> Attempt:
    """Grades an attempt that is under way, and records it.

    One that was begun by the button counts, also without an answer: whoever has seen the questions has had a turn.
    """
    score = finish(attempt, submission.at, seconds=submission.seconds, device=submission.device, versions=versions)
    _record(attempt, score)
    return attempt


def _seconds_of_another_turn(before: Attempt, member: Member, submission: Submission) -> int | None:
    """How long a page took that was handed in once already: no longer than since then. One page is not shown for two quizzes."""
    if before.member_id != member.pk:
        return submission.seconds
    since = max(0, int((submission.at - (before.handed_in_at or submission.at)).total_seconds()))
    return since if submission.seconds is None else min(submission.seconds, since)


def _as_json(submission: Submission) -> dict[str, Any]:
    return {str(question): response for question, response in submission.answers.items()}


def _record(attempt: Attempt, score: Decimal, known: Set[str] = frozenset(), turns: "Turns | None" = None) -> None:
    member, activity, at = attempt.member, attempt.activity, attempt.handed_in_at or timezone.now()
    turns = turns or Turns.of(member, attempt.quiz, activity, at, without=attempt.pk)
    if turns.today < MOST_TURNS_A_DAY:
        record(member, Fact.Verb.HANDED_IN, activity, attempt.fact_key, at=at, score=score, seconds=attempt.seconds)
    if (key := f"passed:{member.pk}:{activity.pk}") not in known and _reaches(attempt):
        record(member, Fact.Verb.PASSED, activity, key, at=at, score=score)


def _reaches(attempt: Attempt) -> bool:
    """Whether what counts of all attempts up to this one reaches the pass mark."""
    if attempt.quiz.grading == Grading.BEST:
        return attempt.passed
    score = counted_score(attempt.member, attempt.quiz, attempt.handed_in_at)
    return score is not None and score >= attempt.quiz.pass_mark


def has_passed(member: Member, activity: Activity) -> bool:
    return Fact.objects.filter(member=member, activity=activity, verb=Fact.Verb.PASSED).exists()


def give_attempts(survivor: Member, other: Member) -> int:
    """Make the attempts of `other`, a second record of the same person, attempts of `survivor`. How many.

    Where both have begun the same quiz the one with fewer answers is given up. Time that the other was given goes along.
    """
    begun = Attempt.objects.filter(state=State.IN_PROGRESS)
    for theirs in begun.filter(member=other):
        if own := begun.filter(member=survivor, activity=theirs.activity_id).first():
            abandon(theirs if answered(theirs) <= answered(own) else own)
    timed = ExtraTime.objects.filter(member=survivor).values("quiz")
    ExtraTime.objects.filter(member=other).exclude(quiz__in=timed).update(member=survivor)
    return Attempt.objects.filter(member=other).update(member=survivor)


def forget_devices(now: dt.datetime) -> int:
    """Empty the devices of attempts that are old: nobody looks at signs of then any more. Of how many."""
    return Attempt.objects.filter(handed_in_at__lt=now - DEVICE_AGE).exclude(device="").update(device="")
