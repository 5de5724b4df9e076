"""The questions of a quiz, as they are asked and as they were shown."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from quizzes.attempts.grading import Asked, Regraded
from quizzes.attempts.rules import drawn
from quizzes.bank.models import Question, QuestionVersion, Quiz
from quizzes.kinds.turn import Turn


def quiz_questions(quiz: Quiz) -> list[QuestionVersion]:
    """The versions that the quiz asks of everybody today, in order, in one query. What is not published is left out."""
    return [version for version, _mark in places_of(quiz)]


def asks_something(quiz: Quiz) -> bool:
    """Whether somebody who takes the quiz today is asked a question."""
    return bool(quiz_questions(quiz)) or any(place.pool() for place in quiz.random_questions.select_related("category"))


def number_asked(quiz: Quiz) -> int:
    """How many questions an attempt that begins today is asked."""
    seen = {version.question_id for version in quiz_questions(quiz)}
    number = len(seen)
    for place in quiz.random_questions.select_related("category"):
        # Which ones are drawn differs, and with it what a later place has left; the first of its pool stand for them.
        pool = [own for own in place.pool() if own not in seen][: place.number]
        seen |= set(pool)
        number += len(pool)
    return number


def places_of(quiz: Quiz) -> list[tuple[QuestionVersion, Fraction]]:
    """The same, each with its marks."""
    places = quiz.quiz_questions.select_related("question__version").filter(
        question__version__isnull=False, question__live=True
    )
    return [(place.question.version, Fraction(place.mark)) for place in places]


def marks_of(quiz: Quiz) -> dict[int, Fraction]:
    """Question id -> its marks, of the questions that everybody is asked; empty where each has one.

    A quiz that is kept with its marks is not asked again.
    """
    if quiz.known_marks is not None:
        return quiz.known_marks
    marks = {question: Fraction(mark) for question, mark in quiz.quiz_questions.values_list("question", "mark")}
    return {} if set(marks.values()) <= {Fraction(1)} else marks


def marks_of_places(places: Iterable[tuple[QuestionVersion, Fraction]]) -> dict[int, Fraction]:
    """The same, of what `places_of` gives."""
    marks = {version.question_id: mark for version, mark in places}
    return {} if set(marks.values()) <= {Fraction(1)} else marks


def questions_for(quiz: Quiz, key: str) -> list[tuple[QuestionVersion, Fraction]]:
    """What the attempt `key` is asked, each with its marks: the questions of all, those drawn for it, in its order."""
    asked_here = places_of(quiz)
    seen = {version.question_id for version, _mark in asked_here}
    for place in quiz.random_questions.select_related("category"):
        pool = [own for own in place.pool() if own not in seen]
        own_ids = drawn(pool, place.number, key, str(place.pk))
        seen |= set(own_ids)
        by_id = Question.objects.select_related("version").in_bulk(own_ids)
        found = (by_id[own].version for own in own_ids)
        asked_here += [(version, Fraction(place.mark)) for version in found if version]
    if not quiz.shuffles_questions:
        return asked_here
    by_place = {str(version.question_id): (version, mark) for version, mark in asked_here}
    return [by_place[own] for own in Turn(key).shuffled(by_place)]


def versions_of(ids: Iterable[int]) -> list[QuestionVersion]:
    """The versions with these ids, in their order; those that are not there are left out."""
    wanted = list(ids)
    found = QuestionVersion.objects.select_related("regrading__corrected").in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def asked(versions: Iterable[QuestionVersion], marks: Mapping[int, Fraction] | None = None) -> list[Asked]:
    """The versions as grading sees them; a question that is not in `marks` has one."""
    own = marks or {}
    return [
        Asked(
            version.question_id,
            version.own_kind,
            version.content,
            own.get(version.question_id, Fraction(1)),
            regraded_by(version.regrading) if version.regrading_id else None,
        )
        for version in versions
    ]


def regraded_by(regrading: Any) -> Regraded:
    """A regrading (quizzes.regrading) as grading sees it."""
    corrected: QuestionVersion | None = regrading.corrected
    return Regraded(regrading.rule, corrected.own_kind, corrected.content) if corrected else Regraded(regrading.rule)
