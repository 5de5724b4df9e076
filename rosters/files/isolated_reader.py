"""Reading old Excel files (.xls) in a process of its own, which may hold a bounded amount of memory.

Their format cannot be looked through in blocks as XLSX and ODS are: one cell far out makes the reader fill its memory
before it can be asked how far. `python -m rosters.files.isolated_reader` is that process: a file in, its sheets out.
"""

import io
import pickle
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 1_000_000_000
MOST_SECONDS = 30
MOST_CELLS = 8_000_000

# (name, last row and column, rows, merged cells) of each sheet, or a word for why there is none.
Answer = list[tuple[str, tuple[int, int], list[Any], list[Any]]] | str


def read_apart(content: bytes) -> Answer:
    """The sheets of an old Excel file; `password`, `broken`, or `vast` when there are none to be had."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "rosters.files.isolated_reader"],
            input=content, capture_output=True, cwd=ROOT, timeout=MOST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "vast"
    if done.returncode != 0 or not done.stdout:
        return "vast"
    return pickle.loads(done.stdout)  # noqa: S301 - written by the process above, which is ours


def answer(content: bytes) -> Answer:
    """What the process answers."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            found = []
            for name in workbook.sheet_names:
                sheet = workbook.get_sheet_by_name(name)
                if sheet.total_height * sheet.total_width > MOST_CELLS:
                    return "vast"
                rows = sheet.to_python(skip_empty_area=False)
                found.append((name, (sheet.total_height, sheet.total_width), rows, list(sheet.merged_cell_ranges or [])))
            return found
    except PasswordError:
        return "password"
    except (CalamineError, OSError, ValueError):
        return "broken"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stdout.buffer.write(pickle.dumps(answer(sys.stdin.buffer.read())))
