"""A report as DOCX: A4, Times New Roman, margins and head as Decree 30/2020/NĐ-CP and the union's guide ask."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from docx import Document as new_document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from participation.reports.document import OFFICE, Document, Heading, Table

CENTER, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
# Of 160 mm the motto of the state wants 98 in letters of 12 points, or it breaks.
TEXT_WIDTH, HEAD_WIDTH = 160, 60
# Decree 30/2020: the line under the subject is a third to a half of its length.
SUBJECT_RULE_MARGIN = 60


def render_docx(document: Document) -> bytes:
    """The bytes of the file."""
    file = new_document()
    _set_page(file)
    _describe(file, document)
    _head(file, document)
    _line(file, "BÁO CÁO", bold=True, size=14, align=CENTER, before=12)
    for text in document.subject:
        _line(file, text, bold=True, size=14, align=CENTER)
    _rule(file, SUBJECT_RULE_MARGIN)
    _line(file, "")
    for block in document.body:
        if isinstance(block, Table):
            _table(file, block)
        elif isinstance(block, Heading):
            _line(file, block.text, bold=True, size=13, before=6).paragraph_format.keep_with_next = True
        else:
            last = _line(file, block, size=13, align=JUSTIFY, indent=10, after=6)
    if document.body and isinstance(document.body[-1], str):
        # No signature stands alone on a page.
        last.paragraph_format.keep_with_next = True
    _foot(file, document)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _set_page(file: Any) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    style = file.styles["Normal"]
    style.font.name = "Times New Roman"
    style.font.size = Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(0)


def _describe(file: Any, document: Document) -> None:
    """Who wrote it and in which language; a number on every page but the first, above the text."""
    about = file.core_properties
    about.author = about.last_modified_by = next((text for text, bold in reversed(document.left) if bold), "")
    about.title, about.comments, about.language = " ".join(["Báo cáo", *document.subject]), "", "vi-VN"
    about.created = about.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), "vi-VN")
    properties = file.styles["Normal"].element.get_or_add_rPr()
    for earlier in properties.findall(qn("w:lang")):
        properties.remove(earlier)
    properties.append(language)
    section = file.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._element.append(field)


def _fixed_columns(table: Any, widths: Sequence[float]) -> None:
    """Columns of these widths in mm, in the grid too: programs that read the grid alone draw equal ones."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _line(
    place: Any, text: str, *, bold: bool = False, italic: bool = False, size: float = 13, align: Any = LEFT, **spacing: float
) -> Any:
    paragraph = place.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(spacing.get("before", 0))
    paragraph.paragraph_format.space_after = Pt(spacing.get("after", 0))
    if "indent" in spacing:
        paragraph.paragraph_format.first_line_indent = Mm(spacing["indent"])
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _head(file: Any, document: Document) -> None:
    table = file.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _fixed_columns(table, (HEAD_WIDTH, TEXT_WIDTH - HEAD_WIDTH))
    left, right = table.rows[0].cells
    left.width, right.width = Mm(HEAD_WIDTH), Mm(TEXT_WIDTH - HEAD_WIDTH)
    for cell, lines in ((left, document.left), (right, document.right)):
        cell.paragraphs[0]._element.getparent().remove(cell.paragraphs[0]._element)
        for text, bold in lines:
            _line(cell, text, bold=bold, size=12, align=CENTER)
        if cell is right or document.layout == OFFICE:
            _rule(cell)
    _line(left, document.number, size=13, align=CENTER, before=4)
    _line(right, document.place_and_date, italic=True, size=13, align=CENTER, before=4)


def _rule(place: Any, margin: float = 18) -> None:
    """The short line under the last text of one side of the head, or under the subject; `margin` in mm on both sides."""
    paragraph = _line(place, "", size=2, align=CENTER)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(margin)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._element.get_or_add_pPr().append(borders)


def _table(file: Any, table: Table) -> None:
    drawn = file.add_table(rows=0, cols=len(table.headers))
    drawn.style = "Table Grid"
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    _fixed_columns(drawn, [TEXT_WIDTH * width / sum(table.widths) for width in table.widths])
    rows = [(table.headers, True), *((row, False) for row in table.rows), (table.total, True)]
    for texts, bold in rows:
        cells = drawn.add_row().cells
        for place, (cell, text, width) in enumerate(zip(cells, texts, table.widths, strict=True)):
            cell.width = Mm(TEXT_WIDTH * width / sum(table.widths))
            paragraph = cell.paragraphs[0]
            paragraph.alignment = LEFT if place == 1 else CENTER
            run = paragraph.add_run(text)
            run.bold, run.font.size = bold, Pt(11)
    # The head of the table comes again on every page.
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    drawn.rows[0]._tr.get_or_add_trPr().append(header)
    _line(file, "", size=6)


def _foot(file: Any, document: Document) -> None:
    table = file.add_table(rows=1, cols=2)
    _fixed_columns(table, (80, TEXT_WIDTH - 80))
    whole = OxmlElement("w:cantSplit")
    table.rows[0]._tr.get_or_add_trPr().append(whole)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(80), Mm(TEXT_WIDTH - 80)
    _line(left, "Nơi nhận:", bold=True, italic=True, size=12)
    for recipient in document.recipients:
        _line(left, f"- {recipient}", size=11)
    for text in document.signer:
        _line(right, text, bold=True, size=13, align=CENTER)
    for _ in range(4):
        _line(right, "", align=CENTER)
    _line(right, document.signer_name, bold=True, size=13, align=CENTER)
