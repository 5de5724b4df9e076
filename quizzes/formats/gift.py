"""GIFT, the plain text in which Moodle's teachers write questions. Read and written as docs.moodle.org/en/GIFT_format says. No database.

Escaped signs (`\\~ \\= \\# \\{ \\} \\: \\\\` and `\\n`) are put aside first, so that what is left of these signs has its meaning.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from quizzes.bank.category_paths import BadCategory, names_of_path, path_of_names
from quizzes.formats.outside_html import clean_html, lost_tags
from quizzes.formats.questions_of_files import (
    WRONG_CHOICES_COST,
    CannotSay,
    FoundQuestion,
    FoundQuestions,
    KeptQuestion,
    Problem,
    Unreadable,
    is_plain,
    number_of,
    weigh,
)
from quizzes.kinds.formatted import as_html, as_line, in_line, plain
from quizzes.kinds.written import listed

_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_SIGNS = "~=#{}:\\n"
_ASIDE = {sign: chr(0xE000 + at) for at, sign in enumerate(_SIGNS)}
_BACK = str.maketrans({aside: "\n" if sign == "n" else sign for sign, aside in _ASIDE.items()})
_TITLE = re.compile(r"^::(.*?)::\s*", re.DOTALL)
_FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]\s*", re.IGNORECASE)
_WEIGHT = re.compile(r"^\s*%(-?\d+(?:[.,]\d+)?)%")
_TRUTH = re.compile(r"^\s*(T|TRUE|F|FALSE)\s*(?:#|$)", re.IGNORECASE)
_ANSWER = re.compile(r"([=~])([^=~]*)")
_RANGE = re.compile(r"^\s*(-?\d*\.?\d+)\s*\.\.\s*(-?\d*\.?\d+)\s*$")
GAP = " _____ "
LONGEST_TOLD = 60
MOST_DIGITS = 20


@dataclass(frozen=True)
class _Answer:
    """One answer between the braces: whether a sign `=` stands before it, its weight in per cent or None, text and feedback."""

    is_right: bool
    weight: float | None
    text: str
    feedback: str


def read_gift(text: str) -> FoundQuestions:
    """The questions of a text in GIFT. What cannot be taken is a problem with its line; the others are found all the same."""
    found = FoundQuestions()
    categories = _categories(text, found)
    lines = [line for line, _names in categories]
    for line, block in _blocks(text):
        try:
            question = _read(line, block, found)
            place = bisect(lines, line)
            question.category = categories[place - 1][1] if place else []
            found.questions.append(question)
        except Unreadable as error:
            found.problems.append(Problem(line, error.code, f"Dòng {line}: {error}"))
    if not found.questions and not found.problems:
        found.problems.append(Problem(1, "no_questions", "Tệp không có câu hỏi nào."))
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without those of comments."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.lstrip().startswith("//"):
            yield number, line


def _categories(text: str, found: FoundQuestions) -> list[tuple[int, list[str]]]:
    """The lines that name a category for what follows, with its names from the top."""
    categories = []
    for number, line in _lines(text):
        if line.startswith("$CATEGORY:"):
            try:
                categories.append((number, names_of_category(line.partition(":")[2])))
            except BadCategory as error:
                found.problems.append(Problem(number, "category", f"Dòng {number}: {error}"))
    return categories


def names_of_category(path: str) -> list[str]:
    """The names in Moodle's path of a category, without the words for the course and for its top. Raises BadCategory."""
    own = re.sub(r"^\s*\$\w+\$\s*(?:/|$)", "", path)
    own = re.sub(r"^\s*top\s*(?:/|$)", "", own)
    return names_of_path(own) if own.strip() else []


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """What stands between empty lines, with the number of its first line."""
    first, block = 0, ""
    for number, line in [*_lines(text), (0, "")]:
        if line.strip() and not line.startswith("$CATEGORY:"):
            first, block = first or number, f"{block}\n{line}" if block else line
        elif block:
            yield first, block
            first, block = 0, ""


