"""A row of the XLSX template to a question, and back. No database."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from quizzes.bank.category_paths import names_of_path, path_of_names
from quizzes.formats.questions_of_files import CannotSay, FoundQuestion, KeptQuestion, Unreadable
from quizzes.formats.template_columns import (
    ANSWER,
    BY_PART,
    BY_PERCENT,
    CATEGORY,
    CHECKED_ON,
    DIFFICULTIES,
    DIFFICULTY,
    FEEDBACK,
    HINT,
    KEEPS_ACCENTS,
    KEEPS_CASE,
    KIND,
    KINDS,
    LETTERS,
    MARKING,
    NOT_SHUFFLED,
    SOURCE,
    TAGS,
    TEXT,
    UNITS,
    WHOLE,
    WHY,
    day_of,
    difficulty_of,
    feedback_by_letter,
    kind_of_word,
    letters_of,
    markings_of,
    number_of_cell,
    said_by_letter,
    said_letters,
    said_number,
    value_and_tolerance,
)
from quizzes.kinds.formatted import as_html, as_line, plain
from quizzes.kinds.written import listed
from rosters.names import fold

Cells = Mapping[str, str]
ARROW = "=>"
TRUE, FALSE = "Đúng", "Sai"
LONGEST_HINT = 255


def read_row(cells: Cells, line: int) -> FoundQuestion:
    """The question of a row: column -> text. Raises Unreadable and BadCategory."""
    kind = kind_of_word(cells.get(KIND, "")) or _guessed_kind(cells)
    value = _READERS[kind](cells, markings_of(cells.get(MARKING, "")))
    if len(cells.get(HINT, "")) > LONGEST_HINT or len(cells.get(SOURCE, "")) > LONGEST_HINT:
        raise Unreadable("too_long", f"gợi ý hoặc nguồn dài hơn {LONGEST_HINT} ký tự. Viết ngắn lại.")
    return FoundQuestion(
        line,
        kind,
        {"text": as_html(cells.get(TEXT, "")), **value},
        explanation=as_html(cells.get(WHY, "")),
        hint=" ".join(cells.get(HINT, "").split()),
        category=names_of_path(cells[CATEGORY]) if cells.get(CATEGORY) else (),
        tags=[tag for part in cells.get(TAGS, "").split(",") if (tag := " ".join(part.split())[:100])],
        source=" ".join(cells.get(SOURCE, "").split()),
        checked_on=day_of(cells.get(CHECKED_ON, "")),
        difficulty=difficulty_of(cells.get(DIFFICULTY, "")),
    )


def _guessed_kind(cells: Cells) -> str:
    """Of a sheet without kinds: choices with a letter, or true and false."""
    answer = cells.get(ANSWER, "")
    if fold(answer).strip() in (fold(TRUE), fold(FALSE)) and not _lettered(cells):
        return "true_false"
    return "multiple" if len(letters_of(answer)) > 1 else "single"


def _lettered(cells: Cells) -> dict[str, str]:
    """Letter -> text of the cells that are filled."""
    return {letter: cells[letter] for letter in LETTERS if cells.get(letter, "").strip()}


def _lines(text: str) -> str:
    return "<br/>".join(as_line(line) for line in text.splitlines() if line.strip())


def _choices(cells: Cells, markings: set[str], *, is_single: bool) -> dict[str, Any]:
    texts, percents = _lettered(cells), letters_of(cells.get(ANSWER, ""))
    if unknown := [letter for letter in percents if letter not in texts]:
        raise Unreadable("answer", f"đáp án ghi {', '.join(unknown)} nhưng phương án ấy để trống.")
    told = feedback_by_letter(cells.get(FEEDBACK, ""), list(texts))
    choices = []
    for letter, text in texts.items():
        percent = percents.get(letter)
        is_right = letter in percents and (percent is None or (percent == "100" if is_single else float(percent) > 0))
        choices.append({"text": _lines(text), "is_right": is_right, "feedback": told.get(letter, ""), "percent": percent})
    return {"choices": listed(choices), "is_shuffled": NOT_SHUFFLED not in markings}


def _single(cells: Cells, markings: set[str]) -> dict[str, Any]:
    return _choices(cells, markings, is_single=True)


def _multiple(cells: Cells, markings: set[str]) -> dict[str, Any]:
    has_percents = any(letters_of(cells.get(ANSWER, "")).values())
    marking = "own" if has_percents or BY_PERCENT in markings else "shares" if BY_PART in markings else "whole"
    return _choices(cells, markings, is_single=False) | {"marking": marking}


def _true_false(cells: Cells, markings: set[str]) -> dict[str, Any]:
    answer = fold(cells.get(ANSWER, "")).strip()
    if answer not in (fold(TRUE), fold(FALSE)):
        raise Unreadable("answer", f"đáp án “{cells.get(ANSWER, '')[:40]}” cần là Đúng hoặc Sai.")
    told = feedback_by_letter(cells.get(FEEDBACK, ""), [TRUE, FALSE])
    return {"is_true": answer == fold(TRUE), "feedback_true": told.get(TRUE, ""), "feedback_false": told.get(FALSE, "")}


def _matching(cells: Cells, markings: set[str]) -> dict[str, Any]:
    pairs, more = [], []
    for letter, text in _lettered(cells).items():
        left, arrow, right = text.partition(ARROW)
        if not arrow:
            raise Unreadable("pair", f"ô {letter} “{text[:40]}” thiếu dấu {ARROW} giữa hai vế.")
        if left.strip():
            pairs.append({"text": f"<p>{_lines(left)}</p>", "match": " ".join(right.split())})
        else:
            more.append(" ".join(right.split()))
    extra = [{"type": "item", "value": text, "id": str(at)} for at, text in enumerate(more)]
    return {"pairs": listed(pairs), "more": extra, "is_shuffled": NOT_SHUFFLED not in markings}


def _ordering(cells: Cells, markings: set[str]) -> dict[str, Any]:
    items = [{"text": f"<p>{_lines(text)}</p>"} for text in _lettered(cells).values()]
    return {"items": listed(items), "marking": "whole" if WHOLE in markings else "pairs"}


def _short_answer(cells: Cells, markings: set[str]) -> dict[str, Any]:
    texts, percents = _lettered(cells), letters_of(cells.get(ANSWER, ""))
    told = feedback_by_letter(cells.get(FEEDBACK, ""), list(texts))
    answers = [
        {"text": " ".join(text.split()), "percent": percents.get(letter), "feedback": told.get(letter, "")}
        for letter, text in texts.items()
    ]
    return {"answers": listed(answers)} | _tolerance(markings)


def _tolerance(markings: set[str]) -> dict[str, bool]:
    return {"keeps_case": KEEPS_CASE in markings, "keeps_accents": KEEPS_ACCENTS in markings}


def _number(cells: Cells, markings: set[str]) -> dict[str, Any]:
    texts, percents = _lettered(cells), letters_of(cells.get(ANSWER, ""))
    told = feedback_by_letter(cells.get(FEEDBACK, ""), list(texts))
    answers = []
    for letter, text in texts.items():
        value, tolerance = (format(number.normalize(), "f") for number in value_and_tolerance(text))
        answers.append(
            {"value": value, "tolerance": tolerance, "percent": percents.get(letter), "feedback": told.get(letter, "")}
        )
    units = []
    for part in filter(str.strip, cells.get(UNITS, "").split(";")):
        name, _equals, factor = part.partition("=")
        units.append({"name": name.strip()[:30], "factor": format(number_of_cell(factor or "1").normalize(), "f")})
    return {"answers": listed(answers), "units": listed(units)}


def _gaps(cells: Cells, markings: set[str]) -> dict[str, Any]:
    return {"gapped": as_html(cells.get("A", ""))} | _tolerance(markings)


def _gap_lists(cells: Cells, markings: set[str]) -> dict[str, Any]:
    return {"gapped": as_html(cells.get("A", ""))}


_READERS: dict[str, Callable[[Cells, set[str]], dict[str, Any]]] = {
    "single": _single, "multiple": _multiple, "true_false": _true_false, "matching": _matching, "ordering": _ordering,
    "short_answer": _short_answer, "number": _number, "gaps": _gaps, "gap_lists": _gap_lists,
}  # fmt: skip


def write_row(question: KeptQuestion) -> dict[str, str]:
    """The cells of a question: column -> text. Raises CannotSay."""
    write = _WRITERS.get(question.kind)
    if write is None:
        raise CannotSay("Mẫu Excel không có kiểu câu hỏi này.")
    cells = {
        CATEGORY: path_of_names(question.category),
        KIND: KINDS[question.kind],
        TEXT: _words(question.content["text"]),
        WHY: _words(question.explanation),
        HINT: question.hint,
        DIFFICULTY: DIFFICULTIES.get(question.difficulty or 0, ""),
        TAGS: ", ".join(question.tags),
        SOURCE: question.source,
        CHECKED_ON: f"{question.checked_on:%d/%m/%Y}" if question.checked_on else "",
    }
    return cells | write(question.content)


def _words(source: str) -> str:
    """Paragraphs as lines. Raises CannotSay for all that is more than words."""
    lines = [plain(part) for part in source.removesuffix("</p>").split("</p>")]
    if source != as_html("\n".join(lines)):
        raise CannotSay("Mẫu Excel không có chữ đậm, chữ nghiêng, danh sách hay hình.")
    return "\n".join(lines)


def _line(source: str) -> str:
    lines = [plain(part) for part in source.split("<br/>")]
    if source != "<br/>".join(map(as_line, lines)):
        raise CannotSay("Mẫu Excel không có chữ đậm, chữ nghiêng, danh sách hay hình.")
    return "\n".join(lines)


def _with_letters(parts: list[Any]) -> list[tuple[str, Any]]:
    if len(parts) > len(LETTERS):
        raise CannotSay(f"Mẫu Excel có nhiều nhất {len(LETTERS)} ô cho một câu.")
    return list(zip(LETTERS, parts, strict=False))


def _percent(percent: str, usual: str) -> str | None:
    return None if percent == usual else percent


def _write_choices(content: Mapping[str, Any], marking: str = "") -> dict[str, str]:
    lettered = _with_letters(content["choices"])
    cells = {letter: _line(choice["text"]) for letter, choice in lettered}
    has_own = marking in ("", BY_PERCENT)
    percents = {
        letter: choice["percent"] if marking == BY_PERCENT else _percent(choice["percent"], "100") if has_own else None
        for letter, choice in lettered
        if choice["is_right"] or (has_own and choice["percent"] != "0")
    }
    markings = [word for word in (marking, "" if content["is_shuffled"] else NOT_SHUFFLED) if word]
    told = said_by_letter([(letter, choice["feedback"]) for letter, choice in lettered])
    return cells | {ANSWER: said_letters(percents), MARKING: "; ".join(markings), FEEDBACK: told}


def _write_multiple(content: Mapping[str, Any]) -> dict[str, str]:
    return _write_choices(content, {"whole": WHOLE, "shares": BY_PART, "own": BY_PERCENT}[content["marking"]])


def _write_true_false(content: Mapping[str, Any]) -> dict[str, str]:
    told = said_by_letter([(TRUE, content["feedback"]["true"]), (FALSE, content["feedback"]["false"])])
    return {ANSWER: TRUE if content["is_true"] else FALSE, FEEDBACK: told}


def _write_matching(content: Mapping[str, Any]) -> dict[str, str]:
    texts = {option["id"]: option["text"] for option in content["options"]}
    used = {pair["option"] for pair in content["pairs"]}
    rows = [f"{_line(pair['text'])} {ARROW} {texts[pair['option']]}" for pair in content["pairs"]]
    if any(ARROW in pair["text"] or ARROW in _line(pair["text"]) for pair in content["pairs"]):
        raise CannotSay(f"Mẫu Excel không ghi được vế trái có dấu {ARROW}.")
    rows += [f"{ARROW} {text}" for own_id, text in texts.items() if own_id not in used]
    return dict(_with_letters(rows)) | {MARKING: "" if content["is_shuffled"] else NOT_SHUFFLED}


def _write_ordering(content: Mapping[str, Any]) -> dict[str, str]:
    cells = {letter: _line(item["text"]) for letter, item in _with_letters(content["items"])}
    return cells | {MARKING: WHOLE if content["marking"] == "whole" else BY_PART}


def _write_short_answer(content: Mapping[str, Any]) -> dict[str, str]:
    return _write_answers(content, [each["text"] for each in content["answers"]]) | {MARKING: _said_tolerance(content)}


def _write_answers(content: Mapping[str, Any], texts: list[str]) -> dict[str, str]:
    lettered = _with_letters(content["answers"])
    percents = {letter: each["percent"] for letter, each in lettered if each["percent"] != "100"}
    told = said_by_letter([(letter, each["feedback"]) for letter, each in lettered])
    return dict(_with_letters(texts)) | {ANSWER: said_letters(percents), FEEDBACK: told}


def _said_tolerance(content: Mapping[str, Any]) -> str:
    said = (KEEPS_CASE if content["keeps_case"] else "", KEEPS_ACCENTS if content["keeps_accents"] else "")
    return "; ".join(filter(None, said))


def _write_number(content: Mapping[str, Any]) -> dict[str, str]:
    texts = [
        said_number(each["value"]) + (f" ± {said_number(each['tolerance'])}" if Decimal(each["tolerance"]) else "")
        for each in content["answers"]
    ]
    units = "; ".join(f"{unit['name']} = {said_number(unit['factor'])}" for unit in content["units"])
    if any("=" in unit["name"] or ";" in unit["name"] for unit in content["units"]):
        raise CannotSay("Mẫu Excel không ghi được đơn vị có dấu = hoặc ; trong tên.")
    return _write_answers(content, texts) | {UNITS: units}


def _write_gaps(content: Mapping[str, Any]) -> dict[str, str]:
    return {"A": _words(content["source"]), MARKING: _said_tolerance(content)}


def _write_gap_lists(content: Mapping[str, Any]) -> dict[str, str]:
    return {"A": _words(content["source"])}


_WRITERS: dict[str, Callable[[Mapping[str, Any]], dict[str, str]]] = {
    "single": _write_choices, "multiple": _write_multiple, "true_false": _write_true_false, "matching": _write_matching,
    "ordering": _write_ordering, "short_answer": _write_short_answer, "number": _write_number, "gaps": _write_gaps,
    "gap_lists": _write_gap_lists,
}  # fmt: skip
