"""Every model of this app, from the room it lives in."""

from quizzes.attempts.models import Attempt
from quizzes.bank.models import Question, QuestionVersion, Quiz, QuizQuestion

__all__ = ["Attempt", "Question", "QuestionVersion", "Quiz", "QuizQuestion"]
