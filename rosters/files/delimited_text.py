"""Tables in text: CSV, with what people and programs do to it. No database, no Django."""

import csv
import io

from rosters.files.errors import UnreadableFile
from rosters.files.sheets import Cell

_SEPARATORS = "\t;,|"
_LINES_LOOKED_AT = 30


def delimiter_of(text: str) -> str:
    """What stands between the cells of the first lines; nothing when they have one column.

    The one that cuts most lines into as many cells as the longest has: `Nguyễn Thị Hoa;"10A1, 10A2"` is two cells.
    """
    lines = text[:20_000].splitlines()[:_LINES_LOOKED_AT]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]

    def regularity(separator: str) -> tuple[int, int]:
        widths = [len(row) for line in lines for row in csv.reader([line], delimiter=separator) if row]
        widest = max(widths, default=1)
        return (sum(width == widest for width in widths) if widest > 1 else 0, widest)

    best = max(_SEPARATORS, key=regularity)
    return best if regularity(best)[0] else ""


def read_delimited(text: str, delimiter: str) -> list[list[Cell]]:
    """The rows of `text`, whatever ends its lines. Raises UnreadableFile where no reading is right."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        rows = []
    # A table of two columns has one separator in a line.
    separators = 1 if max(map(len, rows), default=0) == 2 else 2
    if not rows or any(_swallowed_a_line(cell, delimiter, separators) for row in rows for cell in row):
        # A quotation mark that is never closed, or closed some rows below: each line is read by itself.
        rows = [_line(line, delimiter) for line in text.split("\n")]
    return [list(row) for row in rows]


def _swallowed_a_line(cell: str, delimiter: str, separators: int) -> bool:
    """Whether a cell holds what is another row: a line with as many separators as make several cells."""
    return "\n" in cell and any(line.count(delimiter) >= separators for line in cell.split("\n")[1:])


def _line(line: str, delimiter: str) -> list[str]:
    """The cells of one line; a quotation mark that is not closed in it is a sign like others."""
    try:
        if line.count('"') % 2 == 0:
            return next(iter(csv.reader([line], delimiter=delimiter, strict=True)), [])
    except csv.Error:
        pass
    if len(line) > csv.field_size_limit():
        raise UnreadableFile(
            "Tệp CSV có dấu ngoặc kép không khép, hoặc dòng quá dài. Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."
        )
    return [cell.strip('"') if cell.count('"') == 2 else cell.replace('"', "") for cell in line.split(delimiter)]
