"""Point at the picture: tap the place where you would press.

Each zone is a radio button that lies over its part of the picture, and so is the rest of the picture: it is tapped, reached by
keyboard, named by a screen reader and sent without JavaScript, all in one way.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter
from wagtail.images.blocks import ImageChooserBlock

from quizzes.kinds.formatted import is_empty
from quizzes.kinds.kind import ALL, NOTHING, Content, Kind, Response, ResponseClass, Sent, bounded, of_percent
from quizzes.kinds.turn import Turn
from quizzes.kinds.written import KindBlock, feedback_block, percent_block, percent_of, text_block, text_of

# The rest of the picture.
ELSEWHERE = "elsewhere"
FEWEST, MOST = 2, 12
# In per cent of the width and of the height: on a narrow phone a finger needs 24 pixels (WCAG 2.5.8).
NARROWEST, LOWEST = 8, 4
# The drawing is so wide, whatever the picture; places are told in its units.
WIDTH = 1000
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_EMPTY = {"name": "", "place": "", "is_right": False, "feedback": "", "percent": None}


class PointBlock(KindBlock):
    """The zones are drawn on the picture (static/quizzes/admin/zones.js), or typed."""


def place_of(text: str) -> list[float] | None:
    """Left, top, width and height in per cent of the picture, as "12 30 25 8" says them; None for what says no place in it."""
    found = [float(number.replace(",", ".")) for number in _NUMBER.findall(text)]
    if len(found) != 4:
        return None
    left, top, width, height = found
    return found if width > 0 and height > 0 and left + width <= 100.5 and top + height <= 100.5 else None


class Point(Kind):
    """Its content has `id, text, picture` (of Wagtail, None without), its `width` and `height`, and `zones` of `id, name, place, is_right,
    percent, feedback`; `place` is what place_of gives. A response is the id of a zone, or ELSEWHERE.
    """

    name, label, order = "point", gettext_lazy("Chỉ vào hình"), 100

    def block(self) -> blocks.StructBlock:
        zone = blocks.StructBlock(
            [
                ("name", blocks.CharBlock(label=gettext_lazy("Tên chỗ ấy, ví dụ: nút Gửi hồ sơ"), max_length=120)),
                (
                    "place",
                    blocks.CharBlock(
                        label=gettext_lazy("Chỗ trên hình"),
                        max_length=60,
                        help_text=gettext_lazy(
                            "Kéo trên hình ở trên để vẽ. Hoặc gõ bốn số, phần trăm của hình: cách trái, cách trên, rộng, cao."
                        ),
                    ),
                ),
                ("is_right", blocks.BooleanBlock(label=gettext_lazy("Bấm vào đây là đúng"), required=False)),
                ("feedback", feedback_block()),
                ("percent", percent_block()),
            ],
            label=gettext_lazy("Chỗ"),
        )
        zones = blocks.ListBlock(
            zone, label=gettext_lazy("Các chỗ trên hình"), min_num=FEWEST, max_num=MOST, default=[_EMPTY] * FEWEST
        )
        parts: list[tuple[str, blocks.Block]] = [
            ("text", text_block()),
            ("picture", ImageChooserBlock(label=gettext_lazy("Hình"), required=True)),
            ("zones", zones),
        ]
        return PointBlock(self, parts, icon="crosshairs")

    def content(self, value: blocks.StructValue, own_id: str) -> dict[str, Any]:
        picture = value["picture"]
        zones = [
            {
                "id": each.id,
                "name": (each.value["name"] or "").strip(),
                "place": place_of(each.value["place"] or ""),
                "is_right": bool(each.value["is_right"]),
                "percent": percent_of(each.value, is_right=bool(each.value["is_right"])),
                "feedback": each.value["feedback"] or "",
            }
            for each in value["zones"].bound_blocks
        ]
        return {
            "id": own_id,
            "text": text_of(value),
            "picture": picture.pk if picture else None,
            "width": picture.width if picture else 0,
            "height": picture.height if picture else 0,
            "zones": zones,
        }

    def problems(self, content: Content) -> list[str]:
        zones, found = content["zones"], []
        names = [zone["name"].casefold() for zone in zones]
        if is_empty(content["text"]):
            found.append(_("Chưa có câu hỏi."))
        if not content["picture"]:
            found.append(_("Chưa chọn hình."))
        for number, zone in enumerate(zones, 1):
            found += _problems_of_zone(number, zone)
        if len(set(names)) < len(names):
            found.append(_("Có hai chỗ cùng tên. Người dùng bàn phím chỉ nghe tên, nên mỗi chỗ cần một tên."))
        if not any(zone["is_right"] for zone in zones):
            found.append(_("Chưa có chỗ nào được đánh dấu đúng."))
        if all(zone["is_right"] for zone in zones):
            found.append(_("Cần ít nhất một chỗ sai có tên, để người dùng bàn phím cũng phải chọn."))
        if zones and max(map(_fraction_of, zones)) != ALL:
            found.append(_("Chỗ đúng phải được 100% điểm."))
        return found

    def read(self, content: Content, turn: Turn, sent: Sent) -> str | None:
        by_mark = {turn.mark(_own(content, each)): each for each in _answers(content)}
        chosen = {by_mark[mark] for mark in sent("") if mark in by_mark}
        return chosen.pop() if len(chosen) == 1 else None

    def fraction(self, content: Content, response: Response) -> Fraction:
        return next((_fraction_of(zone) for zone in content["zones"] if zone["id"] == response), NOTHING)

    def shown(self, content: Content, turn: Turn, response: Response, *, revealed: bool) -> dict[str, Any]:
        height = round(WIDTH * content["height"] / (content["width"] or 1))
        # What is large lies below what is small.
        zones = sorted((zone for zone in content["zones"] if zone["place"]), key=lambda zone: -_area(zone))
        shown = [
            _shown(zone, height, turn.mark(zone["id"]), is_chosen=zone["id"] == response, revealed=revealed) for zone in zones
        ]
        return {
            "picture": content["picture"],
            "width": WIDTH,
            "height": height,
            "zones": shown,
            "elsewhere": turn.mark(_own(content, ELSEWHERE)),
            "is_elsewhere": response == ELSEWHERE,
        }

    def classes(self, content: Content) -> dict[str, list[ResponseClass]]:
        zones = [ResponseClass(zone["id"], zone["name"], _fraction_of(zone)) for zone in content["zones"]]
        return {"": [*zones, ResponseClass(ELSEWHERE, _("Chỗ khác trên hình"), NOTHING)]}

    def classify(self, content: Content, response: Response) -> dict[str, str]:
        return {"": response if response in _answers(content) else ""}

    def guess(self, content: Content) -> Fraction:
        """As much as of the picture is right."""
        areas = (Fraction(_area(zone)) / 10_000 * _fraction_of(zone) for zone in content["zones"] if zone["place"])
        return min(ALL, sum(areas, NOTHING))

    def words_of_parts(self, content: Content) -> list[str]:
        return []


def _problems_of_zone(number: int, zone: Mapping[str, Any]) -> list[str]:
    found = []
    if not zone["name"]:
        found.append(_("Chỗ %(number)s chưa có tên.") % {"number": number})
    if not zone["place"]:
        found.append(
            _("Chỗ %(number)s chưa được vẽ trên hình, hoặc bốn số không nằm trong hình. Ví dụ: 12 30 25 8.")
            % {"number": number}
        )
    elif zone["place"][2] < NARROWEST or zone["place"][3] < LOWEST:
        found.append(
            _("Chỗ %(number)s quá nhỏ cho ngón tay: rộng ít nhất %(width)s%%, cao ít nhất %(height)s%% của hình.")
            % {"number": number, "width": NARROWEST, "height": LOWEST}
        )
    return found


def _fraction_of(zone: Mapping[str, Any]) -> Fraction:
    return bounded(of_percent(zone["percent"]))


def _area(zone: Mapping[str, Any]) -> float:
    return float(zone["place"][2] * zone["place"][3])


def _answers(content: Content) -> list[str]:
    return [*(zone["id"] for zone in content["zones"]), ELSEWHERE]


def _own(content: Content, answer: str) -> str:
    """An id that no other question has: that of a zone is random already."""
    return f"{content['id']}:{ELSEWHERE}" if answer == ELSEWHERE else answer


def _shown(zone: Mapping[str, Any], height: int, mark: str, *, is_chosen: bool, revealed: bool) -> dict[str, Any]:
    shown = {"mark": mark, "name": zone["name"], "is_chosen": is_chosen, **_in_drawing(zone["place"], height)}
    if not revealed:
        return shown
    outcome = "right" if _fraction_of(zone) == ALL else "wrong" if is_chosen else ""
    return shown | {"outcome": outcome, "feedback": zone["feedback"] if outcome else ""}


def _in_drawing(place: Sequence[float], height: int) -> dict[str, int]:
    left, top, wide, high = place
    return {
        "x": round(left * WIDTH / 100),
        "y": round(top * height / 100),
        "wide": round(wide * WIDTH / 100),
        "high": round(high * height / 100),
    }


class PointBlockAdapter(StructBlockAdapter):
    """The block in the editor, with the picture to draw on."""

    js_constructor = "quizzes.kinds.PointBlock"

    def js_args(self, block: PointBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        words = {
            "drawHere": _("Kéo trên hình để vẽ chỗ đang chọn. Bấm vào một chỗ để vẽ lại."),
            "zone": _("Chỗ %s"),
            "picture": reverse("question_picture", args=[0]),
        }
        return [name, children, meta | {"words": words}]

    @property
    def media(self) -> Any:
        return super().media + forms.Media(js=["quizzes/admin/zones.js"], css={"all": ["quizzes/admin/zones.css"]})


register(PointBlockAdapter(), PointBlock)
KIND = Point()
