"""Questions on their way to a page."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.attempts.grading import AnswerKey, is_right
from quizzes.bank.models import Choice, Question, Quiz


@dataclass(frozen=True)
class ShownChoice:
    """A choice as a page shows it. `mark` is `right`, `wrong`, or empty before answering and where nothing is to say."""

    pk: int
    text: str
    chosen: bool
    mark: str
    feedback: str


@dataclass(frozen=True)
class ShownQuestion:
    """A question as a page shows it. `outcome` is None before it is answered."""

    pk: int
    number: int
    text: str
    is_multiple: bool
    choices: list[ShownChoice]
    outcome: bool | None
    explanation: str
    source: str
    checked_on: object
    turn: str = ""

    @property
    def field(self) -> str:
        """The name of the form field that carries the answer."""
        return field_of(self.pk, self.turn)

    @property
    def anchor(self) -> str:
        """Where links lead to it."""
        return field_of(self.pk)


def field_of(question: int, turn: str = "") -> str:
    """The name of the form field of a question. Each turn has its own, because each has its own order of choices: a browser
    that puts back what was ticked on a page before finds nothing to put it at."""
    return f"cau-{question}-{turn[:8]}" if turn else f"cau-{question}"


def quiz_questions(quiz: Quiz) -> list[Question]:
    """The quiz's questions in order, with their choices, in two queries."""
    places = quiz.quiz_questions.select_related("question").prefetch_related("question__choices")
    return [place.question for place in places]


def answer_keys(questions: Iterable[Question]) -> list[AnswerKey]:
    return [AnswerKey(q.pk, frozenset(c.pk for c in q.choices.all() if c.is_right)) for q in questions]


def choices_in_order(question: Question, turn: str) -> list[Choice]:
    """The choices as one turn at a quiz shows them.

    `turn` is the key of the turn: its form, what is missing from it and its result show one order; the next turn and
    the neighbour another, so that "câu 1 ý 2" helps nobody. Without a key, and where the order has a meaning, it is
    the editor's.
    """
    choices = list(question.choices.all())
    if turn and question.is_shuffled:
        choices.sort(key=lambda choice: hashlib.sha256(f"{turn}:{choice.pk}".encode()).digest())
    return choices


def show_question(question: Question, number: int = 1, chosen: list[int] | None = None, turn: str = "") -> ShownQuestion:
    """`question` before answering, or with `chosen` marked right and wrong and every choice explained.

    `turn` is as in `choices_in_order`.
    """
    answered = chosen is not None
    picked = set(chosen or [])
    choices = [
        ShownChoice(
            choice.pk,
            choice.text,
            choice.pk in picked,
            _mark(choice.is_right, choice.pk in picked) if answered else "",
            choice.feedback if answered and (choice.is_right or choice.pk in picked) else "",
        )
        for choice in choices_in_order(question, turn)
    ]
    right = [choice.pk for choice in question.choices.all() if choice.is_right]
    return ShownQuestion(
        pk=question.pk,
        number=number,
        text=question.text,
        is_multiple=question.is_multiple,
        choices=choices,
        outcome=is_right(picked, right) if answered else None,
        explanation=question.explanation if answered else "",
        source=question.source if answered else "",
        checked_on=question.checked_on if answered else None,
        turn=turn,
    )


def _mark(right: bool, picked: bool) -> str:
    if right:
        return "right"
    return "wrong" if picked else ""
