"""Blocks that kinds share: how a question is written. No database."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.kinds.formatted import FEATURES_IN_LINE, FEATURES_OF_TEXT, in_line, kept
from quizzes.kinds.kind import Kind

MOST_CHARACTERS, LONGEST_FEEDBACK = 255, 1000


def text_block(**options: Any) -> blocks.RichTextBlock:
    """What is asked."""
    return blocks.RichTextBlock(features=FEATURES_OF_TEXT, label=_("Câu hỏi"), **options)


def line_block(label: Any, **options: Any) -> blocks.RichTextBlock:
    """A line with bold, italic and a picture: a choice, an item."""
    return blocks.RichTextBlock(features=FEATURES_IN_LINE, label=label, **options)


def percent_block() -> blocks.DecimalBlock:
    return blocks.DecimalBlock(
        label=_("Phần điểm (%)"),
        required=False,
        max_digits=8,
        decimal_places=5,
        min_value=-100,
        max_value=100,
        help_text=_("Để trống: đúng được 100, sai được 0."),
    )


def feedback_block() -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Lời giải thích riêng"), required=False, max_length=LONGEST_FEEDBACK)


class KindBlock(blocks.StructBlock):
    """The block of one kind: refuses what cannot be asked, in the kind's own words."""

    def __init__(self, kind: Kind, parts: list[tuple[str, blocks.Block]], **options: Any) -> None:
        self.kind = kind
        super().__init__(parts, label=kind.label, **options)

    def clean(self, value: blocks.StructValue) -> Any:
        cleaned = super().clean(value)
        # A draft is saved however unfinished.
        if getattr(self, "is_deferred_validation", False):
            return cleaned
        if problems := self.kind.problems(self.kind.content(cleaned, "")):
            raise blocks.StructBlockValidationError(non_block_errors=[ValidationError(problem) for problem in problems])
        return cleaned


def text_of(value: blocks.StructValue, name: str = "text") -> str:
    """The formatted text of a block, as content keeps it."""
    return kept(value[name].source) if value[name] else ""


def line_of(value: blocks.StructValue, name: str = "text") -> str:
    return in_line(value[name].source) if value[name] else ""


def percent_of(value: blocks.StructValue, *, is_right: bool) -> str:
    """The part of the mark that a choice earns, in per cent, as text that JSON keeps exactly."""
    given = value.get("percent")
    return ("100" if is_right else "0") if given is None else format(given.normalize(), "f")


def listed(values: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The items of a list block, as StreamField keeps them, each with an id of its own."""
    return [{"type": "item", "value": dict(value), "id": str(uuid.uuid4())} for value in values]
