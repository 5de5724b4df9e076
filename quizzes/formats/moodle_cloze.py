"""Gaps in a text, as Moodle writes them: docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type. No database.

`{1:SHORTANSWER:=sáu~=6}` is a gap to be filled, `{1:MULTICHOICE:=mã OTP~họ tên}` a list to choose from. A text has only one
of the two here; one with both, or with numbers, is refused.
"""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from quizzes.formats.questions_of_files import CannotSay, Unreadable
from quizzes.kinds.formatted import plain

TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
CHOSEN = (
    {"MULTICHOICE", "MC"}
    | {f"MULTICHOICE_{way}" for way in ("V", "H", "S", "VS", "HS")}
    | {"MCV", "MCH", "MCS", "MCVS", "MCHS"}
)
ASKED_TO_FILL, ASKED_TO_CHOOSE = "<p>Điền vào chỗ trống.</p>", "<p>Chọn từ đúng.</p>"
_GAP = re.compile(r"(?<!\\)\{(\d*):([A-Z_]+):((?:\\.|[^{}\\])*)\}", re.DOTALL)
_ANSWERS = re.compile(r"(?:\\.|[^~\\])+", re.DOTALL)
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")
_FEEDBACK = re.compile(r"(?<!\\)#")
_SELECTED = re.compile(r"\[\[(\d+)\]\]")
# What is asked stands in a paragraph of its own, so that it is found again.
_ASKED = '<p class="asked">'
Note = Callable[[str, str], None]


def cloze_value(source: str, note: Note, *, with_asked: bool = False) -> tuple[str, dict[str, Any]]:
    """Kind and value of formatted text with gaps; its first paragraph is what is asked where it comes `with_asked`.

    Raises Unreadable.
    """
    asked, ended, rest = source.partition("</p>")
    asked, source = (asked + ended, rest.strip()) if with_asked and ended else ("", source)
    gaps = list(_GAP.finditer(source))
    kinds = {_kind_of(gap[2]) for gap in gaps}
    if not gaps:
        raise Unreadable("gaps", "đoạn văn không có chỗ trống nào đọc được.")
    if len(kinds) > 1:
        raise Unreadable("gaps", "đoạn văn vừa có chỗ điền vừa có chỗ chọn; ở đây mỗi câu chỉ một kiểu. Tách thành hai câu.")
    if len({gap[1] or "1" for gap in gaps}) > 1:
        note("mark", "các chỗ trống có điểm khác nhau; ở đây mỗi chỗ là một phần bằng nhau.")
    is_typed = kinds == {"typed"}
    read = _typed if is_typed else _chosen
    gapped = _GAP.sub(lambda gap: "{" + read(_answers(gap[3], note)) + "}", _escape_ours(source, gaps))
    value = {"text": asked or (ASKED_TO_FILL if is_typed else ASKED_TO_CHOOSE), "gapped": gapped}
    if not is_typed:
        return "gap_lists", value
    return "gaps", value | {"keeps_case": all(gap[2] in {"SHORTANSWER_C", "SAC", "MWC"} for gap in gaps), "keeps_accents": True}


def _kind_of(type_: str) -> str:
    if type_ in TYPED:
        return "typed"
    if type_ in CHOSEN:
        return "chosen"
    raise Unreadable("gaps", f"chỗ trống kiểu {type_[:20]} chưa dùng được ở đây.")


def _escape_ours(source: str, gaps: list[re.Match[str]]) -> str:
    """Braces and bars that are letters of the text get a backslash; those of the gaps stay."""
    pieces, place = [], 0
    for gap in gaps:
        pieces += [_with_backslashes(source[place : gap.start()]), gap[0]]
        place = gap.end()
    return "".join([*pieces, _with_backslashes(source[place:])])


def _with_backslashes(text: str) -> str:
    return re.sub(r"([{}|])", r"\\\1", text.replace("\\{", "{").replace("\\}", "}"))


def _answers(inside: str, note: Note) -> list[tuple[str, float]]:
    """(words, per cent) of each answer of a gap."""
    found = []
    for answer in _ANSWERS.findall(inside):
        text, percent = answer.strip(), 0.0
        if text.startswith("="):
            text, percent = text[1:], 100.0
        elif weight := _WEIGHT.match(text):
            text, percent = text[weight.end() :], float(weight[1])
        words, *told = _FEEDBACK.split(text, maxsplit=1)
        if told and plain(told[0]):
            note("gap_feedback", f"lời giải thích riêng của chỗ trống (“{plain(told[0])[:60]}”) không được giữ.")
        found.append((plain(re.sub(r"\\(.)", r"\1", words)), percent))
    return found


