"""A report as PDF, drawn like the DOCX. Tinos has the widths of Times New Roman and all Vietnamese letters."""

from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, TableBordersLayout
from fpdf.fonts import FontFace

from participation.reports.document import OFFICE, Document, Heading, Table

FONTS = Path(__file__).parent / "fonts"
LEFT_MARGIN, RIGHT_MARGIN, TOP_MARGIN, BOTTOM_MARGIN = 30, 20, 20, 20
TEXT_WIDTH = 210 - LEFT_MARGIN - RIGHT_MARGIN
HEAD_WIDTH = 62
LINE = 5.8
# The first line of a paragraph begins so far in, as the decree asks (1 cm to 1.27 cm); lines are so many times the letters.
INDENT, SPACING = 12.7, 1.35
# Above those who sign, and for their hand and stamp.
GAP, ROOM_TO_SIGN = 6, 24


class _Report(FPDF):
    """Pages are numbered from the second on, at the top, as the decree asks."""

    def header(self) -> None:
        if self.page_no() > 1:
            self.set_font("Report", "", 13)
            self.set_y(10)
            self.cell(0, LINE, str(self.page_no()), align="C")
            self.set_y(TOP_MARGIN)


def render_pdf(document: Document) -> bytes:
    """The bytes of the file."""
    pdf = _Report(format="A4", unit="mm")
    pdf.set_title(" ".join(document.subject))
    pdf.set_lang("vi")
    pdf.set_margins(LEFT_MARGIN, TOP_MARGIN, RIGHT_MARGIN)
    pdf.set_auto_page_break(True, BOTTOM_MARGIN)
    for style, name in (("", "Regular"), ("B", "Bold"), ("I", "Italic"), ("BI", "BoldItalic")):
        pdf.add_font("Report", style, FONTS / f"Tinos-{name}.ttf")
    pdf.add_page()
    _head(pdf, document)
    _line(pdf, "BÁO CÁO", "B", 14, "C")
    for text in document.subject:
        _line(pdf, text, "B", 14, "C")
    # Under the subject a line of a third to a half of its length.
    length = 0.4 * max(map(pdf.get_string_width, document.subject))
    pdf.line(
        LEFT_MARGIN + (TEXT_WIDTH - length) / 2, pdf.get_y() + 0.8, LEFT_MARGIN + (TEXT_WIDTH + length) / 2, pdf.get_y() + 0.8
    )
    pdf.ln(4)
    for place, block in enumerate(document.body, 1):
        if place == len(document.body) and isinstance(block, str):
            _keep_with_foot(pdf, block, document)
        if isinstance(block, Table):
            _table(pdf, block)
        elif isinstance(block, Heading):
            pdf.ln(1.5)
            _line(pdf, block.text, "B", 13)
        else:
            pdf.set_font("Report", "", 13)
            # Spaces would be stretched with those between words.
            with (
                pdf.text_columns(text_align="J", line_height=SPACING) as column,
                column.paragraph(first_line_indent=INDENT, bottom_margin=1.2) as paragraph,
            ):
                paragraph.write(block)
    _foot(pdf, document)
    return bytes(pdf.output())


def _line(pdf: FPDF, text: str, style: str, size: float, align: str = "L") -> None:
    pdf.set_font("Report", style, size)
    pdf.multi_cell(0, LINE, text, align=align, new_x="LMARGIN", new_y="NEXT")


def _head(pdf: FPDF, document: Document) -> None:
    top, bottoms = pdf.get_y(), []
    sides = ((LEFT_MARGIN, HEAD_WIDTH, document.left), (LEFT_MARGIN + HEAD_WIDTH, TEXT_WIDTH - HEAD_WIDTH, document.right))
    for place, (x, width, lines) in enumerate(sides):
        y, longest = top, 0.0
        for text, bold in lines:
            pdf.set_font("Report", "B" if bold else "", 12)
            pdf.set_xy(x, y)
            pdf.multi_cell(width, 5.2, text, align="C")
            y, longest = pdf.get_y(), min(width, pdf.get_string_width(text))
        if place == 1 or document.layout == OFFICE:
            # Under the motto a line of its length; under the issuing body one of a third to a half of it.
            length = longest * (0.95 if place == 1 else 0.45)
            pdf.line(x + (width - length) / 2, y + 0.6, x + (width + length) / 2, y + 0.6)
        bottoms.append(y)
    y = max(bottoms) + 2.5
    for (x, width, _lines), text, style in zip(sides, (document.number, document.place_and_date), ("", "I"), strict=True):
        pdf.set_font("Report", style, 13)
        pdf.set_xy(x, y)
        pdf.multi_cell(width, LINE, text, align="C")
    pdf.set_xy(LEFT_MARGIN, y + LINE + 6)


def _table(pdf: FPDF, table: Table) -> None:
    pdf.set_font("Report", "", 11)
    bold = FontFace(emphasis="BOLD", fill_color=(255, 255, 255))
    align = ["CENTER", "LEFT", *["CENTER"] * (len(table.headers) - 2)]
    with pdf.table(
        col_widths=tuple(table.widths), text_align=tuple(align), line_height=5, headings_style=bold,
        borders_layout=TableBordersLayout.ALL, padding=0.8, align="LEFT", width=TEXT_WIDTH,
    ) as drawn:  # fmt: skip
        drawn.row(list(table.headers))
        for row in table.rows:
            drawn.row(list(row))
        drawn.row(list(table.total), style=bold)
    pdf.ln(2)


def _keep_with_foot(pdf: FPDF, text: str, document: Document) -> None:
    """Nobody signs a page on which nothing else stands: the last paragraph goes over with those who sign."""
    pdf.set_font("Report", "", 13)
    lines: Any = pdf.multi_cell(TEXT_WIDTH - 2, LINE, text, dry_run=True, output=MethodReturnValue.LINES)
    height = (len(lines) + 1) * 13 / pdf.k * SPACING
    if pdf.get_y() + height + _foot_height(document) > pdf.h - BOTTOM_MARGIN:
        pdf.add_page()


def _foot_height(document: Document) -> float:
    signed = LINE * (len(document.signer) + 1) + ROOM_TO_SIGN
    return GAP + max(signed, LINE + 5 * (len(document.recipients) + 1))


def _foot(pdf: FPDF, document: Document) -> None:
    if pdf.get_y() + _foot_height(document) > pdf.h - BOTTOM_MARGIN:
        pdf.add_page()
    pdf.ln(GAP)
    top, half = pdf.get_y(), TEXT_WIDTH / 2
    pdf.set_font("Report", "BI", 12)
    pdf.multi_cell(half, LINE, "Nơi nhận:", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Report", "", 11)
    for recipient in document.recipients:
        pdf.multi_cell(half - 4, 5, f"- {recipient}", new_x="LMARGIN", new_y="NEXT")
    y = top
    for text in document.signer:
        pdf.set_font("Report", "B", 13)
        pdf.set_xy(LEFT_MARGIN + half, y)
        pdf.multi_cell(half, LINE, text, align="C")
        y = pdf.get_y()
    pdf.set_font("Report", "B", 13)
    pdf.set_xy(LEFT_MARGIN + half, y + ROOM_TO_SIGN)
    pdf.multi_cell(half, LINE, document.signer_name, align="C")
