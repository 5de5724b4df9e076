"""One right choice of several."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from quizzes.kinds.choices import ChoiceKind, fraction_of
from quizzes.kinds.kind import ALL, NOTHING, Content, Response, bounded
from quizzes.kinds.written import KindBlock


class Single(ChoiceKind):
    """The chosen choice earns its own fraction; of a form that was sent with two, none counts."""

    name, label, order = "single", gettext_lazy("Chọn một phương án"), 10

    def block(self) -> blocks.StructBlock:
        return KindBlock(self, self.parts_of_block(), icon="radio-full")

    def problems(self, content: Content) -> list[str]:
        found = super().problems(content)
        right = [choice for choice in content["choices"] if choice["is_right"]]
        if len(right) > 1:
            text = _("Có %(number)s phương án đúng. Chỉ để lại một, hoặc dùng kiểu “Chọn nhiều phương án”.")
            found.append(text % {"number": len(right)})
        if right and max(map(fraction_of, content["choices"])) != ALL:
            found.append(_("Phương án đúng phải được 100% điểm."))
        if any(fraction_of(choice) >= ALL for choice in content["choices"] if not choice["is_right"]):
            found.append(_("Phương án sai không thể được 100% điểm."))
        return found

    def fraction(self, content: Content, response: Response) -> Fraction:
        chosen = [choice for choice in content["choices"] if choice["id"] in (response or [])]
        return bounded(fraction_of(chosen[0])) if len(chosen) == 1 else NOTHING

    def classify(self, content: Content, response: Response) -> dict[str, str]:
        return {"": response[0] if response and len(response) == 1 else ""}

    def guess(self, content: Content) -> Fraction:
        fractions = [bounded(fraction_of(choice)) for choice in content["choices"]]
        return Fraction(sum(fractions), len(fractions))

    def shown(self, content: Content, turn: Any, response: Any, *, revealed: bool) -> dict[str, Any]:
        return super().shown(content, turn, (response or [])[:1], revealed=revealed)


KIND = Single()
