"""The figures of each question of a quiz, from attempts: what calculations and words say, and what was answered."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from quizzes.attempts.grading import Rule
from quizzes.attempts.models import Attempt
from quizzes.bank.models import QuestionVersion
from quizzes.kinds.formatted import plain
from quizzes.kinds.kind import ALL, NOTHING, Kind, ResponseClass
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


def table_of(attempts: Sequence[Attempt], versions: dict[int, QuestionVersion], *, by_version: bool = False) -> QuizTable:
    """The figures of these attempts at one quiz; `versions` holds all that they were asked, by id.

    A question that every attempt was asked has its place in the quiz; one that only some were asked - it was drawn at random,
    or the quiz was changed - is held against their whole marks. With `by_version` each version of a question is one by itself.
    """
    own_of = {pk: pk if by_version else version.question_id for pk, version in versions.items()}
    asked = [{own_of[pk]: versions[pk] for pk in attempt.versions if pk in versions} for attempt in attempts]
    everywhere = set.intersection(*map(set, asked)) if asked else set()
    # What stands for a question here -> the question.
    questions = {own: version.question_id for some in asked for own, version in some.items()}
    fixed = [own for own in questions if own in everywhere]
    marks = [[_mark(attempt, questions[own]) for own in fixed] for attempt in attempts]
    wholes = [float(attempt.mark) for attempt in attempts]
    most = [_most(attempts[0], questions[own]) for own in fixed] if attempts else []
    by_question: dict[int, QuestionFigures] = {}
    is_whole = all(len(own) == len(fixed) for own in asked)
    if is_whole:
        by_question = dict(zip(fixed, of_places(marks, most), strict=True))
    quiz = of_quiz(marks if is_whole else [[whole] for whole in wholes], len(fixed) if is_whole else 1)
    rows = []
    for number, (own, question) in enumerate(questions.items(), 1):
        having = [(attempt, some[own]) for attempt, some in zip(attempts, asked, strict=True) if own in some]
        figures = by_question.get(own) or _drawn([attempt for attempt, _version in having], question)
        rows.append(_row(number, having, figures, is_drawn=own not in by_question))
    return QuizTable(quiz, rows, sum(most) if is_whole and most else None)


def _mark(attempt: Attempt, question: int) -> float:
    return float(Fraction(attempt.fractions.get(str(question), 0)) * Fraction(attempt.marks.get(str(question), 1)))


def _most(attempt: Attempt, question: int) -> float:
    return float(Fraction(attempt.marks.get(str(question), 1)))


def _drawn(attempts: Sequence[Attempt], question: int) -> QuestionFigures:
    marks = [_mark(attempt, question) for attempt in attempts]
    return of_question(marks, [float(attempt.mark) for attempt in attempts], _most(attempts[0], question))


def _row(
    number: int, having: Sequence[tuple[Attempt, QuestionVersion]], figures: QuestionFigures, *, is_drawn: bool
) -> QuestionRow:
    by_version: dict[int, list[Attempt]] = defaultdict(list)
    for attempt, version in having:
        by_version[version.pk].append(attempt)
    versions = {version.pk: version for _attempt, version in having}
    newest = versions[max(by_version, key=lambda pk: versions[pk].number)]
    kind, guess = newest.own_kind, newest.own_kind.guess(newest.content)
    parts = responses(newest, by_version[newest.pk])
    never = [
        row.text for _part, rows in parts for row in rows if row.fraction is not None and not row.is_right and not row.number
    ]
    percent = None if guess is None else float(100 * guess)
    is_choice = kind.name in ("single", "multiple", "true_false")
    said = remarks(figures, percent, never if is_choice else [], is_few=is_few(figures.number))
    text = plain(newest.content["text"])
    numbers = sorted(version.number for version in versions.values())
    return QuestionRow(number, newest.question_id, text, kind, numbers, figures, percent, is_drawn, parts, said)


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
    for part, classes in classes_in_force(version).items():
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


def classes_in_force(version: QuestionVersion) -> dict[str, list[ResponseClass]]:
    """The classes of responses to a version, with what they earn today: by the corrected one, where it is regraded by that."""
    own = version.own_kind.classes(version.content)
    regrading = version.regrading
    corrected: QuestionVersion | None = regrading.corrected if regrading else None
    if regrading is None or corrected is None:
        return own
    anew = {
        (part, each.text): each.fraction
        for part, classes in corrected.own_kind.classes(corrected.content).items()
        for each in classes
    }
    is_either = regrading.rule == Rule.EITHER
    return {
        part: [
            replace(each, fraction=max(anew.get((part, each.text), NOTHING), each.fraction if is_either else NOTHING))
            for each in classes
        ]
        for part, classes in own.items()
    }


# Names of classes that no kind has: a response that is in none of its classes, and none at all.
OTHER, OPEN = "", "\x00"
