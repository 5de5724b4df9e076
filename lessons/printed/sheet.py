"""The sheet into which the answers of a class are typed: written with its names, and read again. No database."""

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from lessons.printed.papers import PaperQuestion
from quizzes.kinds.paper import BadAnswer
from rosters.files.sheets import Cell, Sheet
from rosters.names import fold

MEMBER, NAME, CODE, QUESTION = "Mã thành viên", "Họ và tên", "Mã đề", "Câu"
HEAD_WITHIN = 20
_DAYS = (dt.date, dt.time, dt.timedelta)


def write_sheet(people: Iterable[tuple[str, str]], questions: int, name: str) -> bytes:
    """An XLSX with a row for each of `people` (code, full name) and a column for each question."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31].strip(" '") or "Bài làm")
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bottom": 1})
    sheet.write_row(0, 0, [MEMBER, NAME, CODE, *(f"{QUESTION} {number}" for number in range(1, questions + 1))], bold)
    # What is typed stays as it is typed: Excel makes a day of 20/11, and takes the zero from 0912.
    sheet.set_column(0, 0, 16, text)
    sheet.set_column(1, 1, 28, text)
    sheet.set_column(2, questions + 2, 9, text)
    for row, (code, full_name) in enumerate(people, 1):
        sheet.write_string(row, 0, code, text)
        sheet.write_string(row, 1, full_name, text)
    sheet.freeze_panes(1, 2)
    book.close()
    return out.getvalue()


@dataclass(frozen=True)
class ReadRow:
    """What one person wrote: the number of the row, their code, the version, and question id -> response."""

    row: int
    member: str
    code: str
    answers: Mapping[int, Any]


@dataclass
class ReadSheet:
    """The rows that can be taken, and what is wrong with others, in sentences. `empty` people wrote nothing."""

    rows: list[ReadRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    empty: int = 0


def read_sheet(sheets: Sequence[Sheet], papers: Mapping[str, Sequence[PaperQuestion]]) -> ReadSheet:
    """The answers in the first sheet that has the columns. All problems at once, each with its row and column."""
    for sheet in sheets:
        for number, cells in enumerate(sheet.rows[:HEAD_WITHIN]):
            if columns := _columns(cells):
                return _read_rows(sheet, number, columns, papers)
    found = ReadSheet()
    found.problems.append(
        _("Không tìm thấy dòng tiêu đề có “%(member)s”, “%(code)s” và “Câu 1”. Tải bảng nhập điểm về và điền vào bảng ấy.")
        % {"member": MEMBER, "code": CODE}
    )
    return found


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    """Name of a column -> its place; empty where this is no row of heads."""
    named = {fold(as_text(cell)): place for place, cell in enumerate(cells)}
    found = {name: named[fold(name)] for name in (MEMBER, CODE) if fold(name) in named}
    numbered = {key.split()[-1]: place for key, place in named.items() if key.startswith(f"{fold(QUESTION)} ")}
    return found | numbered if len(found) == 2 and "1" in numbered else {}


def as_text(cell: Cell) -> str:
    """A cell as it was typed: 101 is no 101.0."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    return str(cell).strip()


def _read_rows(sheet: Sheet, head: int, columns: Mapping[str, int], papers: Mapping[str, Sequence[PaperQuestion]]) -> ReadSheet:
    found, seen = ReadSheet(), set()
    for number, cells in enumerate(sheet.rows[head + 1 :], head + 2):
        if days := [name for name, place in columns.items() if place < len(cells) and isinstance(cells[place], _DAYS)]:
            column = days[0] if days[0] in (MEMBER, CODE) else f"{QUESTION} {days[0]}"
            found.problems.append(
                _("Dòng %(row)s, cột “%(column)s”: Excel đã đổi ô này thành ngày giờ. Định dạng ô là Văn bản rồi gõ lại.")
                % {"row": number, "column": column}
            )
            continue
        texts = {name: as_text(cells[place]) if place < len(cells) else "" for name, place in columns.items()}
        member, code = texts[MEMBER], texts[CODE]
        typed = {name: text for name, text in texts.items() if name.isdecimal() and text}
        if not member and not code and not typed:
            continue
        if not code and not typed:
            found.empty += 1
            continue
        row = _read_row(number, member, code, typed, papers, found)
        if row and member.casefold() in seen:
            found.problems.append(_("Dòng %(row)s: mã %(member)s đã có ở dòng trên.") % {"row": number, "member": member})
        elif row:
            seen.add(member.casefold())
            found.rows.append(row)
    return found


def _read_row(
    number: int,
    member: str,
    code: str,
    typed: Mapping[str, str],
    papers: Mapping[str, Sequence[PaperQuestion]],
    found: ReadSheet,
) -> ReadRow | None:
    """The row; None, and its problems told, where something in it cannot be taken."""
    problems = []
    if not member:
        problems.append(_("Dòng %(row)s: chưa có mã thành viên.") % {"row": number})
    if not code:
        problems.append(_("Dòng %(row)s: chưa ghi mã đề (%(codes)s).") % {"row": number, "codes": ", ".join(papers)})
    elif code not in papers:
        problems.append(
            _("Dòng %(row)s, cột “%(column)s”: “%(found)s” không phải là mã đề của bài này (%(codes)s).")
            % {"row": number, "column": CODE, "found": code, "codes": ", ".join(papers)}
        )
    questions = papers.get(code, ())
    if beyond := [name for name in typed if questions and int(name) > len(questions)]:
        problems.append(
            _("Dòng %(row)s, cột “Câu %(column)s”: mã đề %(code)s chỉ có %(most)s câu.")
            % {"row": number, "column": beyond[0], "code": code, "most": len(questions)}
        )
    answers = {}
    for question in questions:
        text = typed.get(str(question.number), "")
        try:
            answers[question.version.question_id] = question.read(text)
        except BadAnswer as error:
            problems.append(
                _("Dòng %(row)s, cột “Câu %(column)s”, ghi “%(found)s”: %(why)s")
                % {"row": number, "column": question.number, "found": text, "why": error}
            )
    found.problems += problems
    return None if problems else ReadRow(number, member, code, answers)
