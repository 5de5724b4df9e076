"""The questions of a quiz, as they are asked and as they were shown."""

from collections.abc import Iterable

from quizzes.attempts.grading import Asked
from quizzes.bank.models import QuestionVersion, Quiz


def quiz_questions(quiz: Quiz) -> list[QuestionVersion]:
    """The versions that the quiz asks today, in order, in one query. A question that is not published is left out."""
    places = quiz.quiz_questions.select_related("question__version").filter(
        question__version__isnull=False, question__live=True
    )
    return [place.question.version for place in places]


def versions_of(ids: Iterable[int]) -> list[QuestionVersion]:
    """The versions with these ids, in their order; those that are not there are left out."""
    wanted = list(ids)
    found = QuestionVersion.objects.in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def asked(versions: Iterable[QuestionVersion]) -> list[Asked]:
    """The versions as grading sees them."""
    return [Asked(version.question_id, version.own_kind, version.content) for version in versions]
