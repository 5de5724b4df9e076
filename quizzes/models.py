"""Every model of this app, from the room it lives in."""

from quizzes.attempts.models import Attempt
from quizzes.bank.models import Choice, Question, Quiz, QuizQuestion

__all__ = ["Attempt", "Choice", "Question", "Quiz", "QuizQuestion"]
