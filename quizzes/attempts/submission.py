"""What a learner hands in, as one value: read from the request once, handed down whole."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from quizzes.attempts.context import DEVICE_COOKIE, device_digest, seconds_since_shown
from quizzes.attempts.presenting import field_of
from quizzes.bank.models import Question

# Digits of the largest id that a database holds, and one more.
LONGEST_ID = 20


@dataclass(frozen=True)
class Submission:
    """The answers to a quiz.

    `answers` maps question ids to the ids of the chosen choices. `key` was drawn when the quiz was shown: the same page
    handed in twice is one attempt. `seconds` from showing the quiz to handing it in, None when not known; `device` a digest,
    empty when not known.
    """

    answers: Mapping[int, list[int]]
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    at: dt.datetime = field(default_factory=timezone.now)
    seconds: int | None = None
    device: str = ""

    def unanswered(self, questions: Sequence[Question]) -> list[int]:
        """The numbers, from 1, of the questions without an answer."""
        return [number for number, question in enumerate(questions, 1) if not self.answers.get(question.pk)]


def read_submission(request: HttpRequest, questions: Sequence[Question]) -> Submission:
    """What the form of a quiz sent."""
    key, mark = request.POST.get("key", ""), request.POST.get("luc-mo", "")
    return Submission(
        answers=read_answers(questions, request.POST),
        key=_key(key),
        seconds=seconds_since_shown(key, mark),
        device=device_digest(request.COOKIES.get(DEVICE_COOKIE, "")),
    )


def read_answers(questions: Sequence[Question], data: QueryDict) -> dict[int, list[int]]:
    """The chosen choices of each question, from a form; what is not a choice of the question is dropped."""
    answers = {}
    for question in questions:
        own = {choice.pk for choice in question.choices.all()}
        sent = data.getlist(field_of(question.pk, data.get("key", ""))) or data.getlist(field_of(question.pk))
        chosen = [int(value) for value in sent if value.isdecimal() and len(value) < LONGEST_ID]
        answers[question.pk] = sorted(own.intersection(chosen))
    return answers


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
