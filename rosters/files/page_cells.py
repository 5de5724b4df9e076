"""What a cell of a web page says, with its fields to fill in, and what is noted beside a cell. No database, no Django."""

import re

from rosters.files.page_styles import Element

# What is written small beside a name is no part of it.
_BESIDE_TAGS = frozenset({"small", "sup", "sub"})
_FIELDS_OF_TEXT = frozenset({"", "text", "search", "tel", "email", "number", "date", "url"})
_ID_OF_COMMENT = re.compile(r"_(?:ms|mso)?com_(\d+)$")
LONGEST_REMARK = 500


class CellText:
    """Collects the text of one cell as a browser shows it; a field is read as it is filled in."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._options: list[list[str]] | None = None
        self._chosen = 0
        self._is_beside = False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "br":
            self._parts.append(" ")
        elif tag == "input":
            self._parts.append(_text_of_input(attrs))
        elif tag == "select":
            self._options, self._chosen = [], 0
        elif tag == "option" and self._options is not None:
            # Of several that are chosen a browser keeps the last, and where none is, the first.
            self._chosen = len(self._options) if "selected" in attrs else self._chosen
            self._options.append([])
        elif tag in _BESIDE_TAGS:
            self._is_beside = bool("".join(self._parts).strip())
            self._parts.append(" (" if self._is_beside else "")

    def end(self, tag: str) -> None:
        if tag == "select" and self._options is not None:
            self._parts += self._options[self._chosen] if self._options else []
            self._options = None
        elif tag in _BESIDE_TAGS:
            self._parts.append(")" if self._is_beside else "")

    def take(self, data: str) -> None:
        """Adds text; between the options of a choice there is none."""
        if self._options is None:
            self._parts.append(data)
        elif self._options:
            self._options[-1].append(data)

    def text(self) -> str:
        return " ".join("".join(self._parts).split())


def _text_of_input(attrs: dict[str, str]) -> str:
    kind = attrs.get("type", "").lower()
    if kind in ("checkbox", "radio"):
        return "x" if "checked" in attrs else ""
    return attrs.get("value", "") if kind in _FIELDS_OF_TEXT else ""


class Remarks:
    """What is noted beside the cells of a page: shown under the mouse, or as Excel saves comments into a page."""

    def __init__(self) -> None:
        self._of_row: dict[int, list[str]] = {}
        self._row_of_comment: dict[str, int] = {}
        self._comments: dict[str, list[str]] = {}
        # The marks and comments that are open: the element and which comment it holds, "" for a mark.
        self._open: list[tuple[Element, str]] = []

    def open(self, element: Element, attrs: dict[str, str], row: int, *, in_row: bool) -> None:
        """Sees an element; `row` is the number of the row that is read."""
        if in_row and (title := attrs.get("title", "").strip()):
            self._of_row.setdefault(row, []).append(title)
        if {"msocomanchor", "msocomhide"} & element.classes:
            if in_row and (found := _ID_OF_COMMENT.search(attrs.get("href", ""))):
                self._row_of_comment.setdefault(found[1], row)
            self._open.append((element, ""))
        elif "msocomtxt" in element.classes and (found := _ID_OF_COMMENT.search(element.id)):
            self._open.append((element, found[1]))

    def close(self, element: Element) -> None:
        if self._open and self._open[-1][0] is element:
            self._open.pop()

    def take(self, data: str) -> bool:
        """Takes the text of a mark or a comment; returns False of any other."""
        if not self._open:
            return False
        if number := self._open[-1][1]:
            self._comments.setdefault(number, []).append(data)
        return True

    def by_row(self) -> dict[int, str]:
        """Number of a row -> what is noted beside its cells."""
        found = {row: list(texts) for row, texts in self._of_row.items()}
        for number, row in self._row_of_comment.items():
            text = " ".join("".join(self._comments.get(number, [])).split())
            # Excel writes in front who noted it.
            found.setdefault(row, []).append(re.sub(r"^[^:]{1,60}:\s+", "", text))
        return {row: text for row, texts in found.items() if (text := " ".join(filter(None, texts))[:LONGEST_REMARK])}