def _typed(answers: list[tuple[str, float]]) -> str:
    if part := next((text for text, percent in answers if 0 < percent < 100), None):
        raise Unreadable(
            "gap_part", f"chỗ trống có câu trả lời chỉ được một phần điểm (“{part[:40]}”); ở đây chỉ đúng hoặc sai."
        )
    return "|".join(_in_braces(text) for text, percent in answers if percent == 100)


def _chosen(answers: list[tuple[str, float]]) -> str:
    if part := next((text for text, percent in answers if 0 < percent < 100), None):
        raise Unreadable("gap_part", f"chỗ chọn có từ chỉ được một phần điểm (“{part[:40]}”); ở đây chỉ đúng hoặc sai.")
    return "|".join(("*" if percent == 100 else "") + _in_braces(text) for text, percent in answers)


def _in_braces(text: str) -> str:
    if "{" in text or "}" in text:
        raise Unreadable("gaps", f"câu trả lời “{text[:40]}” có ngoặc nhọn; ở đây ngoặc nhọn bao chỗ trống.")
    return html.escape(text.replace("|", "\\|"), quote=False)


def gap_select_value(source: str, options: Sequence[tuple[str, str]]) -> tuple[str, dict[str, Any]]:
    """The same of Moodle's types `gapselect` and `ddwtos`: [[2]] stands for the second of `options`, each with its group."""
    if not _SELECTED.search(source):
        raise Unreadable("gaps", "đoạn văn không có chỗ chọn nào như [[1]].")

    def gap(place: re.Match[str]) -> str:
        number = int(place[1])
        if not 1 <= number <= len(options):
            raise Unreadable("gaps", f"chỗ chọn [[{place[1][:6]}]] không có từ nào trong danh sách.")
        right, group = options[number - 1]
        others = [text for text, own in options if own == group and text != right]
        return "{*" + "|".join(map(_in_braces, [plain(right), *map(plain, others)])) + "}"

    escaped = re.sub(r"([{}|])", r"\\\1", source)
    return "gap_lists", {"text": ASKED_TO_CHOOSE, "gapped": _SELECTED.sub(gap, escaped)}


def has_asked(source: str) -> bool:
    """Whether text from a file begins with what is asked, in a paragraph as `cloze_text` writes it."""
    return source.lstrip().startswith(_ASKED)


def cloze_text(kind: str, content: Mapping[str, Any], *, write: Callable[[str], str]) -> str:
    """Our text with gaps as Moodle's; `write` makes formatted text fit for outside. Raises CannotSay."""
    if kind == "gaps" and not content["keeps_accents"]:
        raise CannotSay("Moodle không bỏ qua dấu khi chấm chỗ trống.")
    type_ = "MULTICHOICE_S" if kind == "gap_lists" else "SHORTANSWER_C" if content["keeps_case"] else "SHORTANSWER"
    gaps = [
        "{1:" + type_ + ":" + "~".join(_written(gap, kind)) + "}"
        for gap in content["gaps"]
    ]  # fmt: skip
    pieces = [write(piece.replace("{", "\\{").replace("}", "\\}")) for piece in content["pieces"]]
    text = "".join(f"{piece}{gap}" for piece, gap in zip(pieces, [*gaps, ""], strict=False))
    asked = "" if plain(content["text"]) in map(plain, (ASKED_TO_FILL, ASKED_TO_CHOOSE)) else _asked(content["text"], write)
    return f"{asked}{text}"


def _asked(source: str, write: Callable[[str], str]) -> str:
    inner = source.removeprefix("<p>").removesuffix("</p>")
    if "<p>" in inner or inner.startswith(("<ul", "<ol", "<embed")):
        raise CannotSay("Moodle chỉ ghi được một đoạn ở phần hỏi của câu có chỗ trống.")
    return f"{_ASKED}{write(inner)}</p>"


def _written(gap: Mapping[str, Any], kind: str) -> list[str]:
    if kind == "gaps":
        return [f"={_for_cloze(text)}" for text in gap["wanted"]]
    return [("=" if each["is_right"] else "") + _for_cloze(each["text"]) for each in gap["options"]]


def _for_cloze(text: str) -> str:
    return html.escape(re.sub(r"([~=#{}\\/\"])", r"\\\1", text), quote=False)
