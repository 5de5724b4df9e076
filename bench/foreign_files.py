"""How the time of reading and marking a file from outside grows with its size: HTML, however broken, and the marked copy.

python -m bench.foreign_files

Each job runs as it does in production, in a process of its own (rosters.files.isolated), at a size and at four times that. A time
in a line with the size gives a ratio of 4 at most; the baseline is the same job at the smaller size, in the same run.
"""

import contextlib
import time
from collections.abc import Callable

from rosters.files.errors import UnreadableFile
from rosters.files.isolated import apart
from rosters.files.marked_copies import BAD
from rosters.files.workbooks import Row, write_table

TIMES = 4
ROUNDS = 3
COLUMNS = 10
# What a parser of before took 22 s for, at 30 kB.
PIECES = ("<td", "<a ", "<!--", "<![CDATA[", "<td><table>", "&#", "<td rowspan=1000 colspan=100>")
HTML_PIECES, MARKED_ROWS = 8_000, 2_500


def html(piece: str, number: int) -> bytes:
    """A table with so many pieces that are never closed."""
    return ("<table><tr><td>Họ và tên" + piece * number).encode()


def workbook(rows: int) -> bytes:
    """An XLSX of so many rows of COLUMNS cells."""
    cells: list[Row] = [[f"{row}-{column}" for column in range(COLUMNS)] for row in range(rows)]
    return write_table([f"C{n}" for n in range(COLUMNS)], cells, "DS")


def seconds_of(job: Callable[[], object]) -> float:
    """The quickest of some rounds: what else the machine does only makes it slower. A refusal counts as an answer."""
    taken = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        with contextlib.suppress(UnreadableFile):
            job()
        taken.append(time.perf_counter() - began)
    return min(taken)


def growth(make: Callable[[int], bytes], do: Callable[[bytes], object], size: int) -> tuple[float, float]:
    """(seconds at `size`, times as long at TIMES that size)."""
    small, large = make(size), make(TIMES * size)
    first = seconds_of(lambda: do(small))
    return first, seconds_of(lambda: do(large)) / first


def main() -> None:
    for piece in PIECES:
        first, ratio = growth(
            lambda number, piece=piece: html(piece, number), lambda it: apart("parse", "ds.html", it), HTML_PIECES
        )  # type: ignore[misc]
        print(f"HTML, {HTML_PIECES:,} x {piece!r}: {first:.2f} s, at {TIMES} times the size {ratio:.1f} times as long")
    marks = {("DS", row): {1: (BAD, "Sai.")} for row in range(2, 100)}
    first, ratio = growth(workbook, lambda it: apart("mark", "ds.xlsx", it, marks), MARKED_ROWS)
    print(f"marked copy, {MARKED_ROWS:,} rows of {COLUMNS}: {first:.2f} s, at {TIMES} times the size {ratio:.1f} times as long")


if __name__ == "__main__":
    main()
