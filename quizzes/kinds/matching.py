"""Pairs: to each thing on the left the right one of a list."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from quizzes.kinds.formatted import is_empty, plain
from quizzes.kinds.kind import ALL, NOTHING, Content, Kind, Response, ResponseClass, Sent
from quizzes.kinds.paper import LETTERS, has_picture, lettered, one_letter_each
from quizzes.kinds.turn import Turn
from quizzes.kinds.written import MOST_CHARACTERS, KindBlock, line_block, line_of, text_block, text_of
from rosters.names import clean_text

FEWEST_PAIRS, FEWEST_OPTIONS, MOST = 2, 2, 12


class Matching(Kind):
    """Its content has `text`, `pairs` of `id, text, option`, and `options` of `id, text`; `option` is the id of the right one.

    A response maps ids of pairs to ids of options. Each pair is an equal part of the mark.
    """

    name, label, order = "matching", gettext_lazy("Ghép đôi"), 40

    def block(self) -> blocks.StructBlock:
        pair = blocks.StructBlock(
            [
                ("text", line_block(gettext_lazy("Vế trái"))),
                ("match", blocks.CharBlock(label=gettext_lazy("Ghép với"), max_length=MOST_CHARACTERS)),
            ],
            label=gettext_lazy("Cặp"),
        )
        more = blocks.ListBlock(
            blocks.CharBlock(label=gettext_lazy("Ý thừa"), max_length=MOST_CHARACTERS),
            label=gettext_lazy("Ý thừa để chọn nhầm"),
            default=[],
            help_text=gettext_lazy("Có ý thừa thì không đoán được cặp cuối cùng."),
        )
        pairs = blocks.ListBlock(
            pair, label=gettext_lazy("Các cặp"), min_num=FEWEST_PAIRS, max_num=MOST, default=[{"text": "", "match": ""}] * 3
        )
        shuffle = blocks.BooleanBlock(label=gettext_lazy("Trộn thứ tự vế trái"), required=False, default=True)
        return KindBlock(
            self, [("text", text_block()), ("pairs", pairs), ("more", more), ("is_shuffled", shuffle)], icon="link"
        )

    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        pairs = value["pairs"].bound_blocks
        # Two things on the left may have one and the same on the right.
        texts = [clean_text(each.value["match"] or "") for each in pairs] + [clean_text(text or "") for text in value["more"]]
        ids = {text: f"{own_id}:{number}" for number, text in enumerate(dict.fromkeys(texts))}
        return {
            "text": text_of(value),
            "pairs": [
                {"id": each.id, "text": line_of(each.value), "option": ids[text]}
                for each, text in zip(pairs, texts, strict=False)
            ],
            "options": [{"id": own, "text": text} for text, own in ids.items()],
            "is_shuffled": bool(value["is_shuffled"]),
        }

    def problems(self, content: Content) -> list[str]:
        found = [_("Chưa có câu hỏi.")] if is_empty(content["text"]) else []
        if len(content["pairs"]) < FEWEST_PAIRS or len(content["options"]) < FEWEST_OPTIONS:
            text = _("Cần ít nhất %(pairs)s cặp và %(options)s ý khác nhau để ghép. Thêm cặp hoặc ý thừa.")
            found.append(text % {"pairs": FEWEST_PAIRS, "options": FEWEST_OPTIONS})
        if any(is_empty(each["text"]) for each in content["pairs"]) or any(not each["text"] for each in content["options"]):
            found.append(_("Có cặp còn để trống một vế."))
        texts = [plain(each["text"]) for each in content["pairs"] if "<embed" not in each["text"]]
        if len(set(texts)) < len(texts):
            found.append(_("Có hai vế trái giống nhau."))
        return found

    def read(self, content: Content, turn: Turn, sent: Sent) -> dict[str, str] | None:
        by_mark = turn.by_mark(option["id"] for option in content["options"])
        found = {}
        for pair in content["pairs"]:
            chosen = [by_mark[mark] for mark in sent(turn.mark(pair["id"])) if mark in by_mark]
            if len(chosen) == 1:
                found[pair["id"]] = chosen[0]
        return found or None

    def is_complete(self, content: Content, response: Response) -> bool:
        return bool(response) and len(response) == len(content["pairs"])

    def fraction(self, content: Content, response: Response) -> Fraction:
        right = sum((response or {}).get(pair["id"]) == pair["option"] for pair in content["pairs"])
        return Fraction(right, len(content["pairs"]) or 1)

    def shown(self, content: Content, turn: Turn, response: Response, *, revealed: bool) -> dict[str, Any]:
        given = response or {}
        texts = {option["id"]: option["text"] for option in content["options"]}
        by_id = {pair["id"]: pair for pair in content["pairs"]}
        rows = []
        for own_id in turn.shuffled(by_id) if content["is_shuffled"] else by_id:
            pair, chosen = by_id[own_id], given.get(own_id, "")
            row = {"mark": turn.mark(own_id), "text": pair["text"], "chosen": turn.mark(chosen) if chosen else ""}
            if revealed:
                row |= {
                    "is_right": chosen == pair["option"],
                    "chosen_text": texts.get(chosen, ""),
                    "wanted": texts[pair["option"]],
                }
            rows.append(row)
        options = [{"mark": turn.mark(each), "text": texts[each]} for each in turn.shuffled(texts)]
        return {"rows": rows, "options": options}

    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        return {
            pair["id"]: [
                ResponseClass(option["id"], option["text"], ALL if option["id"] == pair["option"] else NOTHING)
                for option in content["options"]
            ]
            for pair in content["pairs"]
        }

    def classify(self, content: Content, response: Response) -> dict[str, str]:
        return {pair["id"]: (response or {}).get(pair["id"], "") for pair in content["pairs"]}

    def carried(self, shown: Content, corrected: Content, response: Response) -> dict[str, str] | None:
        """Options are named by their place: the text tells which one was meant."""
        texts = {option["id"]: option["text"] for option in shown["options"]}
        ids = {option["text"]: option["id"] for option in corrected["options"]}
        found = {pair: ids.get(texts.get(option, "")) for pair, option in (response or {}).items()}
        return {pair: option for pair, option in found.items() if option} or None

    def right_said(self, content: Content) -> str:
        return self.said(content, {pair["id"]: pair["option"] for pair in content["pairs"]})

    def _on_paper(self, content: Content, turn: Turn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The pairs and the options, in the order of the turn."""
        pairs = {pair["id"]: pair for pair in content["pairs"]}
        options = {option["id"]: option for option in content["options"]}
        ordered = turn.shuffled(pairs) if content["is_shuffled"] else pairs
        return [pairs[each] for each in ordered], [options[each] for each in turn.shuffled(options)]

    def on_paper(self, content: Content, turn: Turn) -> list[str] | None:
        if has_picture(pair["text"] for pair in content["pairs"]):
            return None
        pairs, options = self._on_paper(content, turn)
        numbered = [f"{number}. {plain(pair['text'])}" for number, pair in enumerate(pairs, 1)]
        return [_("(Ghi chữ cái cho từng số.)"), *numbered, *lettered([option["text"] for option in options])]

    def key_on_paper(self, content: Content, turn: Turn) -> str:
        pairs, options = self._on_paper(content, turn)
        places = [option["id"] for option in options]
        return "".join(LETTERS[places.index(pair["option"])] for pair in pairs)

    def from_paper(self, content: Content, turn: Turn, text: str) -> dict[str, str] | None:
        if not text.strip():
            return None
        pairs, options = self._on_paper(content, turn)
        places = one_letter_each(text, len(options), len(pairs))
        return {pair["id"]: options[place]["id"] for pair, place in zip(pairs, places, strict=True) if place >= 0} or None

    def said(self, content: Content, response: Response) -> str:
        texts, given = {option["id"]: option["text"] for option in content["options"]}, response or {}
        pairs = ((plain(pair["text"]), texts.get(given.get(pair["id"]))) for pair in content["pairs"])
        return "; ".join(f"{left} → {right}" for left, right in pairs if right)

    def guess(self, content: Content) -> Fraction:
        return Fraction(1, len(content["options"]))

    def words_of_parts(self, content: Content) -> list[str]:
        return [*(plain(pair["text"]) for pair in content["pairs"]), *(option["text"] for option in content["options"])]


KIND = Matching()
