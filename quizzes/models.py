"""Every model of this app, from the room it lives in."""

from quizzes.attempts.models import Attempt
from quizzes.bank.categories import Category
from quizzes.bank.models import Question, QuestionVersion, Quiz, QuizQuestion, TaggedQuestion

__all__ = ["Attempt", "Category", "Question", "QuestionVersion", "Quiz", "QuizQuestion", "TaggedQuestion"]
