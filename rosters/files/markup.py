"""Tables in HTML, which many school systems save under the name of an Excel file. No database, no Django."""

from html.parser import HTMLParser

from rosters.files.archives import MOST_CELLS, refuse_vast_sheet


class TableParser(HTMLParser):
    """Collects the cells of every table, one under the other; a cell over several columns keeps its place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.cell: list[str] | None = None
        self.span = 1
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close_cell()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._close_cell()
            span = dict(attrs).get("colspan") or "1"
            self.span = min(int(span), 100) if span.isdecimal() else 1
            self.cell = []
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _close_cell(self) -> None:
        if self.cell is None:
            return
        if not self.rows:
            self.rows.append([])
        self.rows[-1] += [" ".join("".join(self.cell).split())] + [""] * (self.span - 1)
        self.cells += self.span
        if self.cells > MOST_CELLS:
            refuse_vast_sheet(len(self.rows), MOST_CELLS)
        self.cell = None


def read_html(text: str) -> list[list[str]]:
    """The rows of the tables in `text`. Scripts and styles are never run and never read."""
    parser = TableParser()
    parser.feed(text)
    parser.close()
    return [row for row in parser.rows if row]
