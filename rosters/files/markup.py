"""Tables in HTML, which many school systems save under the name of an Excel file. No database, no Django."""

import email
import email.policy
import re

from lxml import etree

from rosters.files.archives import MOST_CELLS, refuse_vast_sheet
from rosters.files.sheets import Cell, Details, Range, Sheet

MOST_SPANNED = 1000
# No list of people is as wide; cells that stand in one another's place can make it so.
MOST_COLUMNS = 1000
_BLOCK = 100_000


class TableTarget:
    """Collects the cells of every table, one under the other; a cell over several columns or rows keeps its place.

    A target of lxml's parser, which takes a time in a line with what it reads, however broken that is.
    """

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merged: list[Range] = []
        self.hidden: set[int] = set()
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.cells = 0
        # Column -> first row below in which it is free again, of cells over several rows.
        self.taken: dict[int, int] = {}
        self.silent = 0
        # How deep in struck-through text, in which rows such text stands, and which cells and columns nobody sees.
        self.struck_depth = self.struck_before = self.column = 0
        self.struck: set[int] = set()
        self.is_hidden_cell = self.cell_is_struck = self.beside = False
        self.hidden_cells: dict[int, int] = {}
        # Tags inside a cell that nobody sees, and classes of a style sheet that hide or strike through.
        self.unseen: list[str] = []
        self.in_style = False
        self.style = ""
        self.hiding: set[str] = set()
        self.striking: set[str] = set()
        # Text outside of tables: what stands above a list is its title.
        self.outside: list[str] | None = None
        self.titles = 0
        self.hidden_columns: set[int] = set()

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag in ("script", "style"):
            self.silent += 1
            self.in_style = tag == "style"
        elif self.cell is None and tag in _TITLE_TAGS:
            self.outside = []
        elif tag == "table":
            # A page may stand in one <center> as a whole.
            self._close_title()
            self._close_cell()
            self.taken = {}
        elif tag == "tr":
            self._close_cell()
            self.rows.append([])
            if self._is_hidden(attrs):
                self.hidden.add(len(self.rows) - 1)
        elif tag in ("td", "th"):
            self._close_cell()
            self.span = _span(attrs.get("rowspan"), MOST_SPANNED), _span(attrs.get("colspan"), 100)
            self.cell, self.is_hidden_cell, self.unseen = [], self._is_hidden(attrs), []
            self.cell_is_struck = self._is_struck(attrs)
        elif tag in STRUCK_TAGS:
            self.struck_depth += 1
        elif self.cell is not None and tag not in _VOID_TAGS:
            self._start_inside(tag, attrs)
        elif tag == "col":
            self.column += 1
            if _is_hidden(attrs):
                self.hidden_columns.add(self.column - 1)
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def end(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)
            self._read_style()
        if tag in _TITLE_TAGS and self.outside is not None:
            self._close_title()
        self._end_inside(tag)
        if tag in STRUCK_TAGS:
            self.struck_depth = max(0, self.struck_depth - 1)
        if tag in ("td", "th", "tr", "table"):
            self._close_cell()

    def data(self, data: str) -> None:
        if self.in_style:
            self.style += data[:LONGEST_STYLE]
        if self.silent or self.unseen:
            return
        if self.outside is not None:
            self.outside.append(data)
        if self.cell is not None:
            self.cell.append(data)
            if (self.struck_depth or self.cell_is_struck) and data.strip():
                self.struck.add(len(self.rows) - 1)

    def _start_inside(self, tag: str, attrs: dict[str, str]) -> None:
        """A tag inside a cell: what it hides is not read, what it writes small stands beside."""
        if self.unseen or self._is_hidden(attrs):
            self.unseen.append(tag)
        elif self.cell is not None and tag in _BESIDE_TAGS:
            self.beside = bool("".join(self.cell).strip())
            self.cell.append(" (" if self.beside else "")
        elif self._is_struck(attrs):
            self.struck.add(len(self.rows) - 1)

    def _end_inside(self, tag: str) -> None:
        if self.unseen and tag == self.unseen[-1]:
            self.unseen.pop()
        elif self.cell is not None and tag in _BESIDE_TAGS:
            self.cell.append(")" if self.beside else "")

    def _is_hidden(self, attrs: dict[str, str]) -> bool:
        return _is_hidden(attrs) or bool(self.hiding & set(attrs.get("class", "").split()))

    def _is_struck(self, attrs: dict[str, str]) -> bool:
        return "line-through" in attrs.get("style", "") or bool(self.striking & set(attrs.get("class", "").split()))

    def _read_style(self) -> None:
        """The classes of a style sheet that hide, or strike through, as Excel writes them into a web page."""
        self.in_style = False
        for names, rules in _RULE.findall(_MEDIA.sub(" ", self.style)):
            # Of classes alone: what stands inside another, or is only printed, hides no cell.
            classes = {found[1] for name in names.split(",") if (found := _CLASS.fullmatch(name.strip()))}
            if _HIDES.search(rules):
                self.hiding |= classes
            if "line-through" in rules:
                self.striking |= classes
        self.style = ""

    def _close_title(self) -> None:
        text, self.outside = " ".join("".join(self.outside or []).split()), None
        if text and len(text) <= LONGEST_TITLE and self.titles < MOST_TITLES:
            self.titles += 1
            self.rows.append([text])

    def comment(self, _text: str) -> None:
        pass

    def close(self) -> "TableTarget":
        self._close_cell()
        return self

    def _close_cell(self) -> None:
        if self.cell is None:
            return
        if not self.rows:
            self.rows.append([])
        row, number = self.rows[-1], len(self.rows) - 1
        while self.taken.get(len(row), 0) > number:
            row.append("")
            self.cells += 1
        if len(row) > MOST_COLUMNS:
            refuse_vast_sheet(MOST_CELLS, len(row))
        down, across = self.span
        place = len(row)
        if self.is_hidden_cell:
            self.hidden_cells[place] = self.hidden_cells.get(place, 0) + 1
        row += [" ".join("".join(self.cell).split()), *[""] * (across - 1)]
        if down > 1:
            self.taken |= dict.fromkeys(range(place, place + across), number + down)
        if down > 1 or across > 1:
            self.merged.append(((number, place), (number + down - 1, place + across - 1)))
        self.cells += across
        if self.cells > MOST_CELLS:
            refuse_vast_sheet(len(self.rows), MOST_CELLS + 1)
        self.cell = None

    def details(self) -> Details:
        """What a person who opens the page does not see, or sees struck through."""
        return Details(
            hidden_rows=frozenset(self.hidden), hidden_columns=self.columns_out_of_sight(), struck=frozenset(self.struck)
        )

    def columns_out_of_sight(self) -> frozenset[int]:
        """Columns that are hidden as a whole, or cell by cell."""
        filled = sum(bool(row) for row in self.rows)
        return frozenset(self.hidden_columns | {place for place, number in self.hidden_cells.items() if 2 * number > filled})


