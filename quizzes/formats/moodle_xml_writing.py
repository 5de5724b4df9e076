"""Questions of ours in Moodle XML. No database."""

import base64
import html
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from lxml import etree

from quizzes.bank.category_paths import path_of_names
from quizzes.formats.moodle_cloze import cloze_text
from quizzes.formats.outside_html import ids_of_pictures, with_images
from quizzes.formats.questions_of_files import CannotSay, KeptQuestion, Picture, number_of
from quizzes.kinds.formatted import plain
from quizzes.kinds.kind import of_percent

HEAD, TAIL = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n', "\n</quiz>\n"
LONGEST_NAME = 100


def write_category(names: Sequence[str]) -> str:
    """The element after which questions are in the category with these names from the top."""
    element = etree.Element("question", type="category")
    path = path_of_names(names).replace(" / ", "/")
    _text(etree.SubElement(element, "category"), f"$course$/top/{path}" if names else "$course$/top")
    return _as_string(element)


def write_question(question: KeptQuestion) -> str:
    """A question as an element `question`. Raises CannotSay."""
    write = _WRITERS.get(question.kind)
    if write is None:
        raise CannotSay("Moodle XML không có kiểu câu hỏi này.")
    element = etree.Element("question", type=_TYPES[question.kind])
    writer = _Writer(element, question.pictures)
    _text(etree.SubElement(element, "name"), plain(question.content["text"])[:LONGEST_NAME] or str(question.pk))
    if question.kind in ("gaps", "gap_lists"):
        writer.cloze(question)
    else:
        writer.formatted("questiontext", question.content["text"])
    writer.formatted("generalfeedback", question.explanation)
    writer.plain("defaultgrade", "1")
    write(writer, question.content)
    if question.hint:
        writer.formatted("hint", html.escape(question.hint, quote=False))
    if question.tags:
        tags = etree.SubElement(element, "tags")
        for tag in question.tags:
            _text(etree.SubElement(tags, "tag"), tag)
    return _as_string(element)


def _as_string(element: Any) -> str:
    text: str = etree.tostring(element, encoding="unicode", pretty_print=True)
    return text.strip()


def _text(parent: Any, text: str) -> None:
    etree.SubElement(parent, "text").text = text


class _Writer:
    """Writes below one element `question`."""

    def __init__(self, element: Any, pictures: Mapping[str, Picture]) -> None:
        self.element = element
        self.pictures = pictures

    def plain(self, name: str, text: str) -> None:
        etree.SubElement(self.element, name).text = text

    def formatted(self, name: str, source: str, parent: Any = None, **attributes: str) -> Any:
        """An element with formatted text and the pictures in it."""
        element = etree.SubElement(self.element if parent is None else parent, name, format="html", **attributes)
        self._fill(element, source)
        return element

    def _fill(self, element: Any, source: str) -> None:
        _text(element, with_images(source, lambda own_id: f"@@PLUGINFILE@@/{quote(self._picture(own_id).name)}"))
        for own_id in dict.fromkeys(ids_of_pictures(source)):
            picture = self._picture(own_id)
            file = etree.SubElement(element, "file", name=picture.name, path="/", encoding="base64")
            file.text = base64.b64encode(picture.content).decode("ascii")

    def _picture(self, own_id: str) -> Picture:
        if own_id not in self.pictures:
            raise CannotSay("Hình trong câu hỏi không còn trong thư viện hình.")
        return self.pictures[own_id]

    def cloze(self, question: KeptQuestion) -> None:
        element = etree.SubElement(self.element, "questiontext", format="html")
        content = question.content
        source = cloze_text(question.kind, content, write=lambda text: text)
        self._fill(element, source)

    def answer(self, percent: str, text: str, feedback: str = "", *, is_html: bool = False) -> Any:
        fraction = number_of(float(of_percent(percent) * 100))
        element = etree.SubElement(
            self.element, "answer", fraction=fraction, format="html" if is_html else "moodle_auto_format"
        )
        if is_html:
            self._fill(element, text)
        else:
            _text(element, text)
        if feedback:
            self.formatted("feedback", html.escape(feedback, quote=False), parent=element)
        return element


def _choices(writer: _Writer, content: Mapping[str, Any], percents: Sequence[str], *, is_single: bool) -> None:
    writer.plain("single", "true" if is_single else "false")
    writer.plain("shuffleanswers", "true" if content["is_shuffled"] else "false")
    for choice, percent in zip(content["choices"], percents, strict=True):
        writer.answer(percent, choice["text"], choice["feedback"], is_html=True)


