"""True or false."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from quizzes.kinds.formatted import is_empty
from quizzes.kinds.kind import ALL, NOTHING, Content, Kind, Response, ResponseClass, Sent
from quizzes.kinds.paper import BadAnswer
from quizzes.kinds.turn import Turn
from quizzes.kinds.written import KindBlock, feedback_block, text_block, text_of

TRUE, FALSE = "true", "false"


class TrueFalse(Kind):
    """Its content has `id, text, is_true` and a feedback for each answer. A response is `true` or `false`.

    True stands first, always: people expect it there.
    """

    name, label, order = "true_false", gettext_lazy("Đúng hay sai"), 30
    template = "quizzes/kinds/choices.html"

    def block(self) -> blocks.StructBlock:
        parts: list[tuple[str, blocks.Block]] = [
            ("text", text_block(help_text=gettext_lazy("Một câu khẳng định, rõ ràng là đúng hoặc sai."))),
            ("is_true", blocks.BooleanBlock(label=gettext_lazy("Câu này đúng"), required=False)),
            ("feedback_true", feedback_block()),
            ("feedback_false", feedback_block()),
        ]
        block = KindBlock(self, parts, icon="check")
        block.child_blocks["feedback_true"].label = gettext_lazy("Giải thích cho người chọn Đúng")
        block.child_blocks["feedback_false"].label = gettext_lazy("Giải thích cho người chọn Sai")
        return block

    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        feedback = {TRUE: value["feedback_true"] or "", FALSE: value["feedback_false"] or ""}
        return {"id": own_id, "text": text_of(value), "is_true": bool(value["is_true"]), "feedback": feedback}

    def problems(self, content: Content) -> list[str]:
        return [_("Chưa có câu hỏi.")] if is_empty(content["text"]) else []

    def read(self, content: Content, turn: Turn, sent: Sent) -> str | None:
        by_mark = turn.by_mark(_ids(content))
        chosen = {by_mark[mark] for mark in sent("") if mark in by_mark}
        return chosen.pop().removeprefix(f"{content['id']}:") if len(chosen) == 1 else None

    def fraction(self, content: Content, response: Response) -> Fraction:
        return ALL if response == _right(content) else NOTHING

    def shown(self, content: Content, turn: Turn, response: Response, *, revealed: bool) -> dict[str, Any]:
        choices = []
        for own_id, answer, text in zip(_ids(content), (TRUE, FALSE), (_("Đúng"), _("Sai")), strict=True):
            shown = {"mark": turn.mark(own_id), "text": text, "is_chosen": response == answer, "is_ours": True}
            if revealed:
                outcome = "right" if answer == _right(content) else "wrong" if response == answer else ""
                shown |= {"outcome": outcome, "feedback": content["feedback"][answer] if outcome else ""}
            choices.append(shown)
        return {"choices": choices, "is_multiple": False}

    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        return {"": [ResponseClass(each, str(text), self.fraction(content, each)) for each, text in _TOLD]}

    def classify(self, content: Content, response: Response) -> dict[str, str]:
        return {"": response or ""}

    def on_paper(self, content: Content, turn: Turn) -> list[str] | None:
        return [_("Đ. Đúng"), _("S. Sai")]

    def key_on_paper(self, content: Content, turn: Turn) -> str:
        return _("Đ") if content["is_true"] else _("S")

    def from_paper(self, content: Content, turn: Turn, text: str) -> str | None:
        typed = text.strip().upper()
        if not typed:
            return None
        if typed[0] in "ĐDT":
            return TRUE
        if typed[0] in "SF":
            return FALSE
        raise BadAnswer(_("“%(found)s” không rõ là Đ hay S.") % {"found": text.strip()})

    def guess(self, content: Content) -> Fraction:
        return Fraction(1, 2)

    def words_of_parts(self, content: Content) -> list[str]:
        return [str(text) for _answer, text in _TOLD]


_TOLD = ((TRUE, gettext_lazy("Đúng")), (FALSE, gettext_lazy("Sai")))


def _right(content: Content) -> str:
    return TRUE if content["is_true"] else FALSE


def _ids(content: Content) -> list[str]:
    return [f"{content['id']}:{TRUE}", f"{content['id']}:{FALSE}"]


KIND = TrueFalse()
