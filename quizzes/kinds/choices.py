"""What the kinds with choices have in common: choices with their own fraction and feedback. No database."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from quizzes.kinds.formatted import is_empty, plain
from quizzes.kinds.kind import NOTHING, Content, Kind, ResponseClass, Sent, of_percent
from quizzes.kinds.paper import LETTERS, BadAnswer, has_picture, lettered, read_letters
from quizzes.kinds.turn import Turn
from quizzes.kinds.written import feedback_block, line_block, line_of, percent_block, percent_of, text_block, text_of

FEWEST, MOST = 2, 12
# So many lines stand there to begin with; StreamField wants each value whole.
_EMPTY = {"text": "", "is_right": False, "feedback": "", "percent": None}


def choices_block() -> blocks.ListBlock:
    one = blocks.StructBlock(
        [
            ("text", line_block(gettext_lazy("Phương án"))),
            ("is_right", blocks.BooleanBlock(label=gettext_lazy("Đúng"), required=False)),
            ("feedback", feedback_block()),
            ("percent", percent_block()),
        ],
        label=gettext_lazy("Phương án"),
    )
    return blocks.ListBlock(one, label=gettext_lazy("Các phương án"), min_num=FEWEST, max_num=MOST, default=[_EMPTY] * 3)


def shuffle_block() -> blocks.BooleanBlock:
    return blocks.BooleanBlock(
        label=gettext_lazy("Trộn thứ tự phương án"),
        required=False,
        default=True,
        help_text=gettext_lazy("Mỗi lượt làm bài thấy một thứ tự. Bỏ chọn khi thứ tự có nghĩa, ví dụ có “Tất cả các ý trên”."),
    )


def fraction_of(choice: Mapping[str, Any]) -> Fraction:
    return of_percent(choice["percent"])


class ChoiceKind(Kind):
    """A question with choices. Its content has `text`, `choices` of `id, text, is_right, percent, feedback`, and `is_shuffled`.

    A response is the list of ids of the chosen choices, in the order of the content.
    """

    is_multiple = False
    template = "quizzes/kinds/choices.html"

    def parts_of_block(self) -> list[tuple[str, blocks.Block]]:
        return [("text", text_block()), ("choices", choices_block()), ("is_shuffled", shuffle_block())]

    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        choices = [
            {
                "id": each.id,
                "text": line_of(each.value),
                "is_right": bool(each.value["is_right"]),
                "percent": percent_of(each.value, is_right=bool(each.value["is_right"])),
                "feedback": each.value["feedback"] or "",
            }
            for each in value["choices"].bound_blocks
        ]
        return {"text": text_of(value), "choices": choices, "is_shuffled": bool(value["is_shuffled"])}

    def problems(self, content: Content) -> list[str]:
        choices = content["choices"]
        right = [choice for choice in choices if choice["is_right"]]
        texts = [plain(choice["text"]) for choice in choices if "<embed" not in choice["text"]]
        found = []
        if is_empty(content["text"]):
            found.append(_("Chưa có câu hỏi."))
        if len(choices) < FEWEST:
            found.append(_("Cần ít nhất %(fewest)s phương án.") % {"fewest": FEWEST})
        if any(is_empty(choice["text"]) for choice in choices):
            found.append(_("Có phương án để trống. Viết vào, hoặc xóa phương án ấy."))
        if not right:
            found.append(_("Chưa có phương án nào được đánh dấu đúng."))
        if len(set(texts)) < len(texts):
            found.append(_("Có hai phương án giống nhau. Sửa hoặc bỏ một phương án."))
        return found

    def read(self, content: Content, turn: Turn, sent: Sent) -> list[str] | None:
        ids = [choice["id"] for choice in content["choices"]]
        by_mark = turn.by_mark(ids)
        chosen = {by_mark[mark] for mark in sent("") if mark in by_mark}
        return [each for each in ids if each in chosen] or None

    def shown(self, content: Content, turn: Turn, response: Any, *, revealed: bool) -> dict[str, Any]:
        chosen = set(response or [])
        choices = [
            _shown(choice, turn.mark(choice["id"]), is_chosen=choice["id"] in chosen, revealed=revealed)
            for choice in self._in_order(content, turn)
        ]
        return {"choices": choices, "is_multiple": self.is_multiple}

    def _in_order(self, content: Content, turn: Turn) -> list[dict[str, Any]]:
        by_id = {choice["id"]: choice for choice in content["choices"]}
        return [by_id[each] for each in (turn.shuffled(by_id) if content["is_shuffled"] else by_id)]

    def on_paper(self, content: Content, turn: Turn) -> list[str] | None:
        if has_picture(choice["text"] for choice in content["choices"]):
            return None
        choices = lettered([plain(choice["text"]) for choice in self._in_order(content, turn)])
        return [_("(Chọn tất cả các ý đúng.)"), *choices] if self.is_multiple else choices

    def key_on_paper(self, content: Content, turn: Turn) -> str:
        ordered = self._in_order(content, turn)
        return "".join(
            letter for letter, choice in zip(LETTERS, ordered, strict=False) if fraction_of(choice) > 0 and choice["is_right"]
        )

    def from_paper(self, content: Content, turn: Turn, text: str) -> list[str] | None:
        ordered = self._in_order(content, turn)
        chosen = {ordered[place]["id"] for place in read_letters(text, len(ordered)) if place >= 0}
        if len(chosen) > 1 and not self.is_multiple:
            raise BadAnswer(_("Câu này chỉ chọn một phương án."))
        return [choice["id"] for choice in content["choices"] if choice["id"] in chosen] or None

    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        return {"": [ResponseClass(c["id"], plain(c["text"]), fraction_of(c)) for c in content["choices"]]}

    def words_of_parts(self, content: Content) -> list[str]:
        return [plain(choice["text"]) for choice in content["choices"]]


def _shown(choice: Mapping[str, Any], mark: str, *, is_chosen: bool, revealed: bool) -> dict[str, Any]:
    """A choice as the template needs it; `outcome` is `right`, `wrong`, or empty where nothing is to say."""
    shown = {"mark": mark, "text": choice["text"], "is_chosen": is_chosen}
    if not revealed:
        return shown
    outcome = "right" if choice["is_right"] else "wrong" if is_chosen else ""
    return shown | {"outcome": outcome, "feedback": choice["feedback"] if outcome else ""}


def sum_of(choices: Iterable[Mapping[str, Any]]) -> Fraction:
    return sum((fraction_of(choice) for choice in choices), NOTHING)
