"""Questions of a file into the bank: all of them or none, none of them twice."""

import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.images import get_image_model

from quizzes.bank.categories import Category
from quizzes.bank.category_paths import DEEPEST
from quizzes.bank.models import Question, QuestionVersion
from quizzes.bank.writing import unsaved_question
from quizzes.formats.all_formats import read_file
from quizzes.formats.questions_of_files import FoundQuestion, FoundQuestions, Picture, Problem
from quizzes.kinds import kind_named
from quizzes.kinds.formatted import plain
from rosters.names import fold

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


@dataclass
class _New:
    found: FoundQuestion
    question: Question
    content: dict[str, Any]


def import_questions(
    content: str | bytes,
    form: str,
    user: Any = None,
    *,
    category: Sequence[str] = (),
    dry_run: bool = False,
    publish: bool = True,
) -> Outcome:
    """Takes the questions of a file in the format `form` into the bank, published or as drafts of `user`.

    They go into `category`, names from the top, below which the file's own categories stand. With a single error nothing is
    written. Raises UnreadableQuestionFile.
    """
    found = read_file(content.encode() if isinstance(content, str) else content, form)
    outcome = Outcome(len(found.questions), errors=list(found.problems), notes=list(found.notes))
    kept = _kept_pictures(found)
    _refuse_deep(found, category, outcome)
    # A picture that is to be kept goes by its mark until then.
    new = _new_questions(found, kept, outcome)
    outcome.errors.sort(key=lambda problem: problem.line)
    refused = {problem.line for problem in outcome.errors}
    outcome.notes = [note for note in outcome.notes if note.line not in refused]
    outcome.notes.sort(key=lambda problem: problem.line)
    outcome.imported = 0 if outcome.errors else len(new)
    outcome.by_kind = dict(Counter(each.question.kind for each in new))
    if new and not outcome.errors and not dry_run:
        _keep(new, found, kept, user, category, publish=publish)
    return outcome


def _refuse_deep(found: FoundQuestions, category: Sequence[str], outcome: Outcome) -> None:
    """Categories of a file that would stand too deep below the one that was chosen."""
    told: set[tuple[str, ...]] = set()
    for question in found.questions:
        names = (*category, *question.category)
        if len(names) > DEEPEST and names not in told:
            told.add(names)
            text = f"Dòng {question.line}: danh mục có {len(names)} bậc, nhiều nhất là {DEEPEST}. Chọn danh mục ở bậc trên."
            outcome.errors.append(Problem(question.line, "category", text))


def _new_questions(found: FoundQuestions, pictures: Mapping[str, str], outcome: Outcome) -> list[_New]:
    """Those that can be asked and are not in the bank; what is wrong with the others is told in `outcome`."""
    new: list[_New] = []
    seen: set[str] = set()
    for some in _batches(found.questions):
        made = [(each, _question(each, pictures)) for each in some]
        known = _known(question for _each, question in made)
        for each, question in made:
            content = _content(question)
            if problems := kind_named(each.kind).problems(content):
                outcome.errors += [Problem(each.line, "not_askable", f"Dòng {each.line}: {problem}") for problem in problems]
            elif (said := said_by(each.kind, content)) in known or said in seen:
                outcome.skipped += 1
            else:
                if twin := known.like(question.text):
                    outcome.notes.append(_note_of_twin(each.line, twin))
                seen.add(said)
                new.append(_New(each, question, content))
    return new


def _note_of_twin(line: int, twin: Question) -> Problem:
    text = f"Dòng {line}: ngân hàng đã có câu cùng lời nhưng khác phương án hoặc đáp án (câu {twin.pk}). Xem có trùng không."
    return Problem(line, "alike", text)


def _question(found: FoundQuestion, pictures: Mapping[str, str]) -> Question:
    value, explanation = found.value, found.explanation
    if pictures:
        value = json.loads(_with_ids(json.dumps(value, ensure_ascii=False, default=str), pictures))
        explanation = _with_ids(explanation, pictures)
    fields: dict[str, Any] = {"explanation": explanation, "hint": found.hint, "source": found.source}
    if found.difficulty:
        fields["difficulty"] = found.difficulty
    return unsaved_question(found.kind, value, checked_on=found.checked_on, **fields)


def _with_ids(text: str, pictures: Mapping[str, str]) -> str:
    for mark, own_id in pictures.items():
        text = text.replace(mark, own_id)
    return text


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


class _Known:
    """The questions of the bank that have the words of some others."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.of_words = {question.folded_text: question for question in questions}
        self.said = {
            said_by(each.kind, each.version.content if each.version else _content(each)) for each in questions if each.content
        }

    def __contains__(self, said: str) -> bool:
        return said in self.said

    def like(self, text: str) -> Question | None:
        return self.of_words.get(fold(plain(text)))


def _known(questions: Iterable[Question]) -> _Known:
    words = {fold(question.text) for question in questions}
    return _Known(list(Question.objects.filter(folded_text__in=words).select_related("version")))


def _kept_pictures(found: FoundQuestions) -> dict[str, str]:
    """Mark -> id, of the pictures of the file that the library has already."""
    images = get_image_model().objects.filter(file_hash__in=[each.digest for each in found.pictures.values()])
    by_digest = dict(images.values_list("file_hash", "pk"))
    return {mark: str(by_digest[each.digest]) for mark, each in found.pictures.items() if each.digest in by_digest}


def _keep_picture(picture: Picture, user: Any) -> str:
    file = ImageFile(io.BytesIO(picture.content), name=picture.name[-100:])
    image = get_image_model()(title=picture.name[:255], file=file, uploaded_by_user=user if user and user.pk else None)
    image.file_size, image.file_hash = len(picture.content), picture.digest
    image.save()
    return str(image.pk)


@transaction.atomic
def _keep(
    new: list[_New], found: FoundQuestions, kept: dict[str, str], user: Any, category: Sequence[str], *, publish: bool
) -> None:
    if missing := {mark: picture for mark, picture in found.pictures.items() if mark not in kept}:
        ids = kept | {mark: _keep_picture(picture, user) for mark, picture in missing.items()}
        for each in new:
            each.question = _question(each.found, ids)
            each.content = _content(each.question)
    _put_into_categories(new, category)
    now = timezone.now()
    for some in _batches(new):
        for each in some:
            each.question.live = publish
            each.question.has_unpublished_changes = not publish
            each.question.first_published_at = each.question.last_published_at = now if publish else None
        Question.objects.bulk_create([each.question for each in some])
        if publish:
            _keep_versions(some, user)
    _keep_tags(new)
    # What is kept of pages does not hear of rows that are made many at once.
    new[-1].question.save(update_fields=["text"])


def _put_into_categories(new: list[_New], category: Sequence[str]) -> None:
    made: dict[tuple[str, ...], Category] = {}
    for each in new:
        names = (*category, *each.found.category)
        if names:
            made[names] = made.get(names) or Category.at(names)
            each.question.category = made[names]


def _keep_versions(some: list[_New], user: Any) -> None:
    versions = []
    for each in some:
        version = QuestionVersion.of(each.question, user, content=each.content)
        version.number = 1
        versions.append(version)
    QuestionVersion.objects.bulk_create(versions)
    first = QuestionVersion.objects.filter(question=OuterRef("pk"), number=1).values("pk")
    Question.objects.filter(pk__in=[each.question.pk for each in some]).update(version=Subquery(first))


def _keep_tags(new: list[_New]) -> None:
    for each in new:
        if each.found.tags:
            each.question.tags.set(each.found.tags)
            each.question.save(update_fields=["text", "tagged_items"])


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
