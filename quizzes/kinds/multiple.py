"""Several choices that are right together."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from quizzes.kinds.choices import ChoiceKind, fraction_of, sum_of
from quizzes.kinds.kind import ALL, NOTHING, Content, Response, ResponseClass, bounded
from quizzes.kinds.written import KindBlock

# All of the right ones and none else, a share for each right one less a share for each wrong one, or the author's own per cents.
WHOLE, SHARES, OWN = "whole", "shares", "own"


class Multiple(ChoiceKind):
    """`marking` says how a part of the right choices counts. Choosing everything never earns anything in parts.

    Shares: (right chosen / all right) - (wrong chosen / all wrong), and never below 0.
    """

    name, label, order = "multiple", gettext_lazy("Chọn nhiều phương án"), 20
    is_multiple = True

    def block(self) -> blocks.StructBlock:
        marking = blocks.ChoiceBlock(
            choices=[
                (WHOLE, gettext_lazy("Đúng hết mới được điểm")),
                (SHARES, gettext_lazy("Mỗi ý đúng được một phần, mỗi ý sai bị trừ một phần")),
                (OWN, gettext_lazy("Theo phần điểm ghi ở từng phương án")),
            ],
            default=WHOLE,
            label=gettext_lazy("Cách cho điểm"),
        )
        return KindBlock(self, [*self.parts_of_block(), ("marking", marking)], icon="tasks")

    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        return super().content(value, own_id) | {"marking": value["marking"] or WHOLE}

    def problems(self, content: Content) -> list[str]:
        found = super().problems(content)
        choices, marking = content["choices"], content["marking"]
        right = [choice for choice in choices if choice["is_right"]]
        if marking == SHARES and len(right) == len(choices):
            found.append(_("Mọi phương án đều đúng: chọn hết là được điểm. Thêm phương án sai, hoặc đổi cách cho điểm."))
        if marking == OWN and right and bounded(sum_of(right)) != ALL:
            found.append(_("Phần điểm của các phương án đúng phải cộng lại thành 100%."))
        if marking == OWN and sum_of(choices) > NOTHING:
            found.append(_("Chọn hết mọi phương án vẫn được điểm. Ghi phần điểm âm cho các phương án sai."))
        if marking == OWN and any(not choice["is_right"] and fraction_of(choice) > NOTHING for choice in choices):
            found.append(_("Phương án sai không thể được điểm. Ghi 0 hoặc số âm."))
        return found

    def fraction(self, content: Content, response: Response) -> Fraction:
        chosen = set(response or [])
        right = {choice["id"] for choice in content["choices"] if choice["is_right"]}
        wrong = {choice["id"] for choice in content["choices"]} - right
        if not chosen:
            return NOTHING
        if content["marking"] == OWN:
            return bounded(sum_of(choice for choice in content["choices"] if choice["id"] in chosen))
        if content["marking"] == SHARES:
            return bounded(_share(chosen, right) - _share(chosen, wrong))
        return ALL if chosen == right else NOTHING

    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        """Each choice is a part of its own: it is chosen, or not."""
        return {part: [found] for found in super().classes(content)[""] for part in [found.id]}

    def classify(self, content: Content, response: Response) -> dict[str, str]:
        return {choice["id"]: choice["id"] if choice["id"] in (response or []) else "" for choice in content["choices"]}

    def guess(self, content: Content) -> None:
        """None, as in Moodle: nobody ticks each choice with a coin."""
        return


def _share(chosen: set[str], ids: set[str]) -> Fraction:
    return Fraction(len(chosen & ids), len(ids)) if ids else NOTHING


KIND = Multiple()
