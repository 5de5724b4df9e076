"""Questions and quizzes that were written as plain text, kept in the bank."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from quizzes.bank.models import Choice, Question, Quiz, QuizQuestion
from quizzes.bank.plain_text import WrittenQuestion


@transaction.atomic
def write_question(written: WrittenQuestion, user: Any = None) -> Question:
    """The question with its choices, as the first of its revisions."""
    kind = Question.Kind.MULTIPLE if written.is_multiple else Question.Kind.SINGLE
    question = Question.objects.create(text=written.text, kind=kind, explanation=written.explanation)
    for order, (text, is_right) in enumerate(written.choices):
        Choice.objects.create(question=question, text=text, is_right=is_right, sort_order=order)
    kept = Question.objects.get(pk=question.pk)
    kept.save_revision(user=user)
    return kept


@transaction.atomic
def write_quiz(title: str, pass_mark: int, questions: Sequence[WrittenQuestion], user: Any = None) -> Quiz:
    """The quiz with its questions, in their order."""
    quiz = Quiz.objects.create(title=title, pass_mark=pass_mark)
    for order, written in enumerate(questions):
        QuizQuestion.objects.create(quiz=quiz, question=write_question(written, user), sort_order=order)
    kept = Quiz.objects.get(pk=quiz.pk)
    kept.save_revision(user=user)
    return kept
