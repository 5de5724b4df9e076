"""The formats of files with questions: how each is read and written, by the name that commands and pages know it by."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizzes.formats import aiken, gift, moodle_xml_writing
from quizzes.formats.moodle_xml import read_moodle_xml
from quizzes.formats.questions_of_files import CannotSay, FoundQuestions, KeptQuestion, UnreadableQuestionFile
from quizzes.formats.starred import read_starred
from quizzes.formats.xlsx import read_xlsx, write_xlsx
from rosters.files.encodings import decode

MB = 1024 * 1024
MOST_QUESTIONS = 20_000
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")
Left = list[tuple[KeptQuestion, str]]


@dataclass(frozen=True)
class Format:
    """`read` raises UnreadableQuestionFile; `write` gives the file and what it cannot say, None where nothing is written so. `keeps` are fields of a question that
    have a place in it. `largest` in bytes."""

    label: str
    suffix: str
    read: Callable[[bytes], FoundQuestions]
    write: Callable[[Sequence[KeptQuestion]], tuple[bytes, Left]] | None
    keeps: frozenset[str]
    largest: int = 20 * MB


def _text(content: bytes) -> str:
    text = decode(content)
    if text is None or _NO_TEXT.search(text):
        raise UnreadableQuestionFile("Tệp không phải là tệp chữ. Chọn đúng định dạng của tệp.")
    return text


def _in_categories(
    questions: Sequence[KeptQuestion], write: Callable[[KeptQuestion], str], head: Callable[[Sequence[str]], str]
) -> tuple[str, Left]:
    """Questions as texts, before each run of one category a text that names it."""
    written, left = list[str](), Left()
    for place, (category, some) in enumerate(groupby(questions, key=lambda question: tuple(question.category))):
        if category or place:
            written.append(head(category))
        for question in some:
            try:
                written.append(write(question))
            except CannotSay as error:
                left.append((question, str(error)))
    return "\n\n".join(written), left


def _write_gift(questions: Sequence[KeptQuestion]) -> tuple[bytes, Left]:
    text, left = _in_categories(questions, gift.write_gift, gift.write_category)
    return f"{text}\n".encode() if text else b"", left


def _write_aiken(questions: Sequence[KeptQuestion]) -> tuple[bytes, Left]:
    ungrouped, left = list[str](), Left()
    for question in questions:
        try:
            ungrouped.append(aiken.write_aiken(question))
        except CannotSay as error:
            left.append((question, str(error)))
    text = "\n\n".join(ungrouped)
    return f"{text}\n".encode() if text else b"", left


def _write_moodle_xml(questions: Sequence[KeptQuestion]) -> tuple[bytes, Left]:
    text, left = _in_categories(questions, moodle_xml_writing.write_question, moodle_xml_writing.write_category)
    return f"{moodle_xml_writing.HEAD}{text}{moodle_xml_writing.TAIL}".encode(), left


_ALL = frozenset({"hint", "category", "tags", "source", "checked_on", "difficulty", "order"})
FORMATS: dict[str, Format] = {
    "xlsx": Format("Mẫu Excel", ".xlsx", read_xlsx, write_xlsx, _ALL),
    "gift": Format("GIFT", ".gift.txt", lambda content: gift.read_gift(_text(content)), _write_gift, frozenset({"category"})),
    "moodle-xml": Format(
        "Moodle XML",
        ".xml",
        read_moodle_xml,
        _write_moodle_xml,
        frozenset({"hint", "category", "tags", "order"}),
        largest=60 * MB,
    ),
    "aiken": Format("Aiken", ".txt", lambda content: aiken.read_aiken(_text(content)), _write_aiken, frozenset()),
    "starred": Format(
        "Gõ thường, dấu * ở phương án đúng", ".txt", lambda content: read_starred(_text(content)), None, frozenset()
    ),
}
WRITTEN = {name: form for name, form in FORMATS.items() if form.write}


def guessed_format(content: bytes, name: str = "") -> str:
    """The format of a file by what it begins with, or of a text by the signs in it."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"PK"):
        return "xlsx"
    if start.startswith(b"<") or name.casefold().endswith(".xml"):
        return "moodle-xml"
    text = decode(content) or ""
    if re.search(r"^\s*ANSWER\s*:", text, re.MULTILINE):
        return "aiken"
    return "gift" if re.search(r"(?<!\\)\{", text) else "starred"


def read_file(content: bytes, form: str) -> FoundQuestions:
    """The questions of a file. Raises UnreadableQuestionFile for one that is none of this format, or too large."""
    own = FORMATS[form]
    if len(content) > own.largest:
        raise UnreadableQuestionFile(f"Tệp lớn hơn {own.largest // MB} MB. Chia thành nhiều tệp.")
    found = own.read(content)
    if len(found.questions) > MOST_QUESTIONS:
        number = f"{len(found.questions):,}".replace(",", ".")
        raise UnreadableQuestionFile(f"Tệp có {number} câu hỏi, mỗi lần nhận nhiều nhất 20.000. Chia thành nhiều tệp.")
    return found
