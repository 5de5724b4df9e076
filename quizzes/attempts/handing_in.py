"""Handing in a quiz: the attempt and its facts, in one transaction, once."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
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
from quizzes.attempts.taking import abandon, answered, counted_score, finish, locked, save_answers, under_way
from quizzes.bank.models import QuestionVersion, Quiz
from quizzes.bank.quiz_settings import Grading
from rosters.models import Member

# Practice is welcome, and turns are no contest of clicks: of one quiz so many count for a person and day.
MOST_TURNS_A_DAY = 10


@transaction.atomic
def hand_in(member: Member, quiz: Quiz, versions: list[QuestionVersion], activity: Activity, submission: Submission) -> Attempt:
    """The attempt that `submission` names: made and recorded now, or as it was handed in before.

    `versions` are those that were shown, in their order. A page handed on with its key is an attempt of one's own all the
    same: a key that belongs to somebody else gives way to a new one.
    """
    if begun := _begun(member, quiz, activity, submission):
        return finish_attempt(begun, submission)
    return hand_in_whole(member, quiz, versions, activity, submission, marks_of(quiz))


@transaction.atomic
def hand_in_whole(
    member: Member,
    quiz: Quiz,
    versions: list[QuestionVersion],
    activity: Activity,
    submission: Submission,
    marks: Mapping[int, Fraction],
) -> Attempt:
    """The same of an attempt that is handed in at once; `marks` are those of the questions, empty where each has one."""
    result = grade(asked(versions, marks), submission.answers)
    attempt, created = Attempt.objects.get_or_create(
        key=submission.key,
        defaults={
            "marks": {str(version.question_id): str(marks.get(version.question_id, 1)) for version in versions}
            if marks
            else {},
            "member": member,
            "quiz": quiz,
            "activity": activity,
            "versions": [version.pk for version in versions],
            "answers": _as_json(submission),
            "fractions": {str(question): str(fraction) for question, fraction in result.fractions.items()},
            "right": result.right,
            "total": result.total,
            "passed": result.passes(quiz.pass_mark),
            "handed_in_at": submission.at,
            "seconds": submission.seconds,
            "device": submission.device,
        },
    )
    is_over_otherwise = not created and (attempt.state not in COUNTED or attempt.answers != _as_json(submission))
    if attempt.member_id != member.pk or is_over_otherwise:
        # Of two pages of one quiz, each with its own answers, both count; the same page sent twice has the same answers.
        again = replace(submission, key=uuid.uuid4(), seconds=_seconds_of_another_turn(attempt, member, submission))
        return hand_in_whole(member, quiz, versions, activity, again, marks)
    if created:
        _record(attempt, as_recorded(result.score))
    return attempt


def _begun(member: Member, quiz: Quiz, activity: Activity, submission: Submission) -> Attempt | None:
    """The attempt under way that this form hands in, with its answers kept; None where none was begun.

    A second page of a quiz that is taken freely is the same turn: there is one under way, and it is this one that counts.
    """
    begun = under_way(member, quiz, activity.source)
    if begun is None or Attempt.objects.filter(key=submission.key).exclude(pk=begun.pk).exists():
        return None
    begun = locked(begun)
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


def _record(attempt: Attempt, score: Decimal) -> None:
    member, activity, at = attempt.member, attempt.activity, attempt.handed_in_at or timezone.now()
    if _turns_of_day(attempt) <= MOST_TURNS_A_DAY:
        record(member, Fact.Verb.HANDED_IN, activity, attempt.fact_key, at=at, score=score, seconds=attempt.seconds)
    if _reaches(attempt):
        record(member, Fact.Verb.PASSED, activity, f"passed:{member.pk}:{activity.pk}", at=at, score=score)


def _reaches(attempt: Attempt) -> bool:
    """Whether what counts of all attempts up to this one reaches the pass mark."""
    if attempt.quiz.grading == Grading.BEST:
        return attempt.passed
    score = counted_score(attempt.member, attempt.quiz, attempt.handed_in_at)
    return score is not None and score >= attempt.quiz.pass_mark


def _turns_of_day(attempt: Attempt) -> int:
    """How many times the quiz was handed in by the member on the day of `attempt`, this one included."""
    day = timezone.localtime(attempt.handed_in_at or timezone.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    same = Attempt.objects.filter(member=attempt.member_id, quiz=attempt.quiz_id)
    return same.filter(handed_in_at__gte=day, handed_in_at__lt=day + dt.timedelta(days=1)).count()


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
