"""The figures of each question of a quiz, from attempts: what calculations and words say, and what was answered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from quizzes.attempts.grading import Rule
from quizzes.bank.models import QuestionVersion
from quizzes.kept_results.packing import FIRST, MOST_CLASSES, OPEN, OTHER, Layout, Taken
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
        return self.text == SAID_OPEN


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
    """A quiz with its questions. `most` is the mark that could be had, None where it differs from attempt to attempt.

    `drawn` has the figures of each place at which a question is drawn at random, whichever it was.
    """

    figures: QuizFigures
    questions: list[QuestionRow]
    most: float | None
    drawn: list[QuestionFigures] = field(default_factory=list)


def table_of(attempts: Sequence[Taken], versions: dict[int, QuestionVersion], *, by_version: bool = False) -> QuizTable:
    """The figures of these attempts at one quiz; `versions` holds all that they were asked, by id.

    A question that every attempt was asked has its place in the quiz. The others were drawn at random: each attempt has as many,
    for as many marks, and the first of each is asked at one place, the second at another; the question by itself is held against
    whole marks. Where the quiz was changed in between, so that attempts have unlike places, no place has figures of its own.
    With `by_version` each version of a question is one by itself.
    """
    own_of = {pk: pk if by_version else version.question_id for pk, version in versions.items()}
    # What stands for a question -> its place, for each of the few layouts that many attempts share.
    places = {layout: _places(layout, own_of) for layout in dict.fromkeys(each.layout for each in attempts)}
    placed = [(each, places[each.layout]) for each in attempts]
    everywhere = set.intersection(*map(set, places.values())) if places else set()
    questions = list(dict.fromkeys(own for found in places.values() for own in found))
    fixed = [own for own in questions if own in everywhere]
    slots = {layout: _slots(found, fixed) for layout, found in places.items()}
    shapes = {tuple(layout.marks[place] for place in found) for layout, found in slots.items()}
    is_whole = len(shapes) == 1
    most = list(shapes.pop()) if is_whole else []
    of_slots: list[QuestionFigures] = []
    if is_whole:
        marks = [[_mark(each, place) for place in slots[each.layout]] for each in attempts]
        of_slots, quiz = of_places(marks, most), of_quiz(marks, len(most))
    else:
        quiz = of_quiz([[each.mark] for each in attempts], 1)
    by_question = dict(zip(fixed, of_slots, strict=False))
    rows = []
    for number, own in enumerate(questions, 1):
        having = [(each, there[own]) for each, there in placed if own in there]
        figures = by_question.get(own) or _drawn(having)
        rows.append(_row(number, having, versions, figures, is_drawn=own not in by_question))
    return QuizTable(quiz, rows, sum(most) if most else None, [] if by_version else of_slots[len(fixed) :])


def _places(layout: Layout, own_of: Mapping[int, int]) -> dict[int, int]:
    return {own_of[pk]: place for place, pk in enumerate(layout.versions) if pk in own_of}


def _slots(found: Mapping[int, int], fixed: Sequence[int]) -> list[int]:
    """The places of an attempt in the order of the quiz: of what everybody is asked, then of what was drawn, as it was asked."""
    drawn = sorted(place for own, place in found.items() if own not in set(fixed))
    return [*(found[own] for own in fixed), *drawn]


def _mark(attempt: Taken, place: int) -> float:
    return attempt.fractions[place] * attempt.layout.marks[place]


def _most(attempt: Taken, place: int) -> float:
    return attempt.layout.marks[place]


# An attempt, and the place of the question in it.
_Having = Sequence[tuple[Taken, int]]


def _drawn(having: _Having) -> QuestionFigures:
    marks = [_mark(attempt, place) for attempt, place in having]
    return of_question(marks, [attempt.mark for attempt, _place in having], _most(*having[0]))


def _row(
    number: int, having: _Having, versions: dict[int, QuestionVersion], figures: QuestionFigures, *, is_drawn: bool
) -> QuestionRow:
    by_version: dict[int, list[tuple[Taken, int]]] = defaultdict(list)
    for attempt, place in having:
        by_version[attempt.layout.versions[place]].append((attempt, place))
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
    numbers = sorted(versions[pk].number for pk in by_version)
    return QuestionRow(number, newest.question_id, text, kind, numbers, figures, percent, is_drawn, parts, said)


def responses(version: QuestionVersion, having: _Having) -> list[tuple[str, list[ResponseRow]]]:
    """For each part of a question the classes of responses to it; what is in none of them, and what was left open, last.

    `having` are the attempts that were asked this version, each with its place in them.
    """
    found = []
    for number, (part, classes) in enumerate(classes_in_force(version).items()):
        scores: dict[int, list[float]] = defaultdict(list)
        for attempt, place in having:
            scores[attempt.classes[place][number]].append(attempt.score)
        known = [(FIRST + place, each) for place, each in enumerate(classes[:MOST_CLASSES])]
        rows = [_class_row(each.text, each.fraction, scores[own], len(having)) for own, each in known]
        rest = [(OTHER, SAID_OTHER), (OPEN, SAID_OPEN)] if len(classes) > 1 else [(OPEN, SAID_OPEN)]
        rows += [_class_row(text, None, scores[own], len(having)) for own, text in rest if scores[own]]
        found.append((part, rows))
    return found


def _class_row(text: str, fraction: Fraction | None, scores: Sequence[float], total: int) -> ResponseRow:
    return ResponseRow(
        text=text,
        is_right=fraction == ALL,
        fraction=fraction,
        number=len(scores),
        percent=100 * len(scores) / total if total else 0.0,
        mean_score=sum(scores) / len(scores) if scores else None,
    )


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


# Texts that no class has: of a response that is in none of them, and of none at all.
SAID_OTHER, SAID_OPEN = "", "\x00"
