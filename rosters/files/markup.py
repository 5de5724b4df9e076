"""Tables in HTML, which many school systems save under the name of an Excel file. No database, no Django."""

import email
import email.policy

from lxml import etree

from rosters.files.archives import MOST_CELLS, refuse_vast_sheet
from rosters.files.page_cells import CellText, Remarks
from rosters.files.page_styles import LONGEST_STYLE, Element, PageStyles
from rosters.files.sheets import Cell, Details, Range, Sheet

MOST_SPANNED = 1000
# No list of people is as wide; cells that stand in one another's place can make it so.
MOST_COLUMNS = 1000
_BLOCK = 100_000


_NOTHING = Element("")
_ROW_TAGS = frozenset({"tr", "td", "th"})


class TableTarget:
    """Collects the cells of every table, one under the other; a cell over several columns or rows keeps its place.

    A target of lxml's parser, which takes a time in a line with what it reads, however broken that is, and closes each
    element that it opened.
    """

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merged: list[Range] = []
        self.hidden: set[int] = set()
        self.struck: set[int] = set()
        self.cell: CellText | None = None
        self.cell_is_hidden = False
        self.span = (1, 1)
        self.cells = self.column = 0
        # Column -> first row below in which it is free again, of cells over several rows.
        self.taken: dict[int, int] = {}
        # The elements round what is read, from the outermost on, and how many more are open than are looked at.
        self.around: list[Element] = []
        self.too_deep = 0
        self.styles = PageStyles()
        self.style, self.styled = "", 0
        self.hidden_columns: set[int] = set()
        self.hidden_cells: dict[int, int] = {}
        # Text outside of tables: what stands above a list is its title.
        self.outside: list[str] | None = None
        self.titles = 0
        self.remarks = Remarks()

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        element = self.styles.open(tag, attrs, self.around)
        if len(self.around) < DEEPEST:
            self.around.append(element)
        else:
            self.too_deep += 1
        if tag in ("td", "th"):
            self._open_cell(element, attrs)
        elif tag == "tr":
            self._open_row(element)
        elif self.cell is None and tag in _TITLE_TAGS and not element.hidden:
            self.outside = []
        elif tag == "table":
            # A page may stand in one <center> as a whole.
            self._close_title()
            self._close_cell()
            self.taken = {}
        elif tag == "col":
            self.column += 1
            if element.hidden:
                self.hidden_columns.add(self.column - 1)
        elif self.cell is not None and self._is_seen(element):
            self.cell.start(tag, attrs)
        self.remarks.open(element, attrs, len(self.rows) - 1, in_row=self.cell is not None or tag in _ROW_TAGS)

    def end(self, tag: str) -> None:
        if self.cell is not None and self._is_seen(self._here()):
            self.cell.end(tag)
        if self.too_deep:
            self.too_deep -= 1
        elif self.around:
            self.remarks.close(self.around.pop())
        if tag == "style":
            self.styles.read(self.style)
            self.style = ""
        elif tag in _TITLE_TAGS and self.outside is not None:
            self._close_title()
        elif tag in ("td", "th", "tr", "table"):
            self._close_cell()

    def data(self, data: str) -> None:
        here = self._here()
        if here.tag == "style":
            # Of all its style sheets together.
            self.style += data[: LONGEST_STYLE - self.styled]
            self.styled += len(data)
        if here.tag in ("script", "style") or self.remarks.take(data):
            return
        if self.outside is not None and not here.hidden:
            self.outside.append(data)
        if self.cell is not None and self._is_seen(here):
            self.cell.take(data)
            if here.struck and data.strip():
                self.struck.add(len(self.rows) - 1)

    def _here(self) -> Element:
        """The innermost element that is open."""
        return self.around[-1] if self.around else _NOTHING

    def _is_seen(self, element: Element) -> bool:
        """Whether the text of an element in a cell is read. A cell that is hidden as a whole is read and told."""
        return self.cell_is_hidden or not element.hidden

    def _open_row(self, element: Element) -> None:
        self._close_cell()
        self.rows.append([])
        if element.hidden:
            self.hidden.add(len(self.rows) - 1)

    def _open_cell(self, element: Element, attrs: dict[str, str]) -> None:
        self._close_cell()
        self.span = _span(attrs.get("rowspan"), MOST_SPANNED), _span(attrs.get("colspan"), 100)
        self.cell, self.cell_is_hidden = CellText(), element.hidden

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
        if self.cell_is_hidden and number not in self.hidden:
            self.hidden_cells[place] = self.hidden_cells.get(place, 0) + 1
        row += [self.cell.text(), *[""] * (across - 1)]
        if down > 1:
            self.taken |= dict.fromkeys(range(place, place + across), number + down)
        if down > 1 or across > 1:
            self.merged.append(((number, place), (number + down - 1, place + across - 1)))
        self.cells += across
        if self.cells > MOST_CELLS:
            refuse_vast_sheet(len(self.rows), MOST_CELLS + 1)
        self.cell = None

    def details(self) -> Details:
        """What a person who opens the page does not see, sees struck through, or is told beside a row."""
        return Details(
            hidden_rows=frozenset(self.hidden),
            hidden_columns=self.columns_out_of_sight(),
            struck=frozenset(self.struck),
            comments=self.remarks.by_row(),
        )

    def columns_out_of_sight(self) -> frozenset[int]:
        """Columns that are hidden as a whole, or cell by cell."""
        filled = sum(bool(row) for row in self.rows)
        return frozenset(self.hidden_columns | {place for place, number in self.hidden_cells.items() if 2 * number > filled})


_TITLE_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "caption", "center"})
LONGEST_TITLE, MOST_TITLES, DEEPEST = 200, 20, 1000


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
