"""Tables in a Word document (.docx), in which many lists are handed on. No database, no Django."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from rosters.files.archives import MOST_CELLS, refuse_vast_sheet
from rosters.files.errors import UnreadableFile
from rosters.files.sheets import Cell, Details, Range, Sheet

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
COMMENTS = "word/comments.xml"
LONGEST_COMMENT = 500
DEEPEST_TABLE = 8
COPY_THE_TABLE = "Mở tệp, bôi đen cả bảng kể cả dòng tiêu đề, Ctrl+C rồi dán vào khung “Hoặc dán các ô đã chép”."


def read_word(content: bytes) -> list[Sheet]:
    """The document as one sheet: a paragraph is a row of one cell, a row of a table is a row. Raises UnreadableFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = ElementTree.fromstring(archive.read(DOCUMENT))  # noqa: S314 - archives.refuse_bomb has refused entities
            comments = _comments(archive)
    except (KeyError, ElementTree.ParseError) as error:
        raise UnreadableFile(f"Không đọc được tệp Word này. {COPY_THE_TABLE}") from error
    rows: list[list[Cell]] = []
    merged: list[Range] = []
    struck: set[int] = set()
    noted: dict[int, str] = {}
    body = root.find(f"{_W}body")
    tables = 0
    for block in _unwrapped(body) if body is not None else []:
        if block.tag == f"{_W}p":
            rows.append([text] if (text := _text(block)) else [])
        elif block.tag == f"{_W}tbl":
            tables += 1
            _take_table(block, _Taken(rows, merged, struck, noted, comments))
    if not tables:
        raise UnreadableFile(
            "Tệp Word không có bảng nào. Danh sách cần ở trong một bảng có dòng tiêu đề như: STT, Họ và tên, Ngày sinh, Lớp."
        )
    return [Sheet("", rows, merged, Details(struck=frozenset(struck), comments=noted))]


@dataclass(frozen=True)
class _Taken:
    """What the tables of a document hold: their rows, and by the number of a row what a person sees beside it."""

    rows: list[list[Cell]]
    merged: list[Range]
    struck: set[int]
    noted: dict[int, str]
    # Number of a comment -> what it says.
    comments: dict[str, str]

    def see_row(self, line: ElementTree.Element) -> None:
        """Notes of the row that comes next whether it is struck through, and what the comments on it say."""
        if _is_struck(line):
            self.struck.add(len(self.rows))
        numbers = (each.get(f"{_W}id", "") for each in _within(line) if each.tag == f"{_W}commentReference")
        if text := " ".join(filter(None, (self.comments.get(number, "") for number in numbers))):
            self.noted[len(self.rows)] = text[:LONGEST_COMMENT]


def _comments(archive: zipfile.ZipFile) -> dict[str, str]:
    """Number of a comment on the document -> what it says."""
    if COMMENTS not in archive.namelist():
        return {}
    root = ElementTree.fromstring(archive.read(COMMENTS))  # noqa: S314 - archives.refuse_bomb has refused entities
    return {each.get(f"{_W}id", ""): _text(each) for each in root.iter(f"{_W}comment")}


def _unwrapped(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The parts of an element, those in a content control as if they stood there themselves."""
    for each in element:
        if each.tag == f"{_W}sdt":
            for content in each.findall(f"{_W}sdtContent"):
                yield from _unwrapped(content)
        else:
            yield each


def _within(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """What stands in an element, in its order: tables in it, but not what these hold, nor hidden text."""
    left = [element]
    while left:
        each = left.pop()
        yield each
        if each is element or not (each.tag == f"{_W}tbl" or (each.tag == f"{_W}r" and _is_out_of_sight(each))):
            left.extend(reversed(each))


def _text(element: ElementTree.Element) -> str:
    """The text of a paragraph or a cell; what was deleted while changes are tracked is not in it."""
    parts = []
    for each in _within(element):
        if each.tag == f"{_W}t":
            parts.append(each.text or "")
        elif each.tag in (f"{_W}tab", f"{_W}br", f"{_W}p"):
            parts.append(" ")
    return " ".join("".join(parts).split())


def _is_out_of_sight(run: ElementTree.Element) -> bool:
    """Whether a run is hidden text."""
    return _is_on(run.find(f"{_W}rPr/{_W}vanish"))


def _is_struck(element: ElementTree.Element) -> bool:
    """Whether a text in a row is struck through."""
    return any(
        _is_on(run.find(f"{_W}rPr/{_W}{name}")) and any((text.text or "").strip() for text in run.iter(f"{_W}t"))
        for run in _within(element)
        if run.tag == f"{_W}r"
        for name in ("strike", "dstrike")
    )


def _is_on(switch: ElementTree.Element | None) -> bool:
    return switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false")


def _take_table(table: ElementTree.Element, taken: _Taken, depth: int = 1) -> None:
    """Adds the rows of a table, and below each those of tables in its cells: a page is laid out with tables, too."""
    if depth > DEEPEST_TABLE:
        raise UnreadableFile(f"Tệp Word có quá nhiều bảng lồng trong bảng nên không đọc được. {COPY_THE_TABLE}")
    # Column -> first row, of cells that go on downwards.
    rows, merged = taken.rows, taken.merged
    open_cells: dict[int, int] = {}
    cells = 0
    for line in (each for each in _unwrapped(table) if each.tag == f"{_W}tr"):
        row: list[Cell] = []
        inner: list[ElementTree.Element] = []
        taken.see_row(line)
        for cell in (each for each in _unwrapped(line) if each.tag == f"{_W}tc"):
            properties = cell.find(f"{_W}tcPr")
            span, down = _merging(properties)
            place = len(row)
            row += ["" if down == "continue" else _text(cell), *[""] * (span - 1)]
            if down == "continue" and place in open_cells:
                merged.append(((open_cells[place], place), (len(rows), place + span - 1)))
            elif down == "restart":
                open_cells[place] = len(rows)
            elif span > 1:
                merged.append(((len(rows), place), (len(rows), place + span - 1)))
            inner += [each for each in _within(cell) if each.tag == f"{_W}tbl"]
            cells += span
            if cells > MOST_CELLS:
                refuse_vast_sheet(len(rows) + 1, MOST_CELLS + 1)
        rows.append(row)
        for each in inner:
            _take_table(each, taken, depth + 1)


def _merging(properties: ElementTree.Element | None) -> tuple[int, str]:
    """Over how many columns a cell goes, and whether it begins (`restart`) or goes on (`continue`) downwards."""
    if properties is None:
        return 1, ""
    span = properties.find(f"{_W}gridSpan")
    across = span.get(f"{_W}val", "1") if span is not None else "1"
    down = properties.find(f"{_W}vMerge")
    return max(1, min(int(across), 100)) if across.isdecimal() else 1, "" if down is None else down.get(f"{_W}val", "continue")
