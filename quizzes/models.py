"""Every model of this app, from the room it lives in."""

from quizzes.attempts.extra_time import ExtraTime
from quizzes.attempts.models import Attempt
from quizzes.bank.categories import Category
from quizzes.bank.models import Question, QuestionVersion, Quiz, QuizQuestion, RandomQuestions, TaggedQuestion
from quizzes.kept_results.models import KeptResults
from quizzes.regrading.models import RegradedAttempt, Regrading

__all__ = [
    "Attempt",
    "Category",
    "ExtraTime",
    "KeptResults",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizQuestion",
    "RandomQuestions",
    "RegradedAttempt",
    "Regrading",
    "TaggedQuestion",
]