def _read(line: int, block: str, found: FoundQuestions) -> FoundQuestion:
    source = _ESCAPED.sub(lambda sign: _ASIDE[sign[1]], block.strip())
    source = _TITLE.sub("", source)
    is_html = False
    if stated := _FORMAT.match(source):
        is_html, source = stated[1].casefold() == "html", source[stated.end() :]
    before, opened, rest = source.partition("{")
    inside, closed, after = rest.partition("}")
    if not opened:
        raise Unreadable("description", "đoạn này không có câu trả lời trong ngoặc nhọn { }. Đoạn mô tả không phải câu hỏi.")
    if not closed or "{" in inside + after or "}" in after:
        raise Unreadable("braces", "ngoặc nhọn { } không đủ đôi. Mỗi câu có một cặp; ngoặc trong lời viết là \\{ và \\}.")
    # A gap in the middle of a sentence, to be filled with one of the answers.
    asked = f"{before.rstrip()}{GAP}{after.lstrip()}" if after.strip() else before
    inside, _marks, general = inside.partition("####")
    kind, value = _kind_and_value(inside, line, found)
    text = _said(asked)
    if is_html and (lost := lost_tags(_said(source))):
        found.notes.append(Problem(line, "html_reduced", f"Dòng {line}: {told_lost(lost)}"))
    value = {"text": clean_html(text) if is_html else as_html(text), **value}
    return FoundQuestion(line, kind, value, _block_html(general))


def told_lost(tags: list[str]) -> str:
    return f"chữ được giữ, còn {', '.join(f'<{tag}>' for tag in tags)} thì bỏ."


def _said(source: str) -> str:
    """The words of a part, with escaped signs as themselves."""
    return source.translate(_BACK).strip()


def _inline(source: str) -> tuple[str, bool]:
    """The words of an answer, and whether they are HTML."""
    stated = _FORMAT.match(source.strip())
    return (_said(source.strip()[stated.end() :]), stated[1].casefold() == "html") if stated else (_said(source), False)


def _line_html(source: str) -> str:
    text, is_html = _inline(source)
    return in_line(clean_html(text)) if is_html else as_line(text)


def _block_html(source: str) -> str:
    text, is_html = _inline(source)
    return clean_html(text) if is_html else as_html(text)


def _plain_text(source: str) -> str:
    text, is_html = _inline(source)
    return plain(clean_html(text)) if is_html else " ".join(text.split())


def _kind_and_value(inside: str, line: int, found: FoundQuestions) -> tuple[str, dict[str, Any]]:
    if not inside.strip():
        raise Unreadable("essay", "câu tự luận { } chưa dùng được ở đây.")
    if inside.lstrip().startswith("#"):
        return "number", _number(inside.lstrip()[1:])
    if truth := _TRUTH.match(inside):
        return "true_false", _true_false(truth[1], inside)
    answers = _answers(inside)
    if any(not answer.is_right for answer in answers):
        return _choices(answers, line, found)
    if answers and all("->" in answer.text for answer in answers):
        return "matching", _matching(answers)
    if answers:
        return "short_answer", _short_answer(answers)
    raise Unreadable("answers", "trong ngoặc nhọn { } không có câu trả lời nào bắt đầu bằng = hoặc ~.")


def _answers(inside: str) -> list[_Answer]:
    return [_answer(sign == "=", text) for sign, text in _ANSWER.findall(inside)]


def _answer(is_right: bool, source: str) -> _Answer:
    weight = _WEIGHT.match(source)
    if weight and abs(float(weight[1].replace(",", "."))) > 100:
        raise Unreadable("fraction", f"phần điểm {weight[1][:20]}% không nằm trong khoảng từ -100 đến 100.")
    text, _sign, feedback = (source[weight.end() :] if weight else source).partition("#")
    return _Answer(is_right, float(weight[1].replace(",", ".")) if weight else None, text.strip(), _plain_text(feedback))


