"""A few words typed by the learner."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from quizzes.kinds.comparing import LONGEST_ANSWER, MOST_STARS, is_wanted, parts_between_stars, without_stars
from quizzes.kinds.formatted import is_empty
from quizzes.kinds.kind import ALL, NOTHING, Content, Kind, Response, ResponseClass, Sent, bounded, of_percent
from quizzes.kinds.paper import DOTS
from quizzes.kinds.turn import Turn
from quizzes.kinds.written import MOST_CHARACTERS, KindBlock, feedback_block, percent_block, percent_of, text_block, text_of
from rosters.names import clean_text


class ShortAnswer(Kind):
    """Its content has `text`, `answers` of `id, text, percent, feedback`, `keeps_case` and `keeps_accents`.

    A response is the typed text. The first answer that it fits tells its fraction.
    """

    name, label, order = "short_answer", gettext_lazy("Điền câu trả lời ngắn"), 60
    template = "quizzes/kinds/typed.html"

    def block(self) -> blocks.StructBlock:
        answer = blocks.StructBlock(
            [
                ("text", blocks.CharBlock(label=gettext_lazy("Câu trả lời"), max_length=MOST_CHARACTERS)),
                ("percent", percent_block()),
                ("feedback", feedback_block()),
            ],
            label=gettext_lazy("Câu trả lời"),
        )
        answers = blocks.ListBlock(
            answer,
            label=gettext_lazy("Các câu trả lời được nhận"),
            min_num=1,
            help_text=gettext_lazy(
                "Dấu * thay cho chữ bất kỳ: “mật khẩu*” nhận cả “mật khẩu mạnh”. Câu đầu tiên khớp được tính."
            ),
        )
        return KindBlock(self, [("text", text_block()), ("answers", answers), *tolerance_blocks()], icon="pilcrow")

    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        answers = [
            {
                "id": each.id,
                "text": clean_text(each.value["text"] or ""),
                "percent": percent_of(each.value, is_right=True),
                "feedback": each.value["feedback"] or "",
            }
            for each in value["answers"].bound_blocks
        ]
        return {"text": text_of(value), "answers": answers} | tolerance_of(value)

    def problems(self, content: Content) -> list[str]:
        found = [_("Chưa có câu hỏi.")] if is_empty(content["text"]) else []
        if not content["answers"] or any(not answer["text"] for answer in content["answers"]):
            found.append(_("Có câu trả lời để trống."))
        if any(len(parts_between_stars(answer["text"])) - 1 > MOST_STARS for answer in content["answers"]):
            found.append(_("Một câu trả lời có quá nhiều dấu *. Nhiều nhất là %(most)s.") % {"most": MOST_STARS})
        if not any(bounded(of_percent(answer["percent"])) == ALL for answer in content["answers"]):
            found.append(_("Cần ít nhất một câu trả lời được 100% điểm."))
        return found

    def read(self, content: Content, turn: Turn, sent: Sent) -> str | None:
        return read_text(sent(""))

    def fraction(self, content: Content, response: Response) -> Fraction:
        answer = self._fitting(content, response)
        return bounded(of_percent(answer["percent"])) if answer else NOTHING

    def _fitting(self, content: Content, response: Response) -> dict[str, Any] | None:
        fits = (answer for answer in content["answers"] if fits_answer(response or "", answer["text"], content))
        return next(fits, None) if response else None

    def shown(self, content: Content, turn: Turn, response: Response, *, revealed: bool) -> dict[str, Any]:
        shown: dict[str, Any] = {"answer": response or ""}
        if not revealed:
            return shown
        answer = self._fitting(content, response)
        wanted = [without_stars(each["text"]) for each in content["answers"] if bounded(of_percent(each["percent"])) == ALL]
        return shown | {
            "fraction": self.fraction(content, response),
            "feedback": answer["feedback"] if answer else "",
            "wanted": wanted,
        }

    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        return {"": [ResponseClass(each["id"], each["text"], of_percent(each["percent"])) for each in content["answers"]]}

    def classify(self, content: Content, response: Response) -> dict[str, str]:
        answer = self._fitting(content, response)
        return {"": answer["id"] if answer else ""}

    def on_paper(self, content: Content, turn: Turn) -> list[str] | None:
        return [DOTS]

    def key_on_paper(self, content: Content, turn: Turn) -> str:
        right = (answer for answer in content["answers"] if bounded(of_percent(answer["percent"])) == ALL)
        return next((without_stars(answer["text"]) for answer in right), "")

    def from_paper(self, content: Content, turn: Turn, text: str) -> str | None:
        return read_text([text])

    def said(self, content: Content, response: Response) -> str:
        return str(response or "")

    def guess(self, content: Content) -> Fraction:
        # Of no use where any text is taken; who writes `*` wants to hear what people say.
        return NOTHING

    def words_of_parts(self, content: Content) -> list[str]:
        return []


def tolerance_blocks() -> list[tuple[str, blocks.Block]]:
    """What the author says of capitals and accents."""
    accents = gettext_lazy("Không chọn thì “mat khau” cũng được nhận là “mật khẩu”.")
    return [
        ("keeps_case", blocks.BooleanBlock(label=gettext_lazy("Phân biệt chữ hoa, chữ thường"), required=False)),
        ("keeps_accents", blocks.BooleanBlock(label=gettext_lazy("Phải gõ đúng dấu"), required=False, help_text=accents)),
    ]


def tolerance_of(value: blocks.StructValue) -> dict[str, bool]:
    return {"keeps_case": bool(value["keeps_case"]), "keeps_accents": bool(value["keeps_accents"])}


def fits_answer(response: str, wanted: str, content: Content) -> bool:
    return is_wanted(response, wanted, keeps_case=content["keeps_case"], keeps_accents=content["keeps_accents"])


def read_text(values: Any) -> str | None:
    """What was typed, in one Unicode form; None for nothing."""
    typed = clean_text(str(values[-1])[:LONGEST_ANSWER]) if values else ""
    return typed or None


KIND = ShortAnswer()
