"""Files from outside as sheets of cells: read in a process of its own, whatever they hold. No database, no Django."""

from typing import cast

from rosters.files.isolated import apart, apart_in_a_request
from rosters.files.sheets import Sheet

LARGEST_FILE = 20 * 1024 * 1024
ENDINGS = (
    ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".csv", ".txt", ".tsv", ".htm", ".html", ".mht", ".mhtml", ".xml", ".docx", ".zip",
)  # fmt: skip
PASTED = "o-da-dan.tsv"


def read_sheets(file_name: str, content: bytes, seconds: int | None = None) -> list[Sheet]:
    """The sheets of a file that holds tables: a workbook, text, HTML, Word, OneRoster.

    Raises UnreadableFile for anything else, and for files that are empty, broken, locked or too large. `seconds` are given
    where somebody waits; TookTooLong is raised after them.
    """
    if seconds:
        return cast("list[Sheet]", apart_in_a_request("parse", file_name, content, seconds=seconds))
    return cast("list[Sheet]", apart("parse", file_name, content))