def _choices(answers: list[_Answer], line: int, found: FoundQuestions) -> tuple[str, dict[str, Any]]:
    if any(answer.is_right for answer in answers):
        choices = [_choice(answer, is_right=answer.is_right, percent=_percent_of_wrong(answer)) for answer in answers]
        return "single", {"choices": listed(choices), "is_shuffled": True}
    weighed = weigh([answer.weight or 0 for answer in answers])
    if weighed.costs_more:
        found.notes.append(Problem(line, "wrong_choices_cost", f"Dòng {line}: {WRONG_CHOICES_COST}"))
    choices = [
        _choice(answer, is_right=is_right, percent=percent)
        for answer, is_right, percent in zip(answers, weighed.right, weighed.percents, strict=True)
    ]
    return "multiple", {"choices": listed(choices), "is_shuffled": True, "marking": weighed.marking}


def _percent_of_wrong(answer: _Answer) -> str | None:
    return None if answer.is_right or answer.weight is None else number_of(answer.weight)


def _choice(answer: _Answer, *, is_right: bool, percent: str | None) -> dict[str, Any]:
    return {"text": _line_html(answer.text), "is_right": is_right, "feedback": answer.feedback, "percent": percent}


def _true_false(word: str, inside: str) -> dict[str, Any]:
    is_true = word.upper().startswith("T")
    # The first feedback is for the wrong answer, the second for the right one.
    wrong, right = [_plain_text(part) for part in [*inside.split("#")[1:3], "", ""][:2]]
    told = {"feedback_true": right, "feedback_false": wrong} if is_true else {"feedback_true": wrong, "feedback_false": right}
    return {"is_true": is_true, **told}


def _matching(answers: list[_Answer]) -> dict[str, Any]:
    pairs, more = [], []
    for answer in answers:
        left, _arrow, right = answer.text.partition("->")
        if left.strip():
            pairs.append({"text": f"<p>{_line_html(left)}</p>", "match": _plain_text(right)})
        else:
            more.append(_plain_text(right))
    extra = [{"type": "item", "value": text, "id": f"{at}"} for at, text in enumerate(more)]
    return {"pairs": listed(pairs), "more": extra, "is_shuffled": True}


def _short_answer(answers: list[_Answer]) -> dict[str, Any]:
    # As in Moodle: accents count, capitals do not.
    written = [
        {
            "text": _plain_text(each.text),
            "percent": None if each.weight is None else number_of(each.weight),
            "feedback": each.feedback,
        }
        for each in answers
    ]
    return {"answers": listed(written), "keeps_case": False, "keeps_accents": True}


def _number(inside: str) -> dict[str, Any]:
    answers = _answers(inside) if inside.lstrip().startswith("=") else [_answer(True, inside)]
    written = []
    for answer in answers:
        value, tolerance = _value_and_tolerance(answer.text)
        percent = None if answer.weight is None else number_of(answer.weight)
        written.append({"value": value, "tolerance": tolerance, "percent": percent, "feedback": answer.feedback})
    return {"answers": listed(written), "units": []}


def _value_and_tolerance(source: str) -> tuple[str, str]:
    """Of `3:2`, `1..5` and `3`, each number as it was written, without needless digits."""
    if span := _RANGE.match(source):
        if max(len(span[1]), len(span[2])) > MOST_DIGITS:
            raise Unreadable("number", f"“{_said(source)[:LONGEST_TOLD]}” có quá nhiều chữ số.")
        low, high = Decimal(span[1]), Decimal(span[2])
        return _digits((low + high) / 2), _digits(abs(high - low) / 2)
    value, _colon, tolerance = (part.strip() for part in source.partition(":"))
    try:
        numbers = Decimal(value), abs(Decimal(tolerance or 0))
    except InvalidOperation:
        numbers = Decimal("Infinity"), Decimal(0)
    if not all(number.is_finite() and -MOST_DIGITS <= number.adjusted() < MOST_DIGITS for number in numbers):
        raise Unreadable("number", f"“{_said(source)[:LONGEST_TOLD]}” không phải là số. Viết như 3, 3:0.5 hoặc 1..5.")
    return _digits(numbers[0]), _digits(numbers[1])


def _digits(number: Decimal) -> str:
    return format(number.normalize(), "f")


