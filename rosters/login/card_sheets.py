"""Login cards: a PDF with eight cards to an A4 page, each with a name, two codes and a QR code.

Each class begins on a page of its own, and may end with a list on which those who get a card sign.
"""

from dataclasses import dataclass
from pathlib import Path

import segno
from fpdf import FPDF

FONTS = Path(__file__).parent / "fonts"
COLUMNS, ROWS = 2, 4
CARD_WIDTH, CARD_HEIGHT = 95.0, 68.0
LEFT, TOP = 10.0, 15.0
QR_SIZE = 34.0
PADDING = 5.0
SMALLEST = 6.0
HEADING = 7.0
Colour = tuple[int, int, int]
INK: Colour = (23, 33, 43)
GREY: Colour = (82, 96, 109)
# The list to sign: widths of its columns, and how many lines a page holds.
LIST_COLUMNS = (12.0, 74.0, 40.0, 28.0, 36.0)
LIST_WIDTH = sum(LIST_COLUMNS)
LINE_HEIGHT, LINES = 7.0, 35


@dataclass(frozen=True)
class Card:
    """What is printed on one card. `address` is what the QR code holds."""

    full_name: str
    places: str
    member_code: str
    login_code: str
    address: str


@dataclass(frozen=True)
class Run:
    """The cards of a class, with what stands above them."""

    heading: str
    cards: list[Card]


def render_cards(runs: list[Run], site_address: str, title: str, *, to_sign: bool = False) -> bytes:
    """The PDF of all cards, in their order. `site_address` is printed for those who type.

    With `to_sign`, the cards of each class are followed by the list of those who get one, without any login code.
    """
    pdf = FPDF(format="A4", unit="mm")
    pdf.set_title(title)
    pdf.set_lang("vi")
    pdf.set_auto_page_break(False)
    pdf.add_font("Card", "", FONTS / "BeVietnamPro-Regular.ttf")
    pdf.add_font("Card", "B", FONTS / "BeVietnamPro-Bold.ttf")
    for run in runs:
        _draw_run(pdf, run, site_address)
        if to_sign:
            _draw_list(pdf, run)
    return bytes(pdf.output())


def _draw_run(pdf: FPDF, run: Run, site_address: str) -> None:
    a_page = COLUMNS * ROWS
    pages = -(-len(run.cards) // a_page)
    for number, card in enumerate(run.cards):
        page, place = divmod(number, a_page)
        if place == 0:
            pdf.add_page()
            _text(pdf, LEFT, HEADING, LIST_WIDTH, _heading(run, page + 1, pages), 9, colour=GREY)
        row, column = divmod(place, COLUMNS)
        _draw_card(pdf, card, LEFT + column * CARD_WIDTH, TOP + row * CARD_HEIGHT, site_address)


def _heading(run: Run, page: int, pages: int) -> str:
    """What stands above the cards: `Lớp 10A1 · Trường THPT Óc Eo · 42 thẻ · trang 1/6`."""
    parts = [run.heading, f"{len(run.cards)} thẻ", f"trang {page}/{pages}" if pages > 1 else ""]
    return " · ".join(filter(None, parts))


def _draw_list(pdf: FPDF, run: Run) -> None:
    """Whoever hands the cards out has this signed; it holds nothing that opens an account."""
    for begin in range(0, len(run.cards), LINES):
        pdf.add_page()
        _text(pdf, LEFT, TOP, LIST_WIDTH, "DANH SÁCH KÝ NHẬN THẺ ĐĂNG NHẬP", 13, bold=True)
        _text(pdf, LEFT, TOP + 7, LIST_WIDTH, run.heading, 10, colour=GREY)
        top = TOP + 15
        _draw_line(pdf, top, ["STT", "Họ và tên", "Mã thành viên", "Ngày nhận", "Ký nhận"], bold=True)
        for place, card in enumerate(run.cards[begin : begin + LINES]):
            cells = [str(begin + place + 1), card.full_name, card.member_code, "", ""]
            _draw_line(pdf, top + (place + 1) * LINE_HEIGHT, cells)


def _draw_line(pdf: FPDF, y: float, cells: list[str], *, bold: bool = False) -> None:
    x = LEFT
    pdf.set_draw_color(120, 130, 140)
    for width, cell in zip(LIST_COLUMNS, cells, strict=True):
        pdf.rect(x, y, width, LINE_HEIGHT)
        _text(pdf, x + 1, y + LINE_HEIGHT / 2 - 1.8, width - 1, cell, 9, bold=bold)
        x += width


def _draw_card(pdf: FPDF, card: Card, x: float, y: float, site_address: str) -> None:
    pdf.set_draw_color(190, 196, 202)
    pdf.set_line_width(0.2)
    pdf.set_dash_pattern(dash=1.5, gap=1.5)
    pdf.rect(x, y, CARD_WIDTH, CARD_HEIGHT)
    pdf.set_dash_pattern()
    inner = x + PADDING
    text_width = CARD_WIDTH - 3 * PADDING - QR_SIZE
    _text(pdf, inner, y + 5, CARD_WIDTH - 2 * PADDING, "Thẻ đăng nhập · Học vụ số", 8.5, colour=(10, 93, 168), bold=True)
    _text(pdf, inner, y + 11.5, CARD_WIDTH - 2 * PADDING, card.full_name, 13, bold=True)
    _text(pdf, inner, y + 18.5, CARD_WIDTH - 2 * PADDING, card.places, 8.5, colour=GREY)
    _text(pdf, inner, y + 27, text_width, "Mã thành viên", 7.5, colour=GREY)
    _text(pdf, inner, y + 31, text_width, card.member_code, 12.5, bold=True)
    _text(pdf, inner, y + 40, text_width, "Mã đăng nhập", 7.5, colour=GREY)
    _text(pdf, inner, y + 44, text_width, card.login_code, 12.5, bold=True)
    _text(pdf, inner, y + 54, text_width, site_address, 7.5)
    _text(
        pdf,
        inner,
        y + 59.5,
        CARD_WIDTH - 2 * PADDING,
        "Giữ thẻ như giữ chìa khóa. Mất thẻ thì báo người phụ trách.",
        6.8,
        colour=GREY,
    )
    _draw_qr(pdf, card.address, x + CARD_WIDTH - PADDING - QR_SIZE, y + 24)


def _text(
    pdf: FPDF, x: float, y: float, width: float, text: str, size: float, *, bold: bool = False, colour: Colour = INK
) -> None:
    """One line of text, in smaller letters if it is long, cut with … if even that is not enough."""
    pdf.set_font("Card", "B" if bold else "", size)
    while size > SMALLEST and pdf.get_string_width(text) > width - 2:
        size -= 0.5
        pdf.set_font_size(size)
    while pdf.get_string_width(text) > width - 2 and len(text) > 1:
        text = text.rstrip("…")[:-1] + "…"
    pdf.set_text_color(*colour)
    pdf.set_xy(x, y)
    pdf.cell(width, size * 0.45, text)


def _draw_qr(pdf: FPDF, address: str, x: float, y: float) -> None:
    """The QR code as filled rectangles, one for each run of dark modules in a row."""
    # Trying all eight masks for the prettiest takes two thirds of the time of a card; each of them is read alike.
    matrix = [list(row) for row in segno.make(address, error="m", micro=False, mask=3).matrix]
    module = QR_SIZE / len(matrix)
    pdf.set_fill_color(0, 0, 0)
    for row_number, row in enumerate(matrix):
        start = None
        for place, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                pdf.rect(x + start * module, y + row_number * module, (place - start) * module, module, style="F")
                start = None
