"""The column that holds a question as its author wrote it."""

from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField

from quizzes.kinds import all_kinds


class KindBlock(blocks.StreamBlock):
    """One question, of whichever kind."""

    class Meta:
        block_counts: dict[str, Any] = {}
        min_num, max_num = 1, 1
        required = True


class KindField(StreamField):
    """Holds one block, of one of the kinds. Migrations do not name the kinds: a new one changes no column."""

    def __init__(self, block_types: Any = None, **options: Any) -> None:
        super().__init__(block_types or KindBlock([(name, kind.block()) for name, kind in all_kinds().items()]), **options)

    def deconstruct(self) -> Any:
        name, path, _args, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [], options