_TITLE_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "caption", "center"})
_VOID_TAGS = frozenset({"br", "img", "input", "hr", "wbr", "col"})
# What is written small beside a name is no part of it.
_BESIDE_TAGS = frozenset({"small", "sup", "sub"})
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_MEDIA = re.compile(r"@[^{};]{1,500}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_CLASS = re.compile(r"\w*\.([\w-]+)")
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
LONGEST_STYLE, LONGEST_TITLE, MOST_TITLES = 100_000, 200, 20
STRUCK_TAGS = frozenset({"s", "strike", "del"})


def _is_hidden(attrs: dict[str, str]) -> bool:
    style = attrs.get("style", "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or "hidden" in attrs


def _span(given: str | None, most: int) -> int:
    return max(1, min(int(given), most)) if given and given.isdecimal() else 1


def read_html(text: str, name: str = "") -> Sheet:
    """The tables in `text` as one sheet. Scripts and styles are never run and never read."""
    target = TableTarget()
    parser = etree.HTMLParser(target=target, huge_tree=True, no_network=True)
    # Cells outside of a table, as some systems write them, are read all the same.
    whole = text if "<table" in text.lower() else f"<table>{text}</table>"
    for start in range(0, len(whole), _BLOCK):
        parser.feed(whole[start : start + _BLOCK])
    parser.close()
    return Sheet(name, target.rows, target.merged, target.details())


def is_web_archive(content: bytes) -> bool:
    """Whether this is a page with all its parts in one file (MHTML), as Excel saves `Single File Web Page`."""
    head = content[:4000].lower()
    return b"mime-version:" in head and b"content-type: multipart/related" in head.replace(
        b"content-type:multipart", b"content-type: multipart"
    )


def read_web_archive(content: bytes) -> list[Sheet]:
    """A sheet for each part of an MHTML file that has a table."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    sheets: list[Sheet] = []
    for part in message.walk():
        if part.get_content_type() == "text/html":
            text = part.get_content()
            sheet = read_html(text if isinstance(text, str) else "")
            if any(any(row) for row in sheet.rows):
                sheets.append(Sheet(f"Trang {len(sheets) + 1}", sheet.rows, sheet.merged, sheet.details))
    return sheets
