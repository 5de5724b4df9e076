"""What a learner hands in, as one value: read from the request once, handed down whole."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from quizzes.attempts.context import DEVICE_COOKIE, device_digest, seconds_since_shown
from quizzes.bank.models import QuestionVersion
from quizzes.bank.showing import field_of, turn_of


@dataclass(frozen=True)
class Submission:
    """The answers to a quiz.

    `answers` maps question ids to responses. `key` was drawn when the quiz was shown: the same page handed in twice is one
    attempt. `seconds` from showing the quiz to handing it in, None when not known; `device` a digest, empty when not known.
    `on_paper` where somebody typed in what the learner had written.
    """

    answers: Mapping[int, Any]
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    at: dt.datetime = field(default_factory=timezone.now)
    seconds: int | None = None
    device: str = ""
    on_paper: bool = False

    def unanswered(self, versions: Sequence[QuestionVersion]) -> list[int]:
        """The numbers, from 1, of the questions in which something was left open."""
        return unanswered_of(versions, self.answers)


def unanswered_of(versions: Sequence[QuestionVersion], answers: Mapping[int, Any]) -> list[int]:
    """The numbers, from 1, of the questions in which something was left open."""
    return [
        number
        for number, version in enumerate(versions, 1)
        if not version.own_kind.is_complete(version.content, answers.get(version.question_id))
    ]


def read_submission(request: HttpRequest, versions: Sequence[QuestionVersion]) -> Submission:
    """What the form of a quiz sent."""
    key, mark = request.POST.get("key", ""), request.POST.get("luc-mo", "")
    return Submission(
        answers=read_answers(versions, request.POST),
        key=_key(key),
        seconds=seconds_since_shown(key, mark),
        device=device_digest(request.COOKIES.get(DEVICE_COOKIE, "")),
    )


def read_answers(versions: Sequence[QuestionVersion], data: QueryDict) -> dict[int, Any]:
    """The response to each question, from a form; None for none. What is no part of the question is dropped."""
    return {version.question_id: _response(version, data) for version in versions}


def _response(version: QuestionVersion, data: QueryDict) -> Any:
    key = data.get("key", "")
    names = [field_of(version.question_id, key), field_of(version.question_id)]

    def sent(part: str) -> list[str]:
        found = (data.getlist(f"{name}.{part}" if part else name) for name in names)
        return next(filter(None, found), [])

    return version.own_kind.read(version.content, turn_of(version, key), sent)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
