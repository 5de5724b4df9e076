"""Things to be put into their order."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from quizzes.kinds.formatted import is_empty, plain
from quizzes.kinds.kind import ALL, NOTHING, Content, Kind, Response, ResponseClass, Sent
from quizzes.kinds.paper import LETTERS, BadAnswer, has_picture, lettered, one_letter_each
from quizzes.kinds.turn import Turn
from quizzes.kinds.written import KindBlock, line_block, line_of, text_block, text_of

WHOLE, PAIRS = "whole", "pairs"
FEWEST, MOST = 3, 12


class Ordering(Kind):
    """Its content has `text`, `items` of `id, text` in their right order, and `marking`.

    A response maps ids of items to places, from 1 on. By pairs: of those that should stand right behind one another, the part
    that do. Two at one place stand behind nothing.
    """

    name, label, order = "ordering", gettext_lazy("Xếp thứ tự"), 50

    def block(self) -> blocks.StructBlock:
        item = blocks.StructBlock([("text", line_block(gettext_lazy("Việc")))], label=gettext_lazy("Việc"))
        items = blocks.ListBlock(
            item,
            label=gettext_lazy("Các việc, theo thứ tự đúng"),
            min_num=FEWEST,
            max_num=MOST,
            default=[{"text": ""}] * 4,
            help_text=gettext_lazy("Người học thấy chúng đã được trộn."),
        )
        marking = blocks.ChoiceBlock(
            choices=[
                (PAIRS, gettext_lazy("Mỗi cặp liền nhau đúng được một phần")),
                (WHOLE, gettext_lazy("Đúng hết mới được điểm")),
            ],
            default=PAIRS,
            label=gettext_lazy("Cách cho điểm"),
        )
        return KindBlock(self, [("text", text_block()), ("items", items), ("marking", marking)], icon="list-ol")

    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        items = [{"id": each.id, "text": line_of(each.value)} for each in value["items"].bound_blocks]
        return {"text": text_of(value), "items": items, "marking": value["marking"] or PAIRS}

    def problems(self, content: Content) -> list[str]:
        found = [_("Chưa có câu hỏi.")] if is_empty(content["text"]) else []
        if len(content["items"]) < FEWEST:
            found.append(_("Cần ít nhất %(fewest)s việc để xếp.") % {"fewest": FEWEST})
        if any(is_empty(item["text"]) for item in content["items"]):
            found.append(_("Có việc còn để trống."))
        texts = [plain(item["text"]) for item in content["items"] if "<embed" not in item["text"]]
        if len(set(texts)) < len(texts):
            found.append(_("Có hai việc giống nhau."))
        return found

    def read(self, content: Content, turn: Turn, sent: Sent) -> dict[str, int] | None:
        number, found = len(content["items"]), {}
        for item in content["items"]:
            places = [int(text) for text in sent(turn.mark(item["id"])) if text.isdecimal() and len(text) <= 2]
            if len(places) == 1 and 1 <= places[0] <= number:
                found[item["id"]] = places[0]
        return found or None

    def is_complete(self, content: Content, response: Response) -> bool:
        return bool(response) and len(set(response.values())) == len(content["items"])

    def fraction(self, content: Content, response: Response) -> Fraction:
        if not response:
            return NOTHING
        places = [response.get(item["id"], 0) for item in content["items"]]
        if content["marking"] == WHOLE:
            return ALL if places == list(range(1, len(places) + 1)) else NOTHING
        return Fraction(_right_pairs(places), max(1, len(places) - 1))

    def shown(self, content: Content, turn: Turn, response: Response, *, revealed: bool) -> dict[str, Any]:
        given, by_id = response or {}, {item["id"]: item for item in content["items"]}
        order = turn.shuffled(by_id)
        if revealed:
            order.sort(key=lambda each: given.get(each, MOST + 1))
        places = {item["id"]: number for number, item in enumerate(content["items"], 1)}
        rows = []
        for own_id in order:
            row = {"mark": turn.mark(own_id), "text": by_id[own_id]["text"], "place": given.get(own_id, 0)}
            if revealed:
                row |= {"is_right": given.get(own_id) == places[own_id], "wanted": places[own_id]}
            rows.append(row)
        taken = list(given.values())
        doubled = sorted({place for place in taken if taken.count(place) > 1})
        return {"rows": rows, "places": list(range(1, len(by_id) + 1)), "doubled": doubled}

    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        """Each item is a part; its classes are the places at which it may be put."""
        numbers = range(1, len(content["items"]) + 1)
        return {
            item["id"]: [ResponseClass(str(place), str(place), ALL if place == right else NOTHING) for place in numbers]
            for right, item in enumerate(content["items"], 1)
        }

    def classify(self, content: Content, response: Response) -> dict[str, str]:
        return {item["id"]: str((response or {}).get(item["id"], "")) for item in content["items"]}

    def right_said(self, content: Content) -> str:
        return self.said(content, {item["id"]: place for place, item in enumerate(content["items"], 1)})

    def _on_paper(self, content: Content, turn: Turn) -> list[dict[str, Any]]:
        by_id = {item["id"]: item for item in content["items"]}
        return [by_id[each] for each in turn.shuffled(by_id)]

    def on_paper(self, content: Content, turn: Turn) -> list[str] | None:
        if has_picture(item["text"] for item in content["items"]):
            return None
        items = lettered([plain(item["text"]) for item in self._on_paper(content, turn)])
        return [_("(Ghi các chữ cái theo thứ tự đúng.)"), *items]

    def key_on_paper(self, content: Content, turn: Turn) -> str:
        places = [item["id"] for item in self._on_paper(content, turn)]
        return "".join(LETTERS[places.index(item["id"])] for item in content["items"])

    def from_paper(self, content: Content, turn: Turn, text: str) -> dict[str, int] | None:
        if not text.strip():
            return None
        items = self._on_paper(content, turn)
        places = one_letter_each(text, len(items), len(items))
        given = [place for place in places if place >= 0]
        if len(set(given)) < len(given):
            raise BadAnswer(_("Mỗi chữ cái chỉ dùng một lần, theo thứ tự từ đầu đến cuối."))
        return {items[place]["id"]: number for number, place in enumerate(places, 1) if place >= 0} or None

    def said(self, content: Content, response: Response) -> str:
        given = response or {}
        placed = sorted((given[item["id"]], plain(item["text"])) for item in content["items"] if item["id"] in given)
        return "; ".join(f"{place}. {text}" for place, text in placed)

    def guess(self, content: Content) -> Fraction:
        """Of all orders alike: a pair stands together in one of n; all of them in one of n!."""
        number = len(content["items"])
        if content["marking"] == PAIRS:
            return Fraction(1, number)
        ways = 1
        for each in range(2, number + 1):
            ways *= each
        return Fraction(1, ways)

    def words_of_parts(self, content: Content) -> list[str]:
        return [plain(item["text"]) for item in content["items"]]


def _right_pairs(places: Sequence[int]) -> int:
    """How many items stand right behind the one that should be before them. `places` are those of the items in right order."""
    alone = {place for place in places if place and list(places).count(place) == 1}
    return sum(first in alone and second in alone and second == first + 1 for first, second in pairwise(places))


KIND = Ordering()
