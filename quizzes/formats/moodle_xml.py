"""Moodle XML, in which Moodle's banks of questions are exported whole: docs.moodle.org/en/Moodle_XML_format. No database.

How each type of question is read, `moodle_types` says; how ours are written, `moodle_xml_writing`.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from lxml import etree

from quizzes.bank.category_paths import BadCategory
from quizzes.formats.gift import names_of_category, told_lost
from quizzes.formats.moodle_types import READERS_OF_TYPES
from quizzes.formats.outside_html import clean_html, lost_tags
from quizzes.formats.questions_of_files import (
    FoundQuestion,
    FoundQuestions,
    Picture,
    Problem,
    Unreadable,
    UnreadableQuestionFile,
)
from quizzes.kinds.formatted import as_html, in_line, plain
from rosters.files.errors import UnreadableFile
from rosters.files.isolated import apart

LONGEST_FEEDBACK, LONGEST_HINT, MOST_PICTURES = 1000, 255, 300
IN_FILE = "@@PLUGINFILE@@/"
KINDS_OF_PICTURES = {"PNG", "JPEG", "GIF", "WEBP"}
# Moodle writes these of itself, in the language of the site; they say no more than that it was right or wrong.
_TOLD_BY_ALL = {"Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.", ""}
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def read_moodle_xml(content: bytes) -> FoundQuestions:
    """The questions of a file in Moodle XML; problems and notes tell the line at which the question begins.

    Raises UnreadableQuestionFile for what is no such XML, and for a file that declares a document type: entities could make
    it as large as a disk, or read what is not theirs.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        place = f" (dòng {error.lineno})" if error.lineno else ""
        raise UnreadableQuestionFile(f"Tệp không phải XML đúng dạng{place}: {error.msg}") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableQuestionFile("Tệp có khai báo DOCTYPE, không đọc được vì lý do an toàn. Xuất lại tệp từ Moodle.")
    if root.tag != "quiz":
        raise UnreadableQuestionFile("Tệp XML này không phải Moodle XML: phần tử ngoài cùng phải là <quiz>.")
    found, category, cleaned = FoundQuestions(), list[str](), _cleaned_pictures(root)
    for element in root.iterchildren("question"):
        line = element.sourceline or 1
        try:
            if element.get("type") == "category":
                category = names_of_category(element.findtext("category/text") or "")
            else:
                found.questions.append(_read(element, line, category, found, cleaned))
        except BadCategory as error:
            found.problems.append(Problem(line, "category", f"Dòng {line}: {error}"))
        except Unreadable as error:
            found.problems.append(Problem(line, error.code, f"Dòng {line}: {_named(element)}{error}"))
    if not found.questions and not found.problems:
        found.problems.append(Problem(1, "no_questions", "Tệp không có câu hỏi nào."))
    return found


def _cleaned_pictures(root: Any) -> dict[str, tuple[bytes, str] | str]:
    """Text of a file element -> its picture without traces and its format, or why it is refused; all in one process apart."""
    encoded = list(dict.fromkeys(each.text or "" for each in root.iter("file")))
    decoded: dict[str, bytes] = {}
    for text in encoded:
        try:
            decoded[text] = base64.b64decode("".join(text.split()), validate=True)
        except (binascii.Error, ValueError):
            continue
    if len(decoded) > MOST_PICTURES:
        raise UnreadableQuestionFile(f"Tệp có hơn {MOST_PICTURES} hình. Chia thành nhiều tệp.")
    try:
        cleaned = apart("quizzes.pictures:all_without_traces", list(decoded.values())) if decoded else []
    except UnreadableFile as error:
        raise UnreadableQuestionFile("Các hình trong tệp quá lớn. Thu nhỏ hình, hoặc chia thành nhiều tệp.") from error
    return dict(zip(decoded, cleaned, strict=True))


def _named(element: Any) -> str:
    name = " ".join((element.findtext("name/text") or "").split())
    return f"câu “{name[:60]}”: " if name else ""


