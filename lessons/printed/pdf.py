"""A test on paper as PDF: each version on pages of its own, and the key to all versions on a sheet apart."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from wagtail.images import get_image_model

from lessons.printed.papers import PaperQuestion
from quizzes.formats.outside_html import ids_of_pictures
from quizzes.kinds.formatted import plain
from rosters.login.card_sheets import FONTS

MARGIN, LINE, INDENT = 18.0, 6.2, 8.0
WIDTH = 210 - 2 * MARGIN
PICTURE_HEIGHT = 60.0


class _Paper(FPDF):
    """At the foot of each page stand the version and the number of the page."""

    foot = ""

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font("Paper", "", 9)
        self.cell(0, 6, f"{self.foot} · trang {self.page_no()}", align="R")


def _new(title: str) -> _Paper:
    pdf = _Paper(format="A4", unit="mm")
    pdf.set_title(title)
    pdf.set_lang("vi")
    pdf.set_margins(MARGIN, 16, MARGIN)
    pdf.set_auto_page_break(True, 18)
    pdf.add_font("Paper", "", FONTS / "BeVietnamPro-Regular.ttf")
    pdf.add_font("Paper", "B", FONTS / "BeVietnamPro-Bold.ttf")
    return pdf


def render_papers(title: str, unit: str, papers: Mapping[str, Sequence[PaperQuestion]]) -> bytes:
    """The papers to hand out, each version beginning on a page of its own."""
    pdf = _new(title)
    for code, questions in papers.items():
        # The foot of the page before is drawn now.
        pdf.add_page()
        pdf.foot = f"Mã đề {code}"
        _head(pdf, title, unit, code)
        for question in questions:
            _question(pdf, question)
    return bytes(pdf.output())


def _head(pdf: FPDF, title: str, unit: str, code: str) -> None:
    _line(pdf, title, "B", 15)
    _line(pdf, f"{unit} · Mã đề {code}", "", 11)
    pdf.ln(3)
    _line(pdf, f"Họ và tên: {'.' * 52}  Lớp: {'.' * 18}", "", 11)
    _line(pdf, f"Mã thành viên: {'.' * 30}  Ngày: {'.' * 24}", "", 11)
    pdf.ln(3)


def _question(pdf: FPDF, question: PaperQuestion) -> None:
    content = question.version.content
    marks = "" if question.mark == 1 else f" ({_short(question)} điểm)"
    lines = question.lines
    # A question and what is to be chosen stay together where they fit on a page.
    needed = LINE * (2 + len(lines)) + sum(PICTURE_HEIGHT for _each in ids_of_pictures(content["text"]))
    if pdf.will_page_break(min(needed, 200)):
        pdf.add_page()
    _line(pdf, f"Câu {question.number}{marks}. {plain(content['text'])}", "B", 11)
    _pictures(pdf, content["text"])
    for line in lines:
        _line(pdf, line, "", 11, indent=INDENT)
    pdf.ln(2.5)


def _short(question: PaperQuestion) -> str:
    return f"{float(question.mark):g}".replace(".", ",")


def _pictures(pdf: FPDF, source: str) -> None:
    for picture in get_image_model().objects.filter(pk__in=[own for own in ids_of_pictures(source) if own.isdecimal()]):
        # The test is printed all the same where a file is lost.
        with suppress(OSError), picture.open_file() as file:
            pdf.image(file, x=MARGIN + INDENT, w=WIDTH - 2 * INDENT, h=PICTURE_HEIGHT, keep_aspect_ratio=True)
            pdf.ln(2)


def _line(pdf: FPDF, text: str, style: str, size: float, indent: float = 0) -> None:
    pdf.set_font("Paper", style, size)
    pdf.set_x(MARGIN + indent)
    pdf.multi_cell(WIDTH - indent, LINE, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def render_keys(title: str, unit: str, papers: Mapping[str, Sequence[PaperQuestion]]) -> bytes:
    """The key to every version, for whoever marks the papers."""
    pdf = _new(title)
    pdf.foot = "Đáp án"
    pdf.add_page()
    _line(pdf, f"Đáp án: {title}", "B", 15)
    _line(pdf, f"{unit}. Không phát cho người làm bài.", "", 11)
    pdf.ln(3)
    by_number = [{question.number: question.key for question in questions} for questions in papers.values()]
    longest = max(max(keys, default=0) for keys in by_number)
    pdf.set_font("Paper", "", 10)
    with pdf.table(first_row_as_headings=True, line_height=LINE, text_align="LEFT") as table:
        head = table.row()
        head.cell("Câu")
        for code in papers:
            head.cell(f"Mã đề {code}")
        for number in range(longest):
            row = table.row()
            row.cell(str(number + 1))
            for keys in by_number:
                row.cell(keys.get(number + 1, ""))
    return bytes(pdf.output())