def write_gift(question: KeptQuestion) -> str:
    """A question in GIFT, without an empty line in it. Raises CannotSay."""
    write = _WRITERS.get(question.kind)
    if write is None:
        raise CannotSay("GIFT không có kiểu câu hỏi này.")
    inside = write(question.content)
    if question.explanation:
        inside += f"####{_formatted(question.explanation)}"
    return f"::{question.pk}:: {_formatted(question.content['text'])} {{{inside}}}"


def write_category(names: Sequence[str]) -> str:
    """The line that names the category of what follows, from the top."""
    return f"$CATEGORY: {path_of_names(names).replace(' / ', '/')}" if names else "$CATEGORY: top"


def _escape(text: str) -> str:
    return re.sub(r"([~=#{}:\\])", r"\\\1", text).replace("\n", "\\n")


def _formatted(source: str) -> str:
    if "<embed" in source:
        raise CannotSay("Hình trong câu hỏi chưa ghi ra được.")
    return _escape(plain(source)) if is_plain(source) else f"[html]{_escape(source)}"


def _line(source: str) -> str:
    if "<embed" in source:
        raise CannotSay("Hình trong câu hỏi chưa ghi ra được.")
    return _escape(plain(source)) if "<" not in source else f"[html]{_escape(source)}"


def _told(feedback: str) -> str:
    return f"#{_escape(feedback)}" if feedback else ""


def _weight(percent: str, plain_percent: str) -> str:
    return "" if percent == plain_percent else f"%{percent}%"


def _write_single(content: Mapping[str, Any]) -> str:
    return "".join(
        f"{'=' if c['is_right'] else '~' + _weight(c['percent'], '0')}{_line(c['text'])}{_told(c['feedback'])} "
        for c in content["choices"]
    )


def _write_multiple(content: Mapping[str, Any]) -> str:
    if content["marking"] == "whole":
        raise CannotSay("GIFT không có cách cho điểm “đúng hết mới được điểm”.")
    choices = content["choices"]
    right = sum(choice["is_right"] for choice in choices)
    share, cost = number_of(100 / right), number_of(-100 / (len(choices) - right)) if right < len(choices) else "0"
    written = []
    for each in choices:
        percent = each["percent"] if content["marking"] == "own" else share if each["is_right"] else cost
        written.append(f"~%{percent}%{_line(each['text'])}{_told(each['feedback'])} ")
    return "".join(written)


def _write_true_false(content: Mapping[str, Any]) -> str:
    feedback = content["feedback"]
    right, wrong = ("true", "false") if content["is_true"] else ("false", "true")
    told = [_escape(feedback[wrong]), _escape(feedback[right])]
    tail = f"#{told[0]}#{told[1]}" if told[1] else f"#{told[0]}" if told[0] else ""
    return f"{'TRUE' if content['is_true'] else 'FALSE'}{tail}"


def _write_matching(content: Mapping[str, Any]) -> str:
    texts = {option["id"]: option["text"] for option in content["options"]}
    used = {pair["option"] for pair in content["pairs"]}
    pairs = [f"={_line(pair['text'])} -> {_escape(texts[pair['option']])} " for pair in content["pairs"]]
    return "".join([*pairs, *(f"= -> {_escape(text)} " for own, text in texts.items() if own not in used)])


def _write_short_answer(content: Mapping[str, Any]) -> str:
    if content["keeps_case"] or not content["keeps_accents"]:
        raise CannotSay("GIFT không ghi được là có phân biệt chữ hoa hay dấu không.")
    return "".join(
        f"={_weight(each['percent'], '100')}{_escape(each['text'])}{_told(each['feedback'])} " for each in content["answers"]
    )


def _write_number(content: Mapping[str, Any]) -> str:
    if content["units"]:
        raise CannotSay("GIFT không ghi được đơn vị của số.")
    return "#" + "".join(
        f"={_weight(each['percent'], '100')}{each['value']}:{each['tolerance']}{_told(each['feedback'])} "
        for each in content["answers"]
    )


_WRITERS = {
    "single": _write_single,
    "multiple": _write_multiple,
    "true_false": _write_true_false,
    "matching": _write_matching,
    "short_answer": _write_short_answer,
    "number": _write_number,
}