@dataclass
class Texts:
    """The texts of one question: reads each, and gathers what is said of them and the pictures in them."""

    line: int
    found: FoundQuestions
    # Text of a file element -> its picture and format, or why it is refused.
    cleaned: Mapping[str, tuple[bytes, str] | str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    whole: dict[str, Picture] = field(default_factory=dict)

    def html(self, element: Any) -> str:
        """Formatted text of several paragraphs, of an element with `text` and `file` inside; "" where there is none."""
        if element is None:
            return ""
        source = element.findtext("text") or ""
        if element.get("format", "html") == "plain_text" or "<" not in source:
            return as_html(source if element.get("format") == "plain_text" else plain(source))
        files = {each.get("name", ""): each for each in element.iterchildren("file")}
        self.lost += lost_tags(source, takes_pictures=True)
        return clean_html(source, lambda address, alt: self._picture(files, address, alt))

    def line_html(self, element: Any) -> str:
        """Formatted text of one line."""
        return in_line(self.html(element))

    def words(self, element: Any, longest: int = LONGEST_FEEDBACK) -> str:
        """The words alone. Raises Unreadable where they are too many."""
        html = self.html(element)
        if "<embed" in html:
            self.note("picture_left_out", "hình trong lời giải thích riêng được thay bằng lời mô tả của nó.")
        said = plain(html)
        if len(said) > longest:
            raise Unreadable("too_long", f"“{said[:60]}…” dài hơn {longest} ký tự. Viết ngắn lại.")
        return said

    def note(self, code: str, text: str) -> None:
        self.found.notes.append(Problem(self.line, code, f"Dòng {self.line}: {text}"))

    def _picture(self, files: dict[str, Any], address: str, alt: str) -> str | None:
        name = _file_name(address)
        if name not in files:
            self.note(
                "picture_left_out", f"hình ở “{address[:60]}” không nằm trong tệp nên không lấy được; lời mô tả được giữ."
            )
            return None
        if name not in self.whole:
            self.whole[name] = self._cleaned(name, files[name].text or "")
        picture = self.whole[name]
        self.found.pictures[picture.mark] = picture
        return picture.mark

    def _cleaned(self, name: str, encoded: str) -> Picture:
        cleaned = self.cleaned.get(encoded, "")
        if isinstance(cleaned, str) or cleaned[1] not in KINDS_OF_PICTURES:
            raise Unreadable("picture", f"tệp “{name}” không phải là hình PNG, JPEG, GIF hay WebP, hoặc bị hỏng.")
        return Picture(name, cleaned[0], hashlib.sha1(cleaned[0], usedforsecurity=False).hexdigest())


def _file_name(address: str) -> str:
    return unquote(address.removeprefix(IN_FILE)).rpartition("/")[2] if address.startswith(IN_FILE) else ""


def _read(
    element: Any,
    line: int,
    category: list[str],
    found: FoundQuestions,
    cleaned: Mapping[str, tuple[bytes, str] | str],
) -> FoundQuestion:
    type_ = element.get("type", "")
    read = READERS_OF_TYPES.get(type_)
    if read is None:
        raise Unreadable("type", f"kiểu “{type_[:30]}” của Moodle chưa dùng được ở đây.")
    texts = Texts(line, found, cleaned)
    kind, value = read(element, texts)
    value = {"text": texts.html(element.find("questiontext")), **value}
    question = FoundQuestion(
        line,
        kind,
        value,
        explanation=texts.html(element.find("generalfeedback")),
        hint=_hint(element, texts),
        category=category,
        tags=[tag for each in element.iterfind("tags/tag/text") if (tag := " ".join((each.text or "").split())[:100])],
    )
    _tell_what_is_left(element, texts)
    return question


def _hint(element: Any, texts: Texts) -> str:
    hints = [hint for each in element.iterfind("hint") if (hint := texts.words(each, LONGEST_HINT))]
    if len(hints) > 1:
        texts.note("hints", f"chỉ gợi ý đầu được giữ; {len(hints) - 1} gợi ý sau thì bỏ.")
    return hints[0] if hints else ""


def _tell_what_is_left(element: Any, texts: Texts) -> None:
    """Notes what the question says and ours cannot."""
    mark = (element.findtext("defaultgrade") or "1").strip()
    try:
        if float(mark) != 1:
            texts.note("mark", f"điểm {float(mark):g} không thuộc về câu hỏi ở đây: ghi điểm của câu trong bài kiểm tra.")
    except ValueError:
        texts.note("mark", f"điểm “{mark[:20]}” không phải là số.")
    for name in _COMBINED:
        if plain(element.findtext(f"{name}/text") or "") not in _TOLD_BY_ALL:
            texts.note("combined_feedback", f"lời chung <{name}> không được giữ.")
    if (element.findtext("hidden") or "0").strip() not in ("", "0"):
        texts.note("hidden", "câu này đang bị ẩn trong Moodle; ở đây câu được dùng như mọi câu khác.")
    if lost := list(dict.fromkeys(texts.lost)):
        texts.note("html_reduced", told_lost(lost))