def _single(writer: _Writer, content: Mapping[str, Any]) -> None:
    _choices(writer, content, [choice["percent"] for choice in content["choices"]], is_single=True)


def _multiple(writer: _Writer, content: Mapping[str, Any]) -> None:
    choices = content["choices"]
    if content["marking"] == "own":
        _choices(writer, content, [choice["percent"] for choice in choices], is_single=False)
        return
    if content["marking"] == "whole":
        # The plugin for all or nothing has no other name for it than its type.
        writer.element.set("type", "multichoiceset")
        _choices(writer, content, ["100" if choice["is_right"] else "0" for choice in choices], is_single=False)
        return
    right = sum(choice["is_right"] for choice in choices)
    share, cost = number_of(100 / right), number_of(-100 / (len(choices) - right)) if right < len(choices) else "0"
    _choices(writer, content, [share if choice["is_right"] else cost for choice in choices], is_single=False)


def _true_false(writer: _Writer, content: Mapping[str, Any]) -> None:
    for word in ("true", "false"):
        writer.answer("100" if content["is_true"] == (word == "true") else "0", word, content["feedback"][word])


def _short_answer(writer: _Writer, content: Mapping[str, Any]) -> None:
    if not content["keeps_accents"]:
        raise CannotSay("Moodle không bỏ qua dấu khi chấm câu trả lời ngắn.")
    writer.plain("usecase", "1" if content["keeps_case"] else "0")
    for answer in content["answers"]:
        writer.answer(answer["percent"], answer["text"], answer["feedback"])


def _number(writer: _Writer, content: Mapping[str, Any]) -> None:
    for answer in content["answers"]:
        element = writer.answer(answer["percent"], answer["value"], answer["feedback"])
        etree.SubElement(element, "tolerance").text = answer["tolerance"]
    units = etree.SubElement(writer.element, "units") if content["units"] else None
    for unit in content["units"]:
        element = etree.SubElement(units, "unit")
        etree.SubElement(element, "multiplier").text = _multiplier(unit["factor"])
        etree.SubElement(element, "unit_name").text = unit["name"]
    if content["units"]:
        writer.plain("unitgradingtype", "1")
        writer.plain("unitpenalty", "1")
        writer.plain("showunits", "0")


def _multiplier(factor: str) -> str:
    """Moodle says how many of the unit are one of the first; ours the other way round. Raises CannotSay where that has no end."""
    many = format((1 / Decimal(factor)).normalize(), "f")
    if Decimal(many) * Decimal(factor) != 1:
        raise CannotSay(f"Moodle không ghi được đơn vị bằng {factor} đơn vị đầu.")
    return many


def _matching(writer: _Writer, content: Mapping[str, Any]) -> None:
    writer.plain("shuffleanswers", "true" if content["is_shuffled"] else "false")
    texts = {option["id"]: option["text"] for option in content["options"]}
    used = {pair["option"] for pair in content["pairs"]}
    rows = [(pair["text"], texts[pair["option"]]) for pair in content["pairs"]]
    for left, right in [*rows, *(("", text) for own_id, text in texts.items() if own_id not in used)]:
        element = writer.formatted("subquestion", left)
        _text(etree.SubElement(element, "answer"), right)


def _ordering(writer: _Writer, content: Mapping[str, Any]) -> None:
    writer.plain("gradingtype", "ALL_OR_NOTHING" if content["marking"] == "whole" else "RELATIVE_NEXT_EXCLUDE_LAST")
    for number, item in enumerate(content["items"], 1):
        element = writer.formatted("answer", item["text"])
        element.set("fraction", str(number))


def _nothing_more(writer: _Writer, content: Mapping[str, Any]) -> None:
    """All is in the text of the question."""


_TYPES = {
    "single": "multichoice", "multiple": "multichoice", "true_false": "truefalse", "short_answer": "shortanswer",
    "number": "numerical", "matching": "matching", "ordering": "ordering", "gaps": "cloze", "gap_lists": "cloze",
}  # fmt: skip
_WRITERS = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "short_answer": _short_answer,
    "number": _number,
    "matching": _matching,
    "ordering": _ordering,
    "gaps": _nothing_more,
    "gap_lists": _nothing_more,
}
