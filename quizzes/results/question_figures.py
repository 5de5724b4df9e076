"""The figures of each question of a quiz, from attempts: what calculations and words say, and what was answered."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizzes.attempts.models import Attempt
from quizzes.bank.models import QuestionVersion
from quizzes.kinds.formatted import plain
from quizzes.kinds.kind import ALL, Kind
from quizzes.statistics.calculations import QuestionFigures, QuizFigures, of_places, of_question, of_quiz
from quizzes.statistics.words import Remark, is_few, remarks


@dataclass(frozen=True)
class ResponseRow:
    """A class of responses to a part: how many gave it, in per cent of all, and their mean score at the whole quiz."""

    text: str
    is_right: bool
    fraction: Fraction | None
    number: int
    percent: float
    mean_score: float | None

    @property
    def is_open(self) -> bool:
        """Whether it stands for those who left it open."""
        return self.text == OPEN


@dataclass(frozen=True)
class QuestionRow:
    """A question with its figures; `versions` says which of its versions were asked, and `parts` what was answered to the newest."""

    number: int
    question: int
    text: str
    kind: Kind
    versions: Sequence[int]
    figures: QuestionFigures
    guess: float | None
    is_drawn: bool
    parts: Sequence[tuple[str, list[ResponseRow]]]
    remarks: Sequence[Remark]


@dataclass(frozen=True)
class QuizTable:
    """A quiz with its questions. `most` is the mark that could be had, None where it differs from attempt to attempt."""

    figures: QuizFigures
    questions: list[QuestionRow]
    most: float | None


def table_of(attempts: Sequence[Attempt], versions: dict[int, QuestionVersion]) -> QuizTable:
    """The figures of these attempts at one quiz; `versions` holds all that they were asked, by id.

    A question that every attempt was asked has its place in the quiz; one that only some were asked - it was drawn at random,
    or the quiz was changed - is held against their whole marks.
    """
    asked = [[versions[pk] for pk in attempt.versions if pk in versions] for attempt in attempts]
    sets = [{version.question_id for version in own} for own in asked]
    everywhere = set.intersection(*sets) if sets else set()
    questions = list(dict.fromkeys(version.question_id for own in asked for version in own))
    fixed = [own for own in questions if own in everywhere]
    marks = [[_mark(attempt, own) for own in fixed] for attempt in attempts]
    wholes = [float(attempt.mark) for attempt in attempts]
    most = [_most(attempts[0], own) for own in fixed] if attempts else []
    by_question: dict[int, QuestionFigures] = {}
    is_whole = all(len(own) == len(fixed) for own in sets)
    if is_whole:
        by_question = dict(zip(fixed, of_places(marks, most), strict=True))
    quiz = of_quiz(marks if is_whole else [[whole] for whole in wholes], len(fixed) if is_whole else 1)
    rows = []
    for number, own in enumerate(questions, 1):
        having = [attempt for attempt, some in zip(attempts, sets, strict=True) if own in some]
        figures = by_question.get(own) or _drawn(having, own)
        rows.append(_row(number, own, having, versions, figures, is_drawn=own not in by_question))
    return QuizTable(quiz, rows, sum(most) if is_whole and most else None)


def _mark(attempt: Attempt, question: int) -> float:
    return float(Fraction(attempt.fractions.get(str(question), 0)) * Fraction(attempt.marks.get(str(question), 1)))


def _most(attempt: Attempt, question: int) -> float:
    return float(Fraction(attempt.marks.get(str(question), 1)))


def _drawn(attempts: Sequence[Attempt], question: int) -> QuestionFigures:
    marks = [_mark(attempt, question) for attempt in attempts]
    return of_question(marks, [float(attempt.mark) for attempt in attempts], _most(attempts[0], question))


def _row(
    number: int,
    question: int,
    attempts: Sequence[Attempt],
    versions: dict[int, QuestionVersion],
    figures: QuestionFigures,
    *,
    is_drawn: bool,
) -> QuestionRow:
    by_version: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        for pk in attempt.versions:
            if pk in versions and versions[pk].question_id == question:
                by_version[pk].append(attempt)
    newest = versions[max(by_version)]
    kind, guess = newest.own_kind, newest.own_kind.guess(newest.content)
    parts = responses(newest, by_version[newest.pk])
    never = [
        row.text for _part, rows in parts for row in rows if row.fraction is not None and not row.is_right and not row.number
    ]
    percent = None if guess is None else float(100 * guess)
    is_choice = kind.name in ("single", "multiple", "true_false")
    said = remarks(figures, percent, never if is_choice else [], is_few=is_few(figures.number))
    text = plain(newest.content["text"])
    numbers = [versions[pk].number for pk in sorted(by_version)]
    return QuestionRow(number, question, text, kind, numbers, figures, percent, is_drawn, parts, said)


def responses(version: QuestionVersion, attempts: Sequence[Attempt]) -> list[tuple[str, list[ResponseRow]]]:
    """For each part of a question the classes of responses to it; what is in none of them, and what was left open, last."""
    kind, content, question = version.own_kind, version.content, str(version.question_id)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for attempt in attempts:
        response = attempt.answers.get(question)
        given = kind.classify(content, response) if response else {}
        for part in kind.classes(content):
            name = given.get(part, "") if response else OPEN
            counts[part][name] += 1
            scores[part, name].append(float(attempt.score))
    total, found = len(attempts), []
    for part, classes in kind.classes(content).items():
        known = {each.id: each for each in classes}
        rest = [OTHER, OPEN] if len(classes) > 1 else [OPEN]
        rows = []
        for name in [*known, *(each for each in rest if counts[part][each])]:
            own = known.get(name)
            number, of_those = counts[part][name], scores[part, name]
            rows.append(
                ResponseRow(
                    text=own.text if own else name,
                    is_right=bool(own and own.fraction == ALL),
                    fraction=own.fraction if own else None,
                    number=number,
                    percent=100 * number / total if total else 0.0,
                    mean_score=sum(of_those) / len(of_those) if of_those else None,
                )
            )
        found.append((part, rows))
    return found


# Names of classes that no kind has: a response that is in none of its classes, and none at all.
OTHER, OPEN = "", "\x00"
