"""What somebody who chooses a question or a quiz sees of it before choosing."""

from dataclasses import dataclass, field
from typing import Any

from quizzes.bank.models import Question
from quizzes.kinds.turn import Turn

# Of a quiz so many questions are shown by their first words.
MOST = 12


@dataclass(frozen=True)
class Preview:
    """A question or a quiz in plain lines, with what is right; all empty where nothing is written."""

    text: str = ""
    lines: list[str] = field(default_factory=list)
    right: str = ""
    explanation: str = ""


def of_question(question: Question) -> Preview:
    """The whole text, what there is to choose from, what is right and why."""
    written = question.written()
    if written is None:
        return Preview()
    kind, content = written
    if kind.problems(content):
        return Preview(question.text)
    # What cannot be asked on paper (a place in a picture) has no lines.
    lines = kind.on_paper(content, Turn(f"question {question.pk}")) or []
    return Preview(question.text, lines, kind.right_said(content), question.explanation)


def of_quiz(quiz: Any) -> Preview:
    """Its questions, in order, by their words. `quiz` has them read as `places`."""
    texts = [place.question.text for place in quiz.places]
    lines = [f"{number}. {text}" for number, text in enumerate(texts[:MOST], 1)]
    return Preview(lines=[*lines, "…"] if len(texts) > MOST else lines)
