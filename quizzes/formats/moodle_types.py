"""How each type of question in Moodle XML is read: an element, and the reader of its texts, to a kind and the value of its block.

No database.
"""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from quizzes.formats.moodle_cloze import cloze_value, gap_select_value, has_asked
from quizzes.formats.questions_of_files import WRONG_CHOICES_COST, Unreadable, number_of, weigh
from quizzes.kinds.formatted import plain
from quizzes.kinds.written import listed

Read = tuple[str, dict[str, Any]]
MOST_DIGITS = 20
_IS_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


class Texts(Protocol):
    """Reads the texts of one question."""

    def html(self, element: Any) -> str: ...
    def line_html(self, element: Any) -> str: ...
    def words(self, element: Any) -> str: ...
    def note(self, code: str, text: str) -> None: ...


def _is_set(element: Any, name: str, *, default: bool) -> bool:
    text = element.findtext(name)
    return default if text is None or not text.strip() else text.strip().casefold() in ("1", "true")


def _percent(answer: Any) -> float:
    try:
        percent = float(answer.get("fraction", "0"))
    except ValueError as error:
        raise Unreadable("fraction", f"phần điểm “{answer.get('fraction')[:20]}” không phải là số.") from error
    if not -100 <= percent <= 100:
        raise Unreadable("fraction", f"phần điểm {percent:g} không nằm trong khoảng từ -100 đến 100.")
    return percent


def _choice(html: str, feedback: str, *, is_right: bool, percent: str | None) -> dict[str, Any]:
    return {"text": html, "is_right": is_right, "feedback": feedback, "percent": percent}


def _multichoice(element: Any, texts: Texts) -> Read:
    answers = [
        (texts.line_html(each), _percent(each), texts.words(each.find("feedback"))) for each in element.iterfind("answer")
    ]
    shuffled = {"is_shuffled": _is_set(element, "shuffleanswers", default=True)}
    if _is_set(element, "single", default=True):
        choices = [
            _choice(html, told, is_right=percent == 100, percent=None if percent in (0, 100) else number_of(percent))
            for html, percent, told in answers
        ]
        return "single", {"choices": listed(choices), **shuffled}
    weighed = weigh([percent for _html, percent, _told in answers])
    if weighed.costs_more:
        texts.note("wrong_choices_cost", WRONG_CHOICES_COST)
    choices = [
        _choice(html, told, is_right=is_right, percent=percent)
        for (html, _percent, told), is_right, percent in zip(answers, weighed.right, weighed.percents, strict=True)
    ]
    return "multiple", {"choices": listed(choices), "marking": weighed.marking, **shuffled}


def _all_or_nothing(element: Any, texts: Texts) -> Read:
    """Type `multichoiceset`, of a plugin that many sites have."""
    choices = [
        _choice(texts.line_html(each), texts.words(each.find("feedback")), is_right=_percent(each) > 0, percent=None)
        for each in element.iterfind("answer")
    ]
    shuffled = _is_set(element, "shuffleanswers", default=True)
    return "multiple", {"choices": listed(choices), "marking": "whole", "is_shuffled": shuffled}


def _true_false(element: Any, texts: Texts) -> Read:
    told = {"true": "", "false": ""}
    right = []
    for answer in element.iterfind("answer"):
        word = (answer.findtext("text") or "").strip().casefold()
        if word not in told:
            raise Unreadable("answer", f"câu đúng hay sai có đáp án “{word[:20]}”; chỉ có true và false.")
        told[word] = texts.words(answer.find("feedback"))
        right += [word] if _percent(answer) == 100 else []
    if len(right) != 1:
        raise Unreadable("answer", "câu đúng hay sai phải có đúng một đáp án được 100 phần trăm.")
    return "true_false", {"is_true": right == ["true"], "feedback_true": told["true"], "feedback_false": told["false"]}


def _short_answer(element: Any, texts: Texts) -> Read:
    answers = [
        {"text": _typed(each), "percent": _typed_percent(each), "feedback": texts.words(each.find("feedback"))}
        for each in element.iterfind("answer")
    ]
    return "short_answer", {
        "answers": listed(answers),
        "keeps_case": _is_set(element, "usecase", default=False),
        "keeps_accents": True,
    }


def _typed(answer: Any) -> str:
    return " ".join((answer.findtext("text") or "").split())


def _typed_percent(answer: Any) -> str | None:
    percent = _percent(answer)
    return None if percent == 100 else number_of(percent)


