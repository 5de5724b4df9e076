"""Questions of the bank into a file, in the version that was published last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wagtail.images import get_image_model

from quizzes.bank.categories import Category
from quizzes.bank.models import Question
from quizzes.formats.all_formats import FORMATS
from quizzes.formats.outside_html import ids_of_pictures
from quizzes.formats.questions_of_files import KeptQuestion, Picture, Problem
from quizzes.kinds.formatted import plain

# What is said where a format has no place for it.
_NO_PLACE = {
    "hint": "gợi ý", "category": "danh mục", "tags": "thẻ", "source": "nguồn", "checked_on": "ngày kiểm tra", "difficulty": "độ khó",
}  # fmt: skip
_USUAL = Question.Difficulty.MIDDLE


@dataclass
class Exported:
    """A file with so many questions; those that its format cannot say, by their number in the bank; and what it left out."""

    content: bytes
    questions: int
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def export_questions(questions: Iterable[Question], form: str) -> Exported:
    """The published ones of `questions`, in their order, in the format `form`."""
    kept, write = list(_kept(questions)), FORMATS[form].write
    if write is None:
        raise ValueError(f"Nothing is written as {form}.")
    content, left = write(kept)
    problems = [
        Problem(question.pk, "cannot_say", f"Câu {question.pk} (“{_start(question)}”): {reason}") for question, reason in left
    ]
    return Exported(content, len(kept) - len(left), problems, _left_out(kept, form))


def _start(question: KeptQuestion) -> str:
    return plain(question.content["text"])[:60]


def _kept(questions: Iterable[Question]) -> Iterable[KeptQuestion]:
    """The questions as files know them, with the pictures that they name."""
    names = Category.names()
    published = [question for question in questions if question.version and question.live]
    pictures = _pictures(
        own_id
        for question in published
        for text in [question.version.explanation, *_texts(question.version.content)]  # type: ignore[union-attr]
        for own_id in ids_of_pictures(text)
    )
    for question in published:
        version = question.version
        if version is None:
            continue
        yield KeptQuestion(
            question.pk,
            version.kind,
            version.content,
            version.explanation,
            hint=version.hint,
            category=names[question.category_id] if question.category_id else (),
            tags=[tag.name for tag in question.tags.all()],
            source=version.source,
            checked_on=version.checked_on,
            difficulty=question.difficulty,
            pictures=pictures,
        )


def _texts(value: Any) -> Iterable[str]:
    """All texts in a content."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)


def _pictures(ids: Iterable[str]) -> dict[str, Picture]:
    """Id -> picture, of those that the library has; each with a name of its own."""
    wanted = {int(own_id) for own_id in ids if own_id.isdecimal()}
    found = {}
    for image in get_image_model().objects.filter(pk__in=wanted):
        name = f"{image.pk}-{image.file.name.rpartition('/')[2]}"
        try:
            with image.file.open("rb") as file:
                found[str(image.pk)] = Picture(name, file.read(), image.file_hash)
        except OSError:
            # The file is gone; the question that names it is told.
            continue
    return found


def _left_out(kept: list[KeptQuestion], form: str) -> list[str]:
    """A sentence for each thing that some questions have and the format has no place for."""
    own = FORMATS[form]
    notes = []
    for name, words in _NO_PLACE.items():
        number = sum(bool(getattr(each, name)) and not (name == "difficulty" and each.difficulty == _USUAL) for each in kept)
        if number and name not in own.keeps:
            notes.append(f"{own.label} không có chỗ cho {words}: {number} câu có {words} không được ghi.")
    orders = sum(each.content.get("is_shuffled") is False for each in kept)
    if orders and "order" not in own.keeps:
        notes.append(f"{own.label} không ghi được “không trộn phương án”: {orders} câu sẽ được trộn khi nhập lại.")
    return notes
