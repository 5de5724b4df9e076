"""A number, with a tolerance and a unit."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from quizzes.kinds.formatted import is_empty
from quizzes.kinds.kind import ALL, NOTHING, Content, Kind, Response, ResponseClass, Sent, bounded, of_percent
from quizzes.kinds.paper import DOTS
from quizzes.kinds.short_answer import read_text
from quizzes.kinds.turn import Turn
from quizzes.kinds.written import KindBlock, feedback_block, percent_block, percent_of, text_block, text_of
from rosters.names import clean_text, fold

MOST_DIGITS, LONGEST_UNIT = 30, 30
# What an author writes has so many digits at the most.
_SIZE: Any = {"max_digits": 24, "decimal_places": 10}
_NUMBER = re.compile(r"^([-+−–]?)\s*((?:\d[\d.,\s]*|[.,]\d+)(?:e[-+]?\d{1,3})?)\s*(.*)$", re.IGNORECASE)


def readings(text: str) -> tuple[set[Decimal], str]:
    """The numbers that `text` may mean, and the unit behind it.

    1.234,5 and 1,234.5 and 1 234,5 and 1234.5 are one number; 1.234 is 1234 as it is written in Vietnam, or 1,234 in a country
    that writes a point: both are meant. No number: an empty set.
    """
    found = _NUMBER.match(clean_text(text))
    if not found:
        return set(), ""
    sign, digits, unit = found.groups()
    plain, _e, power = digits.casefold().replace(" ", "").partition("e")
    plain = plain.rstrip(".,")
    ways = {_with_point(plain, point) for point in ".,"} - {""}
    negative = sign in ("-", "−", "–")
    numbers = {_decimal(f"{way}e{power or 0}") for way in ways if sum(map(str.isdigit, way)) <= MOST_DIGITS} - {None}
    return {-number if negative else number for number in numbers if number is not None}, unit.strip()


def _with_point(digits: str, point: str) -> str:
    """`digits` where `point` begins the fraction and the other sign parts thousands, for Python; empty where that cannot be."""
    other = "," if point == "." else "."
    whole, found, rest = digits.partition(point)
    if point in rest or other in rest or (found and not rest):
        return ""
    groups = whole.split(other)
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        return ""
    return f"{''.join(groups) or '0'}.{rest or '0'}"


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


class Number(Kind):
    """Its content has `text`, `answers` of `id, value, tolerance, percent, feedback`, and `units` of `name, factor`.

    A response is the typed text. Where there are units one must stand behind the number, and its factor says how many of
    the first unit it is; where there are none any unit may stand there.
    """

    name, label, order = "number", gettext_lazy("Điền số"), 70
    template = "quizzes/kinds/typed.html"

    def block(self) -> blocks.StructBlock:
        answer = blocks.StructBlock(
            [
                ("value", blocks.DecimalBlock(label=gettext_lazy("Số"), **_SIZE)),
                ("tolerance", blocks.DecimalBlock(label=gettext_lazy("Sai số cho phép"), default=0, min_value=0, **_SIZE)),
                ("percent", percent_block()),
                ("feedback", feedback_block()),
            ],
            label=gettext_lazy("Đáp số"),
        )
        unit = blocks.StructBlock(
            [
                ("name", blocks.CharBlock(label=gettext_lazy("Đơn vị"), max_length=LONGEST_UNIT)),
                ("factor", blocks.DecimalBlock(label=gettext_lazy("Bằng mấy đơn vị đầu tiên"), default=1, **_SIZE)),
            ],
            label=gettext_lazy("Đơn vị"),
        )
        units = blocks.ListBlock(
            unit,
            label=gettext_lazy("Đơn vị phải ghi"),
            default=[],
            help_text=gettext_lazy("Để trống nếu chỉ cần con số. Ví dụ: đồng (1) và nghìn đồng (1000)."),
        )
        parts = [
            ("text", text_block()),
            ("answers", blocks.ListBlock(answer, label=gettext_lazy("Đáp số được nhận"), min_num=1)),
        ]
        return KindBlock(self, [*parts, ("units", units)], icon="order")

    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        answers = [
            {
                "id": each.id,
                "value": _as_text(each.value["value"]),
                "tolerance": _as_text(each.value["tolerance"] or 0),
                "percent": percent_of(each.value, is_right=True),
                "feedback": each.value["feedback"] or "",
            }
            for each in value["answers"].bound_blocks
        ]
        units = [{"name": clean_text(each["name"] or ""), "factor": _as_text(each["factor"])} for each in value["units"]]
        return {"text": text_of(value), "answers": answers, "units": units}

    def problems(self, content: Content) -> list[str]:
        found = [_("Chưa có câu hỏi.")] if is_empty(content["text"]) else []
        if not content["answers"] or any(not answer["value"] for answer in content["answers"]):
            found.append(_("Có đáp số để trống."))
        elif not any(bounded(of_percent(answer["percent"])) == ALL for answer in content["answers"]):
            found.append(_("Cần ít nhất một đáp số được 100% điểm."))
        if any(not unit["name"] or not unit["factor"] or not Decimal(unit["factor"]) for unit in content["units"]):
            found.append(_("Mỗi đơn vị cần có tên và một số khác 0."))
        return found

    def read(self, content: Content, turn: Turn, sent: Sent) -> str | None:
        return read_text(sent(""))

    def fraction(self, content: Content, response: Response) -> Fraction:
        answer = _fitting(content, response)
        return bounded(of_percent(answer["percent"])) if answer else NOTHING

    def shown(self, content: Content, turn: Turn, response: Response, *, revealed: bool) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "answer": response or "", "is_number": True, "units": [unit["name"] for unit in content["units"]],
        }  # fmt: skip
        if not revealed:
            return shown
        answer = _fitting(content, response)
        wanted = [_told(each, content) for each in content["answers"] if bounded(of_percent(each["percent"])) == ALL]
        return shown | {
            "fraction": self.fraction(content, response),
            "feedback": answer["feedback"] if answer else "",
            "wanted": wanted,
        }

    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        return {
            "": [ResponseClass(each["id"], _told(each, content), of_percent(each["percent"])) for each in content["answers"]]
        }

    def classify(self, content: Content, response: Response) -> dict[str, str]:
        answer = _fitting(content, response)
        return {"": answer["id"] if answer else ""}

    def on_paper(self, content: Content, turn: Turn) -> list[str] | None:
        units = ", ".join(unit["name"] for unit in content["units"])
        return [f"{DOTS} " + _("(ghi cả đơn vị: %(units)s)") % {"units": units}] if units else [DOTS]

    def key_on_paper(self, content: Content, turn: Turn) -> str:
        right = (answer for answer in content["answers"] if bounded(of_percent(answer["percent"])) == ALL)
        return next((_told(answer, content) for answer in right), "")

    def from_paper(self, content: Content, turn: Turn, text: str) -> str | None:
        return read_text([text])

    def said(self, content: Content, response: Response) -> str:
        return str(response or "")

    def guess(self, content: Content) -> Fraction:
        return NOTHING

    def words_of_parts(self, content: Content) -> list[str]:
        return []


def _fitting(content: Content, response: Response) -> dict[str, Any] | None:
    numbers, unit = readings(response or "")
    factors = {fold(each["name"]): Decimal(each["factor"]) for each in content["units"]}
    if factors and fold(unit) not in factors:
        return None
    factor = factors.get(fold(unit), Decimal(1))
    for answer in content["answers"]:
        wanted, tolerance = Decimal(answer["value"]), Decimal(answer["tolerance"])
        if any(abs(number * factor - wanted) <= tolerance for number in numbers):
            found: dict[str, Any] = answer
            return found
    return None


def _as_text(number: Any) -> str:
    return "" if number is None else format(Decimal(number).normalize(), "f")


def _told(answer: dict[str, Any], content: Content) -> str:
    """The right answer, as it is written in Vietnam."""
    unit = f" {content['units'][0]['name']}" if content["units"] else ""
    tolerance = f" ± {_in_vietnam(answer['tolerance'])}" if Decimal(answer["tolerance"]) else ""
    return f"{_in_vietnam(answer['value'])}{tolerance}{unit}"


def _in_vietnam(number: str) -> str:
    whole, _point, rest = number.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if whole.startswith("-0") else ""
    return f"{sign}{grouped},{rest}" if rest else grouped


KIND = Number()
