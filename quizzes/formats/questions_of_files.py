"""Questions on their way out of a file and into one. No database."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizzes.kinds.formatted import as_html, plain

# Told where `weigh` says that choosing all would have won.
WRONG_CHOICES_COST = "chọn mọi ý thì theo tệp vẫn được trọn điểm; ở đây mỗi ý sai bị trừ một phần."


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file, or cannot be said in a format: the line or row, counted from 1, a code, a sentence for people."""

    line: int
    code: str
    message: str


@dataclass(frozen=True)
class Picture:
    """A picture of a file. In formatted text of the file's questions its id is `mark`, until the picture is kept."""

    name: str
    content: bytes
    digest: str

    @property
    def mark(self) -> str:
        return f"picture:{self.digest}"


@dataclass
class FoundQuestion:
    """A question of a file: `value` is that of the block of its kind, as StreamField keeps it; `category` names from the top."""

    line: int
    kind: str
    value: dict[str, Any]
    explanation: str = ""
    hint: str = ""
    category: Sequence[str] = ()
    tags: Sequence[str] = ()
    source: str = ""
    checked_on: dt.date | None = None
    difficulty: int | None = None


@dataclass
class FoundQuestions:
    """All of a file: what was found, what holds it back, and what is told and does not. `pictures` are by their marks."""

    questions: list[FoundQuestion] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)


@dataclass(frozen=True)
class KeptQuestion:
    """A question of the bank that is to be written into a file: the content of its version, why, and where it is kept.

    `pictures` are those that its texts name, by id.
    """

    pk: int
    kind: str
    content: Mapping[str, Any]
    explanation: str = ""
    hint: str = ""
    category: Sequence[str] = ()
    tags: Sequence[str] = ()
    source: str = ""
    checked_on: dt.date | None = None
    difficulty: int | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)


class CannotSay(ValueError):
    """A format has no words for something in a question. The message says for what."""


class UnreadableQuestionFile(ValueError):
    """A file that is none of the format. The message says why."""


class Unreadable(ValueError):
    """A question of a file that cannot be taken: `code` for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def is_plain(source: str) -> bool:
    """Whether formatted text says no more than its words, in one paragraph."""
    return source in ("", as_html(plain(source)))


def number_of(percent: float) -> str:
    """A per cent as our blocks keep it: 33.33333, 50."""
    return f"{percent:.5f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Weighed:
    """Several choices with the weights, in per cent, that a file gives them: which are right, their per cents or None, and how
    a part of them counts. `costs_more` says that choosing all would have won, and does not here."""

    right: list[bool]
    percents: list[str | None]
    marking: str
    costs_more: bool


def weigh(weights: Sequence[float]) -> Weighed:
    """What the weights of Moodle's choices mean: alike, each right one is a share; else the author's own per cents count."""
    right = [weight > 0 for weight in weights]
    wrong = [weight for weight in weights if weight <= 0]
    cost = -100 / len(wrong) if wrong else 0
    alike = len({weight for weight in weights if weight > 0}) == 1 and all(
        abs(each - cost) < 0.01 or each == 0 for each in wrong
    )
    costs_more = bool(wrong) and not any(wrong)
    if alike:
        return Weighed(right, [None] * len(weights), "shares", costs_more)
    percents = [number_of(weight or (cost if costs_more else 0)) for weight in weights]
    return Weighed(right, list(percents), "own", costs_more)
