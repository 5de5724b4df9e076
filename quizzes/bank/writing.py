"""Questions and quizzes that were not written in the editor, kept in the bank: from plain text, from files, in the demonstration."""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from quizzes.bank.models import Question, Quiz, QuizQuestion
from quizzes.bank.plain_text import WrittenQuestion
from quizzes.kinds.formatted import as_html, as_line
from quizzes.kinds.written import listed

PUBLISH = "quizzes.publish_question"


def unsaved_question(kind: str, value: Mapping[str, Any], **fields: Any) -> Question:
    """A draft of a kind, not kept yet; `value` is that of its block, as StreamField keeps it. `fields` are others of Question."""
    stream = [{"type": kind, "value": value, "id": str(uuid.uuid4())}]
    question = Question(content=Question.content.field.to_python(json.dumps(stream)), live=False, **fields)
    question.tell_content()
    return question


@transaction.atomic
def keep_question(kind: str, value: Mapping[str, Any], user: Any = None, *, publish: bool = True, **fields: Any) -> Question:
    """A new question as `unsaved_question` makes it, published, or kept as a draft.

    Raises ValueError, and keeps nothing, where the kind refuses the question.
    """
    question = unsaved_question(kind, value, **fields)
    written = question.written()
    if written is None or (problems := written[0].problems(written[1])):
        raise ValueError(" ".join(problems) if written else f"Unknown kind {kind!r}.")
    question.save()
    revision = question.save_revision(user=user)
    if publish:
        revision.publish(user=user, skip_permission_checks=True)
    return Question.objects.select_related("version").get(pk=question.pk)


def choice(text: str, *, is_right: bool, feedback: str = "") -> dict[str, Any]:
    """The value of a choice whose text is plain."""
    return {"text": as_line(text), "is_right": is_right, "feedback": feedback, "percent": None}


def choice_question(text: str, choices: Sequence[Mapping[str, Any]], *, is_shuffled: bool = True) -> tuple[str, dict[str, Any]]:
    """Kind and value of a question with choices whose text is plain: of several right ones, one to tick them all."""
    is_multiple = sum(bool(each["is_right"]) for each in choices) > 1
    value = {"text": as_html(text), "choices": listed(choices), "is_shuffled": is_shuffled}
    return ("multiple", value | {"marking": "whole"}) if is_multiple else ("single", value)


def write_question(written: WrittenQuestion, user: Any = None) -> Question:
    """The question as somebody wrote it in plain text; published where they may publish."""
    kind, value = choice_question(written.text, [choice(text, is_right=is_right) for text, is_right in written.choices])
    publish = user is None or user.has_perm(PUBLISH)
    return keep_question(kind, value, user, publish=publish, explanation=as_html(written.explanation))


@transaction.atomic
def write_quiz(title: str, pass_mark: int, questions: Sequence[WrittenQuestion], user: Any = None) -> Quiz:
    """The quiz with its questions, in their order."""
    quiz = Quiz.objects.create(title=title, pass_mark=pass_mark)
    for order, written in enumerate(questions):
        QuizQuestion.objects.create(quiz=quiz, question=write_question(written, user), sort_order=order)
    kept = Quiz.objects.get(pk=quiz.pk)
    kept.save_revision(user=user)
    return kept