def _number(element: Any, texts: Texts) -> Read:
    answers = []
    for each in element.iterfind("answer"):
        if _typed(each) == "*":
            # What is said to all others; ours has one explanation for the whole question.
            if told := texts.words(each.find("feedback")):
                texts.note("catch_all", f"lời cho mọi đáp số khác (“{told[:60]}”) không được giữ.")
            continue
        value, tolerance = _decimal(_typed(each)), abs(_decimal((each.findtext("tolerance") or "0").strip() or "0"))
        answers.append(
            {
                "value": format(value.normalize(), "f"),
                "tolerance": format(tolerance.normalize(), "f"),
                "percent": _typed_percent(each),
                "feedback": texts.words(each.find("feedback")),
            }
        )
    return "number", {"answers": listed(answers), "units": listed(_units(element, texts))}


def _units(element: Any, texts: Texts) -> list[dict[str, str]]:
    """The units, of which the first is that of the answer; its number says how many of the others are one of it."""
    units = []
    for each in element.iterfind("units/unit"):
        many = _decimal((each.findtext("multiplier") or "1").strip())
        if not 1e-9 <= abs(many) <= 1e9:
            raise Unreadable("unit", "đơn vị có hệ số bằng 0, hoặc quá lớn hay quá nhỏ.")
        units.append({"name": (each.findtext("unit_name") or "").strip()[:30], "factor": _digits(1 / many)})
    # Moodle may leave the unit to the learner; ours wants it wherever there is one.
    if units and (element.findtext("unitgradingtype") or "0").strip() == "0":
        texts.note("units", "ở Moodle không bắt buộc ghi đơn vị; ở đây phải ghi.")
    return units


def _digits(number: Decimal) -> str:
    return format(round(number, 10).normalize(), "f")


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("Infinity")
    if not (number.is_finite() and -MOST_DIGITS <= number.adjusted() < MOST_DIGITS):
        raise Unreadable("number", f"“{text[:40]}” không phải là số.")
    return number


def _matching(element: Any, texts: Texts) -> Read:
    pairs, more = [], []
    for each in element.iterfind("subquestion"):
        left, right = texts.line_html(each), _typed(each.find("answer")) if each.find("answer") is not None else ""
        right = plain(right) if "<" in right else right
        if left:
            pairs.append({"text": f"<p>{left}</p>", "match": right})
        elif right:
            more.append(right)
    extra = [{"type": "item", "value": text, "id": str(at)} for at, text in enumerate(more)]
    shuffled = _is_set(element, "shuffleanswers", default=True)
    return "matching", {"pairs": listed(pairs), "more": extra, "is_shuffled": shuffled}


def _ordering(element: Any, texts: Texts) -> Read:
    """Type `ordering`; its items stand in their right order, or carry it as their fraction."""
    answers = list(element.iterfind("answer"))
    numbers = [answer.get("fraction", "") for answer in answers]
    if all(map(_IS_NUMBER.fullmatch, numbers)) and len(set(map(float, numbers))) == len(numbers):
        answers.sort(key=lambda answer: float(answer.get("fraction")))
    whole = (element.findtext("gradingtype") or "").strip().upper() in ("ALL_OR_NOTHING", "-1")
    if not whole and (grading := (element.findtext("gradingtype") or "").strip()) not in (
        "",
        "RELATIVE_NEXT_EXCLUDE_LAST",
        "1",
    ):
        texts.note("grading", f"cách cho điểm “{grading[:30]}” được đổi thành: mỗi cặp liền nhau đúng được một phần.")
    items = [{"text": f"<p>{texts.line_html(each)}</p>"} for each in answers]
    return "ordering", {"items": listed(items), "marking": "whole" if whole else "pairs"}


def _cloze(element: Any, texts: Texts) -> Read:
    with_asked = has_asked(element.findtext("questiontext/text") or "")
    return cloze_value(texts.html(element.find("questiontext")), texts.note, with_asked=with_asked)


def _gap_select(element: Any, texts: Texts) -> Read:
    options = [
        (_typed(each), (each.findtext("group") or "1").strip())
        for name in ("selectoption", "dragbox")
        for each in element.iterfind(name)
    ]
    return gap_select_value(texts.html(element.find("questiontext")), options)


READERS_OF_TYPES: dict[str, Callable[[Any, Any], Read]] = {
    "multichoice": _multichoice,
    "multichoiceset": _all_or_nothing,
    "truefalse": _true_false,
    "shortanswer": _short_answer,
    "numerical": _number,
    "matching": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _gap_select,
    "ddwtos": _gap_select,
}
