"""Handing in a quiz: the attempt and its facts, in one transaction, once."""

import datetime as dt
import uuid
from decimal import Decimal

from django.db import transaction

from participation.ledger.recording import record
from participation.models import Activity, Fact
from quizzes.attempts.context import DEVICE_AGE, UNKNOWN, Circumstances
from quizzes.attempts.grading import grade
from quizzes.attempts.presenting import answer_keys
from quizzes.models import Attempt, Question, Quiz
from rosters.models import Member


class AttemptOfAnother(PermissionError):
    """The key of an attempt is its owner's."""


@transaction.atomic
def hand_in(
    member: Member,
    quiz: Quiz,
    questions: list[Question],
    activity: Activity,
    answers: dict[int, list[int]],
    key: uuid.UUID,
    at: dt.datetime,
    circumstances: Circumstances = UNKNOWN,
) -> Attempt:
    """The attempt named `key`: made and recorded now, or as it was handed in before.

    `questions` are those of the quiz, with their choices; `answers` map question ids to chosen choice ids.
    Raises AttemptOfAnother when the key belongs to somebody else's attempt.
    """
    result = grade(answer_keys(questions), answers)
    attempt, created = Attempt.objects.get_or_create(
        key=key,
        defaults={
            "member": member,
            "quiz": quiz,
            "activity": activity,
            "answers": {str(question): chosen for question, chosen in answers.items()},
            "outcomes": {str(question): right for question, right in result.outcomes.items()},
            "right": result.right,
            "total": result.total,
            "passed": result.passes(quiz.pass_mark),
            "handed_in_at": at,
            "seconds": circumstances.seconds,
            "device": circumstances.device,
        },
    )
    if attempt.member_id != member.pk:
        raise AttemptOfAnother
    if created:
        score = Decimal(str(round(result.score, 2)))
        record(member, Fact.Verb.HANDED_IN, activity, f"handed_in:{key}", at=at, score=score, seconds=attempt.seconds)
        if attempt.passed:
            record(member, Fact.Verb.PASSED, activity, f"passed:{member.pk}:{activity.pk}", at=at, score=score)
    return attempt


def has_passed(member: Member, activity: Activity) -> bool:
    return Fact.objects.filter(member=member, activity=activity, verb=Fact.Verb.PASSED).exists()


def give_attempts(kept: Member, other: Member) -> int:
    """Make the attempts of `other`, a second record of the same person, attempts of `kept`. How many."""
    return Attempt.objects.filter(member=other).update(member=kept)


def forget_devices(now: dt.datetime) -> int:
    """Empty the devices of attempts that are old: nobody looks at signs of then any more. Of how many."""
    return Attempt.objects.filter(handed_in_at__lt=now - DEVICE_AGE).exclude(device="").update(device="")
