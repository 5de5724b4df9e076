"""Questions on their way to a page."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizzes.bank.models import Question, QuestionVersion
from quizzes.kinds.kind import ALL
from quizzes.kinds.turn import Turn


@dataclass(frozen=True)
class ShownQuestion:
    """A question as a page shows it. `shown` is what the template of its kind needs.

    Before it is answered `fraction` is None, and nothing here tells what is right.
    """

    pk: int
    number: int
    text: str
    template: str
    shown: dict[str, Any]
    fraction: Fraction | None
    explanation: str
    hint: str
    source: str
    checked_on: object
    turn: str = ""
    # Whether nothing was answered.
    is_open: bool = False
    # What is said of a question that was tried more than once, or is to be tried again.
    tried: str = ""
    # What is said of a question that was graded anew.
    regraded: str = ""

    @property
    def field(self) -> str:
        """The name of the form field that carries the answer."""
        return field_of(self.pk, self.turn)

    @property
    def anchor(self) -> str:
        """Where links lead to it."""
        return field_of(self.pk)

    @property
    def outcome(self) -> str:
        """`right`, `partly` or `wrong`; empty before it is answered."""
        if self.fraction is None:
            return ""
        return "right" if self.fraction == ALL else "partly" if self.fraction else "wrong"

    @property
    def percent(self) -> int:
        return round(100 * self.fraction) if self.fraction else 0


def field_of(question: int, turn: str = "") -> str:
    """The name of the form field of a question. Each turn has its own, because each has its own order of choices: a browser
    that puts back what was ticked on a page before finds nothing to put it at."""
    return f"cau-{question}-{turn[:8]}" if turn else f"cau-{question}"


def turn_of(version: QuestionVersion, key: str) -> Turn:
    """The turn with this key; without one, as in practice, everybody sees the version alike."""
    return Turn(key or f"version {version.pk}")


def show_question(
    version: QuestionVersion, number: int = 1, response: Any = None, turn: str = "", *, revealed: bool = False
) -> ShownQuestion:
    """A version before answering, with what was answered so far; or `revealed`, with what is right and why.

    `turn` is the key of the turn at a quiz.
    """
    kind = version.own_kind
    return ShownQuestion(
        pk=version.question_id,
        number=number,
        text=version.content["text"],
        template=kind.template,
        shown=kind.shown(version.content, turn_of(version, turn), response, revealed=revealed),
        fraction=kind.fraction(version.content, response) if revealed else None,
        explanation=version.explanation if revealed else "",
        hint=version.hint,
        source=version.source if revealed else "",
        checked_on=version.checked_on if revealed else None,
        turn=turn,
        is_open=not response,
    )


def preview_of(question: Question, mode: str) -> ShownQuestion | None:
    """What a learner will see of a question that is being edited; None where nothing is written that could be shown."""
    if question.written() is None:
        return None
    version = QuestionVersion.of(question)
    if version.own_kind.problems(version.content):
        return None
    return show_question(version, revealed=mode == "answered")
