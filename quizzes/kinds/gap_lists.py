"""Words to be chosen from lists inside a text."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from quizzes.kinds.formatted import FEATURES_IN_LINE, plain
from quizzes.kinds.gaps import on_paper_with_gaps, problems_of_gaps, same_gaps, with_gaps
from quizzes.kinds.kind import ALL, NOTHING, Content, Kind, Response, ResponseClass, Sent
from quizzes.kinds.marked_text import read_marked
from quizzes.kinds.paper import LETTERS, BadAnswer, has_picture, lettered, one_letter_each
from quizzes.kinds.turn import Turn
from quizzes.kinds.written import KindBlock, text_block, text_of

FEWEST = 2


class GapLists(Kind):
    """Its content has `id`, `text`, `pieces` of formatted text and `gaps` of `id, wanted, options` with `id, text, is_right`.

    A response maps ids of gaps to ids of options. Each gap is an equal part of the mark.
    """

    name, label, order = "gap_lists", gettext_lazy("Chọn từ trong câu"), 90
    template = "quizzes/kinds/gaps.html"

    def block(self) -> blocks.StructBlock:
        gapped = blocks.RichTextBlock(
            features=FEATURES_IN_LINE,
            label=gettext_lazy("Đoạn văn có chỗ chọn"),
            help_text=gettext_lazy(
                "Viết các từ để chọn trong ngoặc nhọn, dấu * trước từ đúng: Không đọc {*mã OTP|họ tên} cho ai."
            ),
        )
        asked = text_block(help_text=gettext_lazy("Ví dụ: Chọn từ đúng."))
        return KindBlock(self, [("text", asked), ("gapped", gapped)], icon="list-ul")

    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        source = text_of(value, "gapped")
        marked = read_marked(source)
        gaps = [_gap(f"{own_id}:{number}", texts) for number, texts in enumerate(marked.gaps)]
        return {"text": text_of(value), "source": source, "pieces": marked.pieces, "gaps": gaps}

    def problems(self, content: Content) -> list[str]:
        found = problems_of_gaps(content)
        for number, gap in enumerate(content["gaps"], 1):
            right = sum(option["is_right"] for option in gap["options"])
            if len(gap["options"]) < FEWEST or right != 1:
                text = _("Chỗ chọn thứ %(number)s cần từ hai từ khác nhau trở lên và đúng một dấu * trước từ đúng.")
                found.append(text % {"number": number})
        return found

    def read(self, content: Content, turn: Turn, sent: Sent) -> dict[str, str] | None:
        found = {}
        for gap in content["gaps"]:
            by_mark = turn.by_mark(option["id"] for option in gap["options"])
            chosen = [by_mark[mark] for mark in sent(turn.mark(gap["id"])) if mark in by_mark]
            if len(chosen) == 1:
                found[gap["id"]] = chosen[0]
        return found or None

    def is_complete(self, content: Content, response: Response) -> bool:
        return bool(response) and len(response) == len(content["gaps"])

    def fraction(self, content: Content, response: Response) -> Fraction:
        right = sum((response or {}).get(gap["id"]) == _right(gap)["id"] for gap in content["gaps"])
        return Fraction(right, len(content["gaps"]) or 1)

    def shown(self, content: Content, turn: Turn, response: Response, *, revealed: bool) -> dict[str, Any]:
        gaps = []
        for number, gap in enumerate(content["gaps"], 1):
            texts = {option["id"]: option["text"] for option in gap["options"]}
            chosen = (response or {}).get(gap["id"], "")
            options = [{"mark": turn.mark(each), "text": texts[each]} for each in turn.shuffled(texts)]
            shown = {"number": number, "mark": turn.mark(gap["id"]), "options": options, "answer": texts.get(chosen, "")}
            shown["chosen"] = turn.mark(chosen) if chosen else ""
            if revealed:
                right = _right(gap)
                shown |= {"is_right": chosen == right["id"], "wanted": right["text"]}
            gaps.append(shown)
        return {"pieces": with_gaps(content["pieces"], gaps)}

    def carried(self, shown: Content, corrected: Content, response: Response) -> dict[str, str] | None:
        """Options are named by their place: the text tells which one was meant."""
        own = same_gaps(shown, corrected, lambda gap: frozenset(option["text"] for option in gap["options"]))
        texts = {option["id"]: option["text"] for gap in shown["gaps"] for option in gap["options"]}
        ids = {(gap["id"], option["text"]): option["id"] for gap in corrected["gaps"] for option in gap["options"]}
        found = {own[gap]: ids.get((own[gap], texts.get(option, ""))) for gap, option in (response or {}).items() if gap in own}
        return {gap: option for gap, option in found.items() if option} or None

    def _on_paper(self, gap: dict[str, Any], turn: Turn) -> list[dict[str, Any]]:
        by_id = {option["id"]: option for option in gap["options"]}
        return [by_id[each] for each in turn.shuffled(by_id)]

    def on_paper(self, content: Content, turn: Turn) -> list[str] | None:
        if has_picture(content["pieces"]):
            return None
        lists = (lettered([option["text"] for option in self._on_paper(gap, turn)]) for gap in content["gaps"])
        return [
            on_paper_with_gaps(content["pieces"]),
            *(f"({number})  " + "   ".join(each) for number, each in enumerate(lists, 1)),
        ]

    def key_on_paper(self, content: Content, turn: Turn) -> str:
        return "".join(LETTERS[self._on_paper(gap, turn).index(_right(gap))] for gap in content["gaps"])

    def from_paper(self, content: Content, turn: Turn, text: str) -> dict[str, str] | None:
        if not text.strip():
            return None
        most = max(len(gap["options"]) for gap in content["gaps"])
        found = {}
        for gap, place in zip(content["gaps"], one_letter_each(text, most, len(content["gaps"])), strict=True):
            if place < 0:
                continue
            if place >= len(gap["options"]):
                raise BadAnswer(_("Có chữ cái không nằm trong danh sách của chỗ trống ấy."))
            found[gap["id"]] = self._on_paper(gap, turn)[place]["id"]
        return found or None

    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        return {
            gap["id"]: [
                ResponseClass(each["id"], each["text"], ALL if each["is_right"] else NOTHING) for each in gap["options"]
            ]
            for gap in content["gaps"]
        }

    def classify(self, content: Content, response: Response) -> dict[str, str]:
        return {gap["id"]: (response or {}).get(gap["id"], "") for gap in content["gaps"]}

    def guess(self, content: Content) -> Fraction:
        return sum((Fraction(1, len(gap["options"])) for gap in content["gaps"]), NOTHING) / len(content["gaps"])

    def words_of_parts(self, content: Content) -> list[str]:
        options = [option["text"] for gap in content["gaps"] for option in gap["options"]]
        return [plain(" … ".join(content["pieces"])), *options]


def _gap(own_id: str, texts: list[str]) -> dict[str, Any]:
    """A gap with its options, each once; a star stands before the right one."""
    options = dict.fromkeys(text.removeprefix("*").strip() for text in texts)
    right = {text.removeprefix("*").strip() for text in texts if text.startswith("*")}
    found = [{"id": f"{own_id}:{at}", "text": text, "is_right": text in right} for at, text in enumerate(options)]
    return {"id": own_id, "wanted": list(options), "options": found}


def _right(gap: dict[str, Any]) -> dict[str, Any]:
    """The right option of a gap; one that fits nothing where the author marked none."""
    none = {"id": None, "text": "", "is_right": True}
    right: dict[str, Any] = next((option for option in gap["options"] if option["is_right"]), none)
    return right


KIND = GapLists()
