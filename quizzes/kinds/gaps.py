"""Words to be filled into a text."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from quizzes.kinds.comparing import can_match_anything, without_stars
from quizzes.kinds.formatted import FEATURES_IN_LINE, is_empty, plain
from quizzes.kinds.kind import ALL, NOTHING, Content, Kind, Response, ResponseClass, Sent
from quizzes.kinds.marked_text import MOST_GAPS, has_brace_in_a_tag, has_lost_brace, has_markup_in_a_gap, read_marked
from quizzes.kinds.paper import BadAnswer, has_picture
from quizzes.kinds.short_answer import fits_answer, read_text, tolerance_blocks, tolerance_of
from quizzes.kinds.turn import Turn
from quizzes.kinds.written import KindBlock, text_block, text_of


class Gaps(Kind):
    """Its content has `id`, `text`, `pieces` of formatted text, `gaps` of `id, wanted`, `keeps_case` and `keeps_accents`.

    A response maps ids of gaps to what was typed. Each gap is an equal part of the mark.
    """

    name, label, order = "gaps", gettext_lazy("Điền vào chỗ trống"), 80

    def block(self) -> blocks.StructBlock:
        gapped = blocks.RichTextBlock(
            features=FEATURES_IN_LINE,
            label=gettext_lazy("Đoạn văn có chỗ trống"),
            help_text=gettext_lazy(
                "Viết câu trả lời trong ngoặc nhọn, các cách viết cách nhau bằng |: Mã OTP có {6|sáu} chữ số."
            ),
        )
        asked = text_block(help_text=gettext_lazy("Ví dụ: Điền từ còn thiếu."))
        return KindBlock(self, [("text", asked), ("gapped", gapped), *tolerance_blocks()], icon="pilcrow")

    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        source = text_of(value, "gapped")
        marked = read_marked(source)
        gaps = [{"id": f"{own_id}:{number}", "wanted": wanted} for number, wanted in enumerate(marked.gaps)]
        return {"text": text_of(value), "source": source, "pieces": marked.pieces, "gaps": gaps} | tolerance_of(value)

    def problems(self, content: Content) -> list[str]:
        return problems_of_gaps(content) + [
            _("Chỗ trống thứ %(number)s nhận mọi câu trả lời.") % {"number": number}
            for number, gap in enumerate(content["gaps"], 1)
            if any(text and can_match_anything(text) for text in gap["wanted"])
        ]

    def read(self, content: Content, turn: Turn, sent: Sent) -> dict[str, str] | None:
        typed = {gap["id"]: read_text(sent(turn.mark(gap["id"]))) for gap in content["gaps"]}
        return {own_id: text for own_id, text in typed.items() if text} or None

    def is_complete(self, content: Content, response: Response) -> bool:
        return bool(response) and len(response) == len(content["gaps"])

    def fraction(self, content: Content, response: Response) -> Fraction:
        given = response or {}
        right = sum(_place_of_fitting(given.get(gap["id"], ""), gap["wanted"], content) is not None for gap in content["gaps"])
        return Fraction(right, len(content["gaps"]) or 1)

    def shown(self, content: Content, turn: Turn, response: Response, *, revealed: bool) -> dict[str, Any]:
        given = response or {}
        gaps = []
        for number, gap in enumerate(content["gaps"], 1):
            answer = given.get(gap["id"], "")
            shown = {"number": number, "mark": turn.mark(gap["id"]), "answer": answer, "width": max(map(len, gap["wanted"]))}
            # How wide a gap is tells how long its answer is: only in steps.
            shown["width"] = 8 if shown["width"] <= 8 else 16 if shown["width"] <= 16 else 32
            if revealed:
                is_right = _place_of_fitting(answer, gap["wanted"], content) is not None
                shown |= {"is_right": is_right, "wanted": without_stars(gap["wanted"][0])}
            gaps.append(shown)
        return {"pieces": with_gaps(content["pieces"], gaps)}

    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        return {
            gap["id"]: [ResponseClass(str(place), text, ALL) for place, text in enumerate(gap["wanted"])]
            for gap in content["gaps"]
        }

    def classify(self, content: Content, response: Response) -> dict[str, str]:
        places = {
            gap["id"]: _place_of_fitting((response or {}).get(gap["id"], ""), gap["wanted"], content) for gap in content["gaps"]
        }
        return {own_id: "" if place is None else str(place) for own_id, place in places.items()}

    def carried(self, shown: Content, corrected: Content, response: Response) -> dict[str, str] | None:
        own = same_gaps(shown, corrected, lambda gap: tuple(gap["wanted"]))
        return {own[gap]: text for gap, text in (response or {}).items() if gap in own} or None

    def on_paper(self, content: Content, turn: Turn) -> list[str] | None:
        return None if has_picture(content["pieces"]) else [on_paper_with_gaps(content["pieces"])]

    def key_on_paper(self, content: Content, turn: Turn) -> str:
        return "; ".join(without_stars(gap["wanted"][0]) for gap in content["gaps"])

    def from_paper(self, content: Content, turn: Turn, text: str) -> dict[str, str] | None:
        typed = [part.strip() for part in text.split(";")] if text.strip() else []
        if typed and len(typed) != len(content["gaps"]):
            raise BadAnswer(
                _("Có %(found)s câu trả lời, cần %(parts)s, cách nhau bằng dấu chấm phẩy.")
                % {"found": len(typed), "parts": len(content["gaps"])}
            )
        return {gap["id"]: part for gap, part in zip(content["gaps"], typed, strict=False) if part} or None

    def said(self, content: Content, response: Response) -> str:
        given = response or {}
        return "; ".join(given.get(gap["id"], "…") for gap in content["gaps"]) if given else ""

    def guess(self, content: Content) -> Fraction:
        return NOTHING

    def words_of_parts(self, content: Content) -> list[str]:
        return [plain(" … ".join(content["pieces"]))]


def problems_of_gaps(content: Content) -> list[str]:
    """What is wrong with a text with braces, of whatever kind."""
    found = [_("Chưa có câu hỏi.")] if is_empty(content["text"]) else []
    source = content["source"]
    if not content["gaps"]:
        found.append(_("Chưa có chỗ trống nào. Viết câu trả lời trong ngoặc nhọn: {sáu}."))
    if len(content["gaps"]) > MOST_GAPS:
        found.append(_("Có quá nhiều chỗ trống. Nhiều nhất là %(most)s.") % {"most": MOST_GAPS})
    if has_lost_brace(source):
        found.append(_("Có ngoặc nhọn thiếu nửa kia, hoặc để trống."))
    if has_markup_in_a_gap(source):
        found.append(_("Trong ngoặc nhọn không dùng chữ đậm, chữ nghiêng hay hình."))
    if has_brace_in_a_tag(source):
        found.append(_("Mô tả của hình không được có ngoặc nhọn."))
    if any("" in gap["wanted"] for gap in content["gaps"]):
        found.append(_("Trong ngoặc nhọn có một câu trả lời để trống."))
    return found


def same_gaps(shown: Content, corrected: Content, told: Callable[[dict[str, Any]], object]) -> dict[str, str]:
    """Id of a gap -> id of the same gap in a later version. Gaps are named by their place.

    As many as there were are the same in their order; otherwise those are the same of which `told` says the same.
    """
    old, new = shown["gaps"], corrected["gaps"]
    if len(old) == len(new):
        return {before["id"]: after["id"] for before, after in zip(old, new, strict=True)}
    by_told = {told(gap): gap["id"] for gap in new}
    return {gap["id"]: by_told[told(gap)] for gap in old if told(gap) in by_told}


def on_paper_with_gaps(pieces: list[str]) -> str:
    """The text with a number at each gap."""
    gaps = [f" ({number}) ………… " for number in range(1, len(pieces))]
    return " ".join(plain("".join(f"{piece}{gap}" for piece, gap in zip(pieces, [*gaps, ""], strict=False))).split())


def with_gaps(pieces: list[str], gaps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each piece of text with the gap behind it; none behind the last."""
    return [{"text": text, "gap": gap} for text, gap in zip(pieces, [*gaps, None], strict=False)]


def _place_of_fitting(answer: str, wanted: list[str], content: Content) -> int | None:
    return next((place for place, text in enumerate(wanted) if answer and fits_answer(answer, text, content)), None)


KIND = Gaps()
