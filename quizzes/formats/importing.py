"""Questions of a file into the bank: all of them or none, none of them twice."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from quizzes.bank.models import Question, QuestionVersion
from quizzes.bank.writing import unsaved_question
from quizzes.formats import aiken, gift
from quizzes.formats.questions_of_files import CannotSay, FoundQuestions, KeptQuestion, Problem
from quizzes.kinds import kind_named
from rosters.names import fold

READERS: dict[str, Callable[[str], FoundQuestions]] = {"aiken": aiken.read_aiken, "gift": gift.read_gift}
WRITERS: dict[str, Callable[[KeptQuestion], str]] = {"aiken": aiken.write_aiken, "gift": gift.write_gift}
_AT_ONCE = 500


@dataclass
class Outcome:
    """What became of a file: how many questions it has, how many were new, and how many were in the bank already."""

    questions: int = 0
    imported: int = 0
    skipped: int = 0
    errors: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    by_kind: dict[str, int] = field(default_factory=dict)


def import_questions(text: str, form: str, user: Any = None, *, dry_run: bool = False) -> Outcome:
    """Takes the questions of a text in the format `form` into the bank, published. With a single error nothing is written."""
    found = READERS[form](text)
    outcome = Outcome(len(found.questions), errors=list(found.problems), notes=list(found.notes))
    new: list[tuple[Question, dict[str, Any]]] = []
    seen: set[str] = set()
    for some in _batches(found.questions):
        made = [(each, unsaved_question(each.kind, each.value, explanation=each.explanation)) for each in some]
        known = _known(question for _each, question in made)
        for each, question in made:
            content = _content(question)
            if problems := kind_named(each.kind).problems(content):
                outcome.errors += [Problem(each.line, "not_askable", f"Dòng {each.line}: {problem}") for problem in problems]
            elif (said := said_by(each.kind, content)) in known or said in seen:
                outcome.skipped += 1
            else:
                seen.add(said)
                new.append((question, content))
    outcome.errors.sort(key=lambda problem: problem.line)
    outcome.imported = 0 if outcome.errors else len(new)
    outcome.by_kind = dict(Counter(question.kind for question, _content in new))
    if new and not outcome.errors and not dry_run:
        _keep(new, user)
    return outcome


def _content(question: Question) -> dict[str, Any]:
    written = question.written()
    if written is None:
        raise ValueError(f"Question {question.pk} has no content.")
    return written[1]


def said_by(kind: str, content: Mapping[str, Any]) -> str:
    """What a question says, without the ids, which are others each time it is written."""
    ids: dict[str, str] = {}

    def named(value: Any, key: str = "") -> Any:
        if isinstance(value, Mapping):
            return {name: named(each, name) for name, each in sorted(value.items())}
        if isinstance(value, list):
            return [named(each) for each in value]
        return ids.setdefault(value, str(len(ids))) if key in ("id", "option") else value

    return json.dumps([kind, named(content)], ensure_ascii=False)


def _known(questions: Iterable[Question]) -> set[str]:
    """What the questions of the bank say that have the words of one of these."""
    words = {fold(question.text) for question in questions}
    same = Question.objects.filter(folded_text__in=words).select_related("version")
    return {said_by(each.kind, each.version.content if each.version else _content(each)) for each in same if each.content}


@transaction.atomic
def _keep(new: list[tuple[Question, dict[str, Any]]], user: Any) -> None:
    now = timezone.now()
    for some in _batches(new):
        for question, _content in some:
            question.live, question.first_published_at, question.last_published_at = True, now, now
        Question.objects.bulk_create([question for question, _content in some])
        versions = [
            QuestionVersion(
                question=question, number=1, kind=question.kind, content=content, explanation=question.explanation, made_by=user
            )
            for question, content in some
        ]
        QuestionVersion.objects.bulk_create(versions)
        for version in versions:
            version.question.version = version
        Question.objects.bulk_update([version.question for version in versions], ["version"])
    # What is kept of pages does not hear of rows that are made many at once.
    new[-1][0].save(update_fields=["version"])


def export_questions(questions: Iterable[Question], form: str) -> tuple[str, int, list[Problem]]:
    """The published questions as a text in the format `form`, how many, and what the format cannot say: by the question's number."""
    written, problems = [], []
    for question in questions:
        version = question.version
        if version is None:
            continue
        try:
            written.append(WRITERS[form](KeptQuestion(question.pk, version.kind, version.content, version.explanation)))
        except CannotSay as error:
            text = f"Câu {question.pk} (“{question.text[:60]}”): {error}"
            problems.append(Problem(question.pk, "cannot_say", text))
    return "\n\n".join(written) + ("\n" if written else ""), len(written), problems


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
