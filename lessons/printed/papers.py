"""What stands on each version of a printed test."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lessons.pages.models import LessonPage
from lessons.printed.models import PrintedTest
from quizzes.attempts.presenting import questions_for, versions_of
from quizzes.bank.models import QuestionVersion
from quizzes.kinds.turn import Turn
from rosters.models import Unit

FIRST_CODE, MOST_CODES = 101, 8


class NothingToPrint(ValueError):
    """None of the quiz's questions can be asked on paper."""


@dataclass(frozen=True)
class PaperQuestion:
    """A question of a version: its number, what it says, and its marks."""

    number: int
    version: QuestionVersion
    mark: Fraction
    turn: Turn

    @property
    def lines(self) -> list[str]:
        return self.version.own_kind.on_paper(self.version.content, self.turn) or []

    @property
    def key(self) -> str:
        return self.version.own_kind.key_on_paper(self.version.content, self.turn)

    def read(self, text: str) -> Any:
        """The response that was typed. Raises BadAnswer."""
        return self.version.own_kind.from_paper(self.version.content, self.turn, text)


def make(unit: Unit, lesson: LessonPage, number: int, user: Any = None) -> PrintedTest:
    """The quiz of `lesson` for `unit`, in so many versions. What cannot be asked on paper is left out.

    Raises NothingToPrint, and ValueError for a lesson without a quiz.
    """
    if lesson.quiz is None:
        raise ValueError(f"Lesson {lesson.pk} has no quiz.")
    key = uuid.uuid4()
    papers = {}
    for code in map(str, range(FIRST_CODE, FIRST_CODE + number)):
        turn = Turn(f"{key}:{code}")
        # What is drawn at random is another for each version.
        asked = {str(version.pk): (version, mark) for version, mark in questions_for(lesson.quiz, turn.key)}
        ordered = (asked[own] for own in turn.shuffled(asked))
        papers[code] = [[version.pk, str(mark)] for version, mark in ordered if _can_be_printed(version, turn)]
    if not all(papers.values()):
        raise NothingToPrint
    return PrintedTest.objects.create(key=key, unit=unit, lesson=lesson, quiz=lesson.quiz, papers=papers, made_by=user)


def _can_be_printed(version: QuestionVersion, turn: Turn) -> bool:
    return version.own_kind.on_paper(version.content, turn) is not None


def left_out(test: PrintedTest) -> int:
    """How many questions of the quiz, as it is today, are not on the paper."""
    today = questions_for(test.quiz, "")
    return max(0, len(today) - max(map(len, test.papers.values())))


def papers_of(test: PrintedTest) -> dict[str, list[PaperQuestion]]:
    """Code -> the questions of that version, in one query."""
    ids = {pk for questions in test.papers.values() for pk, _mark in questions}
    versions = {version.pk: version for version in versions_of(ids)}
    return {code: _paper(test, code, questions, versions) for code, questions in sorted(test.papers.items())}


def _paper(
    test: PrintedTest, code: str, questions: Sequence[Sequence[Any]], versions: dict[int, QuestionVersion]
) -> list[PaperQuestion]:
    turn = Turn(f"{test.key}:{code}")
    return [
        PaperQuestion(number, versions[pk], Fraction(mark), turn)
        for number, (pk, mark) in enumerate(questions, 1)
        if pk in versions
    ]
